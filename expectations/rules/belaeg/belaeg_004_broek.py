"""Belægningsprocenten er skrevet som brøk."""

from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel

_BROEK = {"belaegning_pct": 0.95, "belaegning_tekst": "0,95"}

REGEL = Regel(
    id="BELAEG-004",
    titel="Belægningsprocenten er skrevet som brøk",
    finder="Tilbud, hvor den forudsatte belægning er mellem 0 og 1 procent.",
    hvorfor=(
        "Ingen regner med, at højst hver hundrede plads er i brug. Tallet ser ud til at være en brøk, som den skrives "
        "i budgetskemaet: 0,95 for 95 procent."
    ),
    ret="Skriv procenten, for eksempel 95 i stedet for 0,95, nederst på siden Normering i jeres indberetning.",
    alvor=Alvor.ALVORLIG,
    formaal=Formaal.FAKTA,
    lovkilder=("BEKTP-10-1", "SEL-14-4-2"),
    modtagere=frozenset({Modtager.TILBUD, Modtager.SOCIALTILSYN}),
    entitet=Entitet.TILBUD,
    felt="belaegning",
    sql="""
        SELECT b.tilbudsid, NULL AS afdelingsid, 'Året ' || CAST(b.aar AS VARCHAR) AS raekke,
            COALESCE(b.belaegning_tekst, CAST(b.belaegning_pct AS VARCHAR)) AS vaerdi,
            CASE
                WHEN ROUND(CAST(100 * b.belaegning_pct AS NUMERIC), 2) = ROUND(CAST(100 * b.belaegning_pct AS NUMERIC))
                    THEN CAST(CAST(ROUND(CAST(100 * b.belaegning_pct AS NUMERIC)) AS BIGINT) AS VARCHAR)
                ELSE REPLACE(
                    CAST(CAST(ROUND(CAST(100 * b.belaegning_pct AS NUMERIC), 2) AS FLOAT) AS VARCHAR), '.', ','
                )
            END AS forslag,
            b.belaegning_pct AS belaegning_pct
        FROM nu_belaegning AS b
        JOIN kontroldag AS k ON b.aar >= k.aar
        JOIN (SELECT DISTINCT a.tilbudsid FROM nu_afdeling AS a) AS n ON n.tilbudsid = b.tilbudsid
        JOIN nu_graense AS g ON g.noegle = 'belaegning_broek_hoejest' AND b.belaegning_pct <= g.vaerdi
        WHERE b.belaegning_pct > 0
    """,
    bryder=(
        Eksempel(navn="0,95", afdelinger=({},), udtraek={"belaegning": (_BROEK,)}, fund=(("1001", None),)),
        Eksempel(
            navn="1 for næste år, hos et tilbud med to afdelinger",
            afdelinger=({}, {"afdelingsid": "2"}),
            udtraek={"belaegning": ({}, {"belaegning_pct": 1.0, "belaegning_tekst": None, "aar": 2027})},
            fund=(("1001", None),),
        ),
    ),
    holder=(
        Eksempel(navn="95 %", afdelinger=({},), udtraek={"belaegning": ({},)}),
        Eksempel(navn="2 %", afdelinger=({},), udtraek={"belaegning": ({"belaegning_pct": 2.0},)}),
        Eksempel(navn="0: det er BELAEG-002", afdelinger=({},), udtraek={"belaegning": ({"belaegning_pct": 0.0},)}),
        Eksempel(
            navn="Negativ: det er BELAEG-002", afdelinger=({},), udtraek={"belaegning": ({"belaegning_pct": -0.95},)}
        ),
        Eksempel(navn="Sidste år", afdelinger=({},), udtraek={"belaegning": ({**_BROEK, "aar": 2025},)}),
        Eksempel(
            navn="Et tilbud, som ikke står på portalen",
            afdelinger=({},),
            udtraek={"belaegning": ({**_BROEK, "tilbudsid": "9999"},)},
        ),
    ),
)
