"""Øverste leder får mere end samlet ledelse."""

from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel

_FUND = (("1001", None),)

REGEL = Regel(
    id="NOEGLE-009",
    titel="Lønnen til øverste leder er større end til samlet ledelse",
    finder=(
        "Den nyeste årsrapports nøgletal, hvor samlet løn mv. til øverste leder (h) er mere end 1.000 kr. større end "
        "lønnen til samlet ledelse (i)."
    ),
    hvorfor=(
        "Øverste leder er normalt en del af den samlede ledelse. Tallene kan være byttet om, eller lederens løn kan "
        "være delt med andre tilbud."
    ),
    ret=(
        "Se de to tal efter i årsregnskabet. Er lederens løn delt med andre tilbud eller betalt af ejeren, kan "
        "afvigelsen accepteres."
    ),
    alvor=Alvor.ADVARSEL,
    formaal=Formaal.FAKTA,
    lovkilder=("BEKST-14", "SEL-14-4-2"),
    modtagere=frozenset({Modtager.SOCIALTILSYN}),
    entitet=Entitet.TILBUD,
    felt="noegletal",
    sql="""
        SELECT n.tilbudsid, NULL AS afdelingsid, 'Årsrapport ' || CAST(n.aar AS VARCHAR) AS raekke,
            NULL AS vaerdi, CAST(ROUND(CAST(n.i_ledelse_kr AS NUMERIC)) AS BIGINT) AS i_ledelse_kr
        FROM nu_noegletal AS n
        LEFT JOIN nu_noegletal AS nyere ON nyere.tilbudsid = n.tilbudsid AND nyere.aar > n.aar
        JOIN nu_graense AS g ON g.noegle = 'noegle_afrunding_kr'
        WHERE nyere.id IS NULL AND n.h_leder_kr - ABS(n.i_ledelse_kr) > g.vaerdi
    """,
    note=(
        "Om h kun er den del af lønnen, som dette tilbud betaler, er ikke læst i loven; derfor en advarsel. Fortegn "
        "ses der bort fra (NOEGLE-010). Lederens løn er én persons og vises ikke."
    ),
    bryder=(
        Eksempel(
            navn="Byttet om",
            afdelinger=({},),
            udtraek={"noegletal": ({"h_leder_kr": 700_000.0, "i_ledelse_kr": 650_000.0},)},
            fund=_FUND,
        ),
        Eksempel(
            navn="Naboen har en nyere årsrapport, og den er i orden",
            afdelinger=({}, {"tilbudsid": "1002"}),
            udtraek={
                "noegletal": (
                    {"i_ledelse_kr": 0.0},
                    {"tilbudsid": "1002", "aar": 2026},
                )
            },
            fund=_FUND,
        ),
    ),
    holder=(
        Eksempel(navn="En del af ledelsen", afdelinger=({},), udtraek={"noegletal": ({},)}),
        Eksempel(navn="Præcis 1.000 kr. mere", afdelinger=({},), udtraek={"noegletal": ({"h_leder_kr": 701_000.0},)}),
        Eksempel(
            navn="Minus på lønnen til ledelse: det er NOEGLE-010",
            afdelinger=({},),
            udtraek={"noegletal": ({"i_ledelse_kr": -700_000.0},)},
        ),
        Eksempel(navn="Lederens løn mangler", afdelinger=({},), udtraek={"noegletal": ({"h_leder_kr": None},)}),
        Eksempel(
            navn="Fejlen er i et tidligere års årsrapport",
            afdelinger=({},),
            udtraek={
                "noegletal": (
                    {"aar": 2024, "h_leder_kr": 900_000.0},
                    {},
                )
            },
        ),
    ),
)
