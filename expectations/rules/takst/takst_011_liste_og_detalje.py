"""Portalens liste viser en anden takst end ydelsens side."""

from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel

_UENIG = {"takst_liste_kr": 1950.0}

REGEL = Regel(
    id="TAKST-011",
    titel="Portalens liste viser en anden takst end ydelsen selv",
    finder="Ydelser, hvor taksten i portalens liste ikke er den samme som ydelsens egen takst.",
    hvorfor=(
        "De to tal taler om det samme. Forskellen ser ud til at ligge i portalen eller i vores læsning af "
        "dataudtrækket. Tilbuddet får ikke besked."
    ),
    ret="Undersøg dataudtrækket. Er det læst rigtigt, meldes forskellen til portalens drift.",
    alvor=Alvor.ADVARSEL,
    formaal=Formaal.SYSTEMATIK,
    lovkilder=("SEL-14-4-3", "BEKTP-2"),
    modtagere=frozenset({Modtager.OS}),
    entitet=Entitet.AFDELING,
    felt="takst",
    sql="""
        SELECT t.tilbudsid, t.afdelingsid,
            'Ydelse ' || t.ydelsesid || ', ' || CAST(t.takst_aar AS VARCHAR) AS raekke,
            COALESCE(t.takst_tekst, CAST(t.takst_kr AS VARCHAR)) AS vaerdi, t.ydelse AS ydelse,
            t.takst_kr AS takst_kr, t.takst_liste_kr AS takst_paa_listen_kr
        FROM nu_takst AS t
        JOIN nu_afdeling AS a ON a.tilbudsid = t.tilbudsid AND a.afdelingsid = t.afdelingsid
        JOIN kontroldag AS k ON t.takst_aar >= k.aar
        JOIN nu_graense AS g ON g.noegle = 'takst_ens_kr'
        WHERE ABS(t.takst_kr - t.takst_liste_kr) > g.vaerdi
    """,
    bryder=(
        Eksempel(navn="1.950 og 2.000", afdelinger=({},), udtraek={"takst": (_UENIG,)}, fund=(("1001", "1"),)),
        Eksempel(
            navn="En øre til forskel på næste års takst",
            afdelinger=({},),
            udtraek={"takst": ({}, {"takst_liste_kr": 2000.01, "takst_aar": 2027})},
            fund=(("1001", "1"),),
        ),
    ),
    holder=(
        Eksempel(navn="Ens", afdelinger=({},), udtraek={"takst": ({},)}),
        Eksempel(navn="Under en halv øre", afdelinger=({},), udtraek={"takst": ({"takst_liste_kr": 2000.004},)}),
        Eksempel(navn="Listen viser ingen takst", afdelinger=({},), udtraek={"takst": ({"takst_liste_kr": None},)}),
        Eksempel(navn="Sidste års takst", afdelinger=({},), udtraek={"takst": ({**_UENIG, "takst_aar": 2025},)}),
        Eksempel(
            navn="Afdelinger, som ikke står på portalen",
            afdelinger=({},),
            udtraek={"takst": ({**_UENIG, "afdelingsid": "9"}, {**_UENIG, "tilbudsid": "9999"})},
        ),
    ),
)
