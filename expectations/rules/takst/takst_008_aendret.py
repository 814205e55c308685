"""Taksten er ændret mere, end årets pris- og lønregulering forklarer."""

from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel

_FOER = {"takst_aar": 2025}
_STEGET = {"takst_kr": 2400.0, "takst_tekst": "2.400,00"}

REGEL = Regel(
    id="TAKST-008",
    titel="Taksten er ændret mere, end årets pris- og lønregulering forklarer",
    finder=(
        "Ydelser, hvor taksten er steget eller faldet mere end årets pris- og lønregulering, også når der lægges nogle "
        "procentpoint til."
    ),
    hvorfor=(
        "Store ændringer kan have gode grunde: en ny målgruppe, flere pladser, en efterregulering. Men de kan også "
        "være tastefejl. Reguleringen er vores skøn, og at ændringen skal holde sig til den, er ikke bekræftet."
    ),
    ret="Socialtilsynet ser på ændringen sammen med årets budget og spørger tilbuddet, hvis den ikke kan forklares.",
    alvor=Alvor.ADVARSEL,
    formaal=Formaal.FAKTA,
    lovkilder=("BEKTP-10-1", "SEL-174-1", "BL-195-1", "SEL-14-4-2"),
    modtagere=frozenset({Modtager.SOCIALTILSYN}),
    entitet=Entitet.AFDELING,
    felt="takst",
    sikkerhed="C",
    aktiv=False,
    sql="""
        SELECT t.tilbudsid, t.afdelingsid,
            'Ydelse ' || t.ydelsesid || ', ' || CAST(t.takst_aar AS VARCHAR) AS raekke,
            COALESCE(t.takst_tekst, CAST(t.takst_kr AS VARCHAR)) AS vaerdi, t.ydelse AS ydelse,
            f.takst_kr AS sidste_aars_takst_kr, t.takst_kr AS takst_kr,
            ROUND(CAST(100.0 * (t.takst_kr - f.takst_kr) / f.takst_kr AS NUMERIC), 2) AS aendring_pct,
            r.regulering_pct AS regulering_pct, g.vaerdi AS tolerance_procentpoint
        FROM nu_takst AS t
        JOIN nu_afdeling AS a ON a.tilbudsid = t.tilbudsid AND a.afdelingsid = t.afdelingsid
        JOIN kontroldag AS k ON t.takst_aar >= k.aar
        JOIN kendt_takst AS f ON f.tilbudsid = t.tilbudsid AND f.afdelingsid = t.afdelingsid
            AND f.ydelsesid = t.ydelsesid AND f.takst_aar = t.takst_aar - 1
        JOIN reference_regulering AS r ON r.aar = t.takst_aar
        JOIN nu_graense AS g ON g.noegle = 'takst_regulering_tolerance'
        WHERE f.takst_kr > 0 AND t.takst_kr > 0
            AND COALESCE(f.takst_enhed_foldet, '') = COALESCE(t.takst_enhed_foldet, '')
            AND ABS(100.0 * (t.takst_kr - f.takst_kr) - r.regulering_pct * f.takst_kr) > g.vaerdi * f.takst_kr
    """,
    note="Sidste års takst er den, der sidst stod i et dataudtræk. Er enheden en anden, sammenlignes der ikke.",
    bryder=(
        Eksempel(
            navn="20 % op, når reguleringen er 3 %",
            afdelinger=({},),
            udtraek={"takst": (_FOER, _STEGET)},
            fund=(("1001", "1"),),
        ),
        Eksempel(
            navn="5 % ned, og kun den ene af to ydelser",
            afdelinger=({}, {"tilbudsid": "1002"}),
            udtraek={
                "takst": (
                    {**_FOER, "takst_kr": 2000.0},
                    {"takst_kr": 1900.0},
                    {**_FOER, "ydelsesid": "4"},
                    {"ydelsesid": "4"},
                    {**_FOER, "tilbudsid": "1002"},
                    {"tilbudsid": "1002"},
                )
            },
            fund=(("1001", "1"),),
        ),
        Eksempel(
            navn="Sidste år står kun i et tidligere udtræk, og ingen har enhed",
            afdelinger=({},),
            udtraek_foer={"takst": ({**_FOER, "takst_enhed": None},)},
            udtraek={"takst": ({**_STEGET, "takst_enhed": None},)},
            fund=(("1001", "1"),),
        ),
        Eksempel(
            navn="Næste års takst mod årets",
            afdelinger=({},),
            udtraek={"takst": ({}, {**_STEGET, "takst_aar": 2027})},
            fund=(("1001", "1"),),
        ),
    ),
    holder=(
        Eksempel(navn="3 % op", afdelinger=({},), udtraek={"takst": (_FOER, {"takst_kr": 2060.0})}),
        Eksempel(navn="8 % op: netop grænsen", afdelinger=({},), udtraek={"takst": (_FOER, {"takst_kr": 2160.0})}),
        Eksempel(navn="Uændret: det er TAKST-009", afdelinger=({},), udtraek={"takst": (_FOER, {})}),
        Eksempel(
            navn="Enheden er en anden",
            afdelinger=({},),
            udtraek={"takst": (_FOER, {"takst_kr": 60_000.0, "takst_enhed": "måned"})},
        ),
        Eksempel(navn="To år imellem", afdelinger=({},), udtraek={"takst": ({"takst_aar": 2024}, _STEGET)}),
        Eksempel(
            navn="Andre ydelsers takst sidste år",
            afdelinger=({}, {"afdelingsid": "2"}, {"tilbudsid": "1002"}),
            udtraek={
                "takst": (
                    _STEGET,
                    {**_FOER, "ydelsesid": "4"},
                    {**_FOER, "afdelingsid": "2"},
                    {**_FOER, "tilbudsid": "1002"},
                )
            },
        ),
        Eksempel(
            navn="Sidste års ændring",
            afdelinger=({},),
            udtraek={"takst": ({"takst_aar": 2024}, {**_STEGET, "takst_aar": 2025})},
        ),
        Eksempel(
            navn="En takst på 0 kr. eller under: det er TAKST-004",
            afdelinger=({},),
            udtraek={
                "takst": (
                    _FOER,
                    {"takst_kr": 0.0},
                    {**_FOER, "ydelsesid": "4", "takst_kr": -1000.0},
                    {"ydelsesid": "4"},
                )
            },
        ),
        Eksempel(
            navn="Afdelinger, som ikke står på portalen",
            afdelinger=({},),
            udtraek={
                "takst": (
                    {**_FOER, "afdelingsid": "9"},
                    {**_STEGET, "afdelingsid": "9"},
                    {**_FOER, "tilbudsid": "9999"},
                    {**_STEGET, "tilbudsid": "9999"},
                )
            },
        ),
    ),
)
