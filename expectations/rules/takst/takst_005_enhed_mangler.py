"""Det fremgår ikke, hvad taksten er pr."""

from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel

_UDEN = {"takst_enhed": None}

REGEL = Regel(
    id="TAKST-005",
    titel="Takstens enhed mangler",
    finder="Ydelser med en takst, hvor der ikke står, om den er pr. døgn, dag, måned, time eller forløb.",
    hvorfor=(
        "Et beløb uden enhed kan ikke sammenlignes med andre. Om portalen har et særligt felt til enheden, og om det "
        "er obligatorisk, er ikke bekræftet."
    ),
    ret="Angiv enheden ved taksten under indsatser i jeres indberetning.",
    alvor=Alvor.ADVARSEL,
    formaal=Formaal.INDBERETTET,
    lovkilder=("BEKTP-10-1", "SEL-14-4-1"),
    modtagere=frozenset({Modtager.TILBUD, Modtager.SOCIALTILSYN}),
    entitet=Entitet.AFDELING,
    felt="takst_enhed",
    sikkerhed="C",
    aktiv=False,
    sql="""
        SELECT t.tilbudsid, t.afdelingsid,
            'Ydelse ' || t.ydelsesid || ', ' || CAST(t.takst_aar AS VARCHAR) AS raekke,
            NULL AS vaerdi, t.ydelse AS ydelse, t.takst_tekst AS takst
        FROM nu_takst AS t
        JOIN nu_afdeling AS a ON a.tilbudsid = t.tilbudsid AND a.afdelingsid = t.afdelingsid
        JOIN kontroldag AS k ON t.takst_aar >= k.aar
        WHERE t.takst_enhed IS NULL AND t.takst_kr IS NOT NULL
    """,
    bryder=(
        Eksempel(navn="Ingen enhed", afdelinger=({},), udtraek={"takst": (_UDEN,)}, fund=(("1001", "1"),)),
        Eksempel(
            navn="Næste års takst, og kun den",
            afdelinger=({},),
            udtraek={"takst": ({}, {**_UDEN, "takst_aar": 2027})},
            fund=(("1001", "1"),),
        ),
    ),
    holder=(
        Eksempel(navn="Pr. døgn", afdelinger=({},), udtraek={"takst": ({},)}),
        Eksempel(
            navn="En ukendt enhed: det er TAKST-006", afdelinger=({},), udtraek={"takst": ({"takst_enhed": "uge"},)}
        ),
        Eksempel(
            navn="Uden takst er der ingen enhed at savne",
            afdelinger=({},),
            udtraek={"takst": ({**_UDEN, "takst_kr": None},)},
        ),
        Eksempel(navn="Sidste års takst", afdelinger=({},), udtraek={"takst": ({**_UDEN, "takst_aar": 2025},)}),
        Eksempel(
            navn="Afdelinger, som ikke står på portalen",
            afdelinger=({},),
            udtraek={"takst": ({**_UDEN, "afdelingsid": "9"}, {**_UDEN, "tilbudsid": "9999"})},
        ),
    ),
)
