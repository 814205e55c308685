"""Belægningsprocenten er over 100."""

from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel

_OVER = {"belaegning_pct": 105.0, "belaegning_tekst": "105"}

REGEL = Regel(
    id="BELAEG-003",
    titel="Belægningsprocenten er over 100",
    finder="Tilbud, hvor den forudsatte belægning er over 100 procent.",
    hvorfor=(
        "Over 100 procent betyder, at taksten er beregnet med flere borgere, end der er pladser. Det kan forekomme, "
        "men ser oftest ud til at være en tastefejl."
    ),
    ret="Se efter nederst på siden Normering i jeres indberetning, om procenten er rigtig; ellers retter I den.",
    alvor=Alvor.ADVARSEL,
    formaal=Formaal.FAKTA,
    lovkilder=("BEKTP-10-1", "SEL-14-4-2"),
    modtagere=frozenset({Modtager.TILBUD, Modtager.SOCIALTILSYN}),
    entitet=Entitet.TILBUD,
    felt="belaegning",
    sql="""
        SELECT b.tilbudsid, NULL AS afdelingsid, 'Året ' || CAST(b.aar AS VARCHAR) AS raekke,
            COALESCE(b.belaegning_tekst, CAST(b.belaegning_pct AS VARCHAR)) AS vaerdi,
            b.belaegning_pct AS belaegning_pct, g.vaerdi AS hoejst_pct
        FROM nu_belaegning AS b
        JOIN kontroldag AS k ON b.aar >= k.aar
        JOIN (SELECT DISTINCT a.tilbudsid FROM nu_afdeling AS a) AS n ON n.tilbudsid = b.tilbudsid
        JOIN nu_graense AS g ON g.noegle = 'belaegning_hoejest_pct' AND b.belaegning_pct > g.vaerdi
        JOIN nu_graense AS h ON h.noegle = 'belaegning_hundredfold_mindst' AND b.belaegning_pct < h.vaerdi
    """,
    bryder=(
        Eksempel(navn="105 %", afdelinger=({},), udtraek={"belaegning": (_OVER,)}, fund=(("1001", None),)),
        Eksempel(
            navn="975 % for næste år, hos et tilbud med to afdelinger",
            afdelinger=({}, {"afdelingsid": "2"}),
            udtraek={"belaegning": ({}, {"belaegning_pct": 975.0, "belaegning_tekst": None, "aar": 2027})},
            fund=(("1001", None),),
        ),
    ),
    holder=(
        Eksempel(navn="100 %", afdelinger=({},), udtraek={"belaegning": ({"belaegning_pct": 100.0},)}),
        Eksempel(
            navn="1.000 er ganget med hundrede: det er BELAEG-005",
            afdelinger=({},),
            udtraek={"belaegning": ({"belaegning_pct": 1000.0},)},
        ),
        Eksempel(navn="Sidste år", afdelinger=({},), udtraek={"belaegning": ({**_OVER, "aar": 2025},)}),
        Eksempel(
            navn="Et tilbud, som ikke står på portalen",
            afdelinger=({},),
            udtraek={"belaegning": ({**_OVER, "tilbudsid": "9999"},)},
        ),
    ),
)
