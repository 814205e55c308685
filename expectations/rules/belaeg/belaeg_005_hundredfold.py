"""Belægningsprocenten er ganget med hundrede."""

from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel

_GANGET = {"belaegning_pct": 9500.0, "belaegning_tekst": "9500"}

REGEL = Regel(
    id="BELAEG-005",
    titel="Belægningsprocenten er ganget med hundrede",
    finder="Tilbud, hvor den forudsatte belægning er på 1.000 procent eller mere.",
    hvorfor=(
        "Så mange borgere er der ikke plads til. Tallet ser ud til at være en procent, der er ganget med hundrede, "
        "fordi feltet eller regnearket selv viste den som procent."
    ),
    ret="Skriv procenten, for eksempel 95 i stedet for 9500, nederst på siden Normering i jeres indberetning.",
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
                WHEN ROUND(CAST(b.belaegning_pct / 100 AS NUMERIC), 2) = ROUND(CAST(b.belaegning_pct / 100 AS NUMERIC))
                    THEN CAST(CAST(ROUND(CAST(b.belaegning_pct / 100 AS NUMERIC)) AS BIGINT) AS VARCHAR)
                ELSE REPLACE(
                    CAST(CAST(ROUND(CAST(b.belaegning_pct / 100 AS NUMERIC), 2) AS FLOAT) AS VARCHAR), '.', ','
                )
            END AS forslag,
            b.belaegning_pct AS belaegning_pct
        FROM nu_belaegning AS b
        JOIN kontroldag AS k ON b.aar >= k.aar
        JOIN (SELECT DISTINCT a.tilbudsid FROM nu_afdeling AS a) AS n ON n.tilbudsid = b.tilbudsid
        JOIN nu_graense AS g ON g.noegle = 'belaegning_hundredfold_mindst' AND b.belaegning_pct >= g.vaerdi
    """,
    bryder=(
        Eksempel(navn="9500", afdelinger=({},), udtraek={"belaegning": (_GANGET,)}, fund=(("1001", None),)),
        Eksempel(
            navn="1.000 for næste år, hos et tilbud med to afdelinger",
            afdelinger=({}, {"afdelingsid": "2"}),
            udtraek={"belaegning": ({}, {"belaegning_pct": 1000.0, "belaegning_tekst": None, "aar": 2027})},
            fund=(("1001", None),),
        ),
    ),
    holder=(
        Eksempel(navn="95 %", afdelinger=({},), udtraek={"belaegning": ({},)}),
        Eksempel(
            navn="105 %: det er BELAEG-003", afdelinger=({},), udtraek={"belaegning": ({"belaegning_pct": 105.0},)}
        ),
        Eksempel(navn="Sidste år", afdelinger=({},), udtraek={"belaegning": ({**_GANGET, "aar": 2025},)}),
        Eksempel(
            navn="Et tilbud, som ikke står på portalen",
            afdelinger=({},),
            udtraek={"belaegning": ({**_GANGET, "tilbudsid": "9999"},)},
        ),
    ),
)
