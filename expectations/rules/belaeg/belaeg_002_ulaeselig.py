"""Belægningsprocenten kan ikke læses, eller den er nul eller negativ."""

from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel

_TEKST = {"belaegning_pct": None, "belaegning_tekst": "fuldt hus"}

REGEL = Regel(
    id="BELAEG-002",
    titel="Belægningsprocenten er ikke et tal over nul",
    finder="Tilbud, hvor den forudsatte belægningsprocent ikke kan læses som et tal, eller er 0 eller negativ.",
    hvorfor="En takst kan kun beregnes med en belægning over 0. Et nul ligner et felt, der ikke er udfyldt.",
    ret="Skriv belægningen som et tal i procent, for eksempel 95, nederst på siden Normering i jeres indberetning.",
    alvor=Alvor.ALVORLIG,
    formaal=Formaal.FAKTA,
    lovkilder=("BEKTP-10-1", "SEL-14-4-2"),
    modtagere=frozenset({Modtager.TILBUD, Modtager.SOCIALTILSYN}),
    entitet=Entitet.TILBUD,
    felt="belaegning",
    sql="""
        SELECT b.tilbudsid, NULL AS afdelingsid, 'Året ' || CAST(b.aar AS VARCHAR) AS raekke,
            COALESCE(b.belaegning_tekst, CAST(b.belaegning_pct AS VARCHAR)) AS vaerdi,
            b.belaegning_pct AS belaegning_pct
        FROM nu_belaegning AS b
        JOIN kontroldag AS k ON b.aar >= k.aar
        JOIN (SELECT DISTINCT a.tilbudsid FROM nu_afdeling AS a) AS n ON n.tilbudsid = b.tilbudsid
        WHERE b.belaegning_pct <= 0 OR (b.belaegning_pct IS NULL AND b.belaegning_tekst IS NOT NULL)
    """,
    bryder=(
        Eksempel(navn="»fuldt hus«", afdelinger=({},), udtraek={"belaegning": (_TEKST,)}, fund=(("1001", None),)),
        Eksempel(
            navn="0 for næste år, hos et tilbud med to afdelinger",
            afdelinger=({}, {"afdelingsid": "2"}),
            udtraek={"belaegning": ({}, {"belaegning_pct": 0.0, "aar": 2027})},
            fund=(("1001", None),),
        ),
        Eksempel(
            navn="Et negativt tal uden tekst",
            afdelinger=({},),
            udtraek={"belaegning": ({"belaegning_pct": -95.0, "belaegning_tekst": None},)},
            fund=(("1001", None),),
        ),
    ),
    holder=(
        Eksempel(navn="95 %", afdelinger=({},), udtraek={"belaegning": ({},)}),
        Eksempel(
            navn="Tomt: det er BELAEG-001",
            afdelinger=({},),
            udtraek={"belaegning": ({"belaegning_pct": None, "belaegning_tekst": None},)},
        ),
        Eksempel(navn="0,95: det er BELAEG-004", afdelinger=({},), udtraek={"belaegning": ({"belaegning_pct": 0.95},)}),
        Eksempel(navn="Sidste år", afdelinger=({},), udtraek={"belaegning": ({**_TEKST, "aar": 2025},)}),
        Eksempel(
            navn="Et tilbud, som ikke står på portalen",
            afdelinger=({},),
            udtraek={"belaegning": ({**_TEKST, "tilbudsid": "9999"},)},
        ),
    ),
)
