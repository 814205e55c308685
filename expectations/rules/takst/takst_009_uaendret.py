"""Taksten har været den samme i flere år."""

from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel

_AARENE = ({"takst_aar": 2024}, {"takst_aar": 2025}, {"takst_aar": 2026})

REGEL = Regel(
    id="TAKST-009",
    titel="Taksten har været den samme i flere år",
    finder="Ydelser, hvor taksten er den samme tre år i træk.",
    hvorfor=(
        "Taksten beregnes på ny af hvert års budget, og priser og lønninger stiger. En takst, der står helt stille, "
        "ser ud til ikke at være ført videre."
    ),
    ret=(
        "Se efter, om årets takst er skrevet ved ydelsen under indsatser i jeres indberetning. Er den virkelig "
        "uændret, skal der ikke gøres noget."
    ),
    alvor=Alvor.ADVARSEL,
    formaal=Formaal.FAKTA,
    lovkilder=("BEKTP-10-1", "SEL-174-1", "BL-195-1", "SEL-14-4-2"),
    modtagere=frozenset({Modtager.TILBUD, Modtager.SOCIALTILSYN}),
    entitet=Entitet.AFDELING,
    felt="takst",
    sql="""
        SELECT t.tilbudsid, t.afdelingsid,
            'Ydelse ' || t.ydelsesid || ', ' || CAST(t.takst_aar AS VARCHAR) AS raekke,
            COALESCE(MIN(t.takst_tekst), CAST(t.takst_kr AS VARCHAR)) AS vaerdi, MIN(t.ydelse) AS ydelse,
            t.takst_kr AS takst_kr, MIN(f.takst_aar) AS samme_takst_i, t.takst_aar AS og_i
        FROM nu_takst AS t
        JOIN nu_afdeling AS a ON a.tilbudsid = t.tilbudsid AND a.afdelingsid = t.afdelingsid
        JOIN kontroldag AS k ON t.takst_aar = k.aar
        JOIN nu_graense AS g ON g.noegle = 'takst_uaendret_aar'
        JOIN kendt_takst AS f ON f.tilbudsid = t.tilbudsid AND f.afdelingsid = t.afdelingsid
            AND f.ydelsesid = t.ydelsesid AND f.takst_kr = t.takst_kr
            AND f.takst_aar <= t.takst_aar AND f.takst_aar > t.takst_aar - g.vaerdi
        WHERE t.takst_kr > 0
        GROUP BY t.tilbudsid, t.afdelingsid, t.ydelsesid, t.takst_aar, t.takst_kr, g.vaerdi
        HAVING COUNT(*) >= g.vaerdi
    """,
    note="Hvor mange år det skal være, står i graenser.csv (takst_uaendret_aar) og er vores eget valg.",
    bryder=(
        Eksempel(
            navn="2.000 kr. i 2024, 2025 og 2026",
            afdelinger=({},),
            udtraek={"takst": _AARENE},
            fund=(("1001", "1"),),
        ),
        Eksempel(
            navn="De gamle år står kun i et tidligere udtræk, og den anden ydelse er steget",
            afdelinger=({},),
            udtraek_foer={"takst": (*_AARENE[:2], *({**x, "ydelsesid": "4", "takst_kr": 1900.0} for x in _AARENE[:2]))},
            udtraek={"takst": ({}, {"ydelsesid": "4"})},
            fund=(("1001", "1"),),
        ),
    ),
    holder=(
        Eksempel(navn="Kun to år", afdelinger=({},), udtraek={"takst": _AARENE[1:]}),
        Eksempel(
            navn="Steg i år",
            afdelinger=({},),
            udtraek={"takst": (*_AARENE[:2], {"takst_kr": 2060.0}, {"takst_aar": 2023}, {"takst_aar": 2022})},
        ),
        Eksempel(
            navn="Samme takst som for tre år siden, men ikke imellem",
            afdelinger=({},),
            udtraek={"takst": ({"takst_aar": 2023}, {"takst_aar": 2024, "takst_kr": 1900.0}, *_AARENE[1:])},
        ),
        Eksempel(
            navn="Næste års takst tæller ikke med",
            afdelinger=({},),
            udtraek={"takst": (*_AARENE[1:], {"takst_aar": 2027})},
        ),
        Eksempel(
            navn="Sidste års takst og de to før",
            afdelinger=({},),
            udtraek={"takst": ({"takst_aar": 2023}, *_AARENE[:2])},
        ),
        Eksempel(
            navn="Andre ydelser koster det samme",
            afdelinger=({}, {"afdelingsid": "2"}, {"tilbudsid": "1002"}),
            udtraek={
                "takst": (
                    {},
                    *({**x, "ydelsesid": "4"} for x in _AARENE[:2]),
                    *({**x, "afdelingsid": "2"} for x in _AARENE[:2]),
                    *({**x, "tilbudsid": "1002"} for x in _AARENE[:2]),
                )
            },
        ),
        Eksempel(
            navn="0 kr. hvert år: det er TAKST-004",
            afdelinger=({},),
            udtraek={"takst": tuple({**x, "takst_kr": 0.0} for x in _AARENE)},
        ),
        Eksempel(
            navn="Afdelinger, som ikke står på portalen",
            afdelinger=({},),
            udtraek={
                "takst": (
                    *({**x, "afdelingsid": "9"} for x in _AARENE),
                    *({**x, "tilbudsid": "9999"} for x in _AARENE),
                )
            },
        ),
    ),
)
