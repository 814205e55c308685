"""Takstens enhed står ikke på vores liste."""

from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel

_KVARTAL = {"takst_enhed": "pr. kvartal"}

REGEL = Regel(
    id="TAKST-006",
    titel="Takstens enhed er ukendt for os",
    finder="Ydelser, hvor takstens enhed ikke står på vores liste over enheder.",
    hvorfor=(
        "Vores liste over enheder er ikke bekræftet. En enhed, vi ikke kender, er derfor snarere en mangel hos os end "
        "hos tilbuddet, som ikke får besked. Så længe enheden er ukendt, sammenlignes taksten ikke med andre."
    ),
    ret="Tilføj enheden i takstenheder.csv, hvis den er rigtig. Ellers undersøges læsningen af dataudtrækket.",
    alvor=Alvor.ADVARSEL,
    formaal=Formaal.SYSTEMATIK,
    lovkilder=("SEL-14-4-3", "BEKTP-2"),
    modtagere=frozenset({Modtager.OS}),
    entitet=Entitet.AFDELING,
    felt="takst_enhed",
    sikkerhed="C",
    aktiv=False,
    sql="""
        SELECT t.tilbudsid, t.afdelingsid,
            'Ydelse ' || t.ydelsesid || ', ' || CAST(t.takst_aar AS VARCHAR) AS raekke,
            t.takst_enhed AS vaerdi, t.ydelse AS ydelse
        FROM nu_takst AS t
        JOIN nu_afdeling AS a ON a.tilbudsid = t.tilbudsid AND a.afdelingsid = t.afdelingsid
        JOIN kontroldag AS k ON t.takst_aar >= k.aar
        LEFT JOIN nu_takstenhed AS e ON e.foldet = t.takst_enhed_foldet
        WHERE e.foldet IS NULL AND t.takst_enhed IS NOT NULL
    """,
    bryder=(
        Eksempel(navn="Pr. kvartal", afdelinger=({},), udtraek={"takst": (_KVARTAL,)}, fund=(("1001", "1"),)),
        Eksempel(
            navn="Næste års takst, og kun den",
            afdelinger=({},),
            udtraek={"takst": ({}, {"takst_enhed": "plads", "takst_aar": 2027})},
            fund=(("1001", "1"),),
        ),
    ),
    holder=(
        Eksempel(navn="Pr. døgn", afdelinger=({},), udtraek={"takst": ({},)}),
        Eksempel(
            navn="Skrevet med store bogstaver", afdelinger=({},), udtraek={"takst": ({"takst_enhed": "PR. DØGN"},)}
        ),
        Eksempel(navn="Ingen enhed: det er TAKST-005", afdelinger=({},), udtraek={"takst": ({"takst_enhed": None},)}),
        Eksempel(navn="Sidste års takst", afdelinger=({},), udtraek={"takst": ({**_KVARTAL, "takst_aar": 2025},)}),
        Eksempel(
            navn="Afdelinger, som ikke står på portalen",
            afdelinger=({},),
            udtraek={"takst": ({**_KVARTAL, "afdelingsid": "9"}, {**_KVARTAL, "tilbudsid": "9999"})},
        ),
    ),
)
