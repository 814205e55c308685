"""Taksten kan ikke læses som et beløb."""

from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel

_AFTALE = {"takst_kr": None, "takst_tekst": "efter aftale"}

REGEL = Regel(
    id="TAKST-003",
    titel="Taksten er ikke et beløb",
    finder="Ydelser, hvor feltet til taksten er udfyldt med noget, som ikke kan læses som et beløb i kroner.",
    hvorfor=(
        "Taksten skal være et tal, for at kommunen kan sammenligne tilbud. Tekst som »efter aftale« eller »fra 1.500« "
        "kan ingen regne med."
    ),
    ret="Skriv taksten som ét beløb i kroner, for eksempel 2.150,00, ved ydelsen under indsatser i jeres indberetning.",
    alvor=Alvor.ALVORLIG,
    formaal=Formaal.SYSTEMATIK,
    lovkilder=("BEKTP-10-1", "BEKTP-2", "SEL-14-4-3"),
    modtagere=frozenset({Modtager.TILBUD, Modtager.SOCIALTILSYN}),
    entitet=Entitet.AFDELING,
    felt="takst",
    sql="""
        SELECT t.tilbudsid, t.afdelingsid,
            'Ydelse ' || t.ydelsesid || ', ' || CAST(t.takst_aar AS VARCHAR) AS raekke,
            t.takst_tekst AS vaerdi, t.ydelse AS ydelse, t.paragraf AS paragraf
        FROM nu_takst AS t
        JOIN nu_afdeling AS a ON a.tilbudsid = t.tilbudsid AND a.afdelingsid = t.afdelingsid
        JOIN kontroldag AS k ON t.takst_aar >= k.aar
        WHERE t.takst_kr IS NULL AND t.takst_tekst IS NOT NULL
    """,
    bryder=(
        Eksempel(navn="»efter aftale«", afdelinger=({},), udtraek={"takst": (_AFTALE,)}, fund=(("1001", "1"),)),
        Eksempel(
            navn="Næste års takst, og den ene af to ydelser",
            afdelinger=({},),
            udtraek={"takst": ({}, {**_AFTALE, "takst_tekst": "fra 1.500", "ydelsesid": "4", "takst_aar": 2027})},
            fund=(("1001", "1"),),
        ),
    ),
    holder=(
        Eksempel(navn="2.000,00", afdelinger=({},), udtraek={"takst": ({},)}),
        Eksempel(
            navn="Tomt felt: det er TAKST-001",
            afdelinger=({},),
            udtraek={"takst": ({"takst_kr": None, "takst_tekst": None},)},
        ),
        Eksempel(navn="Sidste års takst", afdelinger=({},), udtraek={"takst": ({**_AFTALE, "takst_aar": 2025},)}),
        Eksempel(
            navn="Afdelinger, som ikke står på portalen",
            afdelinger=({},),
            udtraek={"takst": ({**_AFTALE, "afdelingsid": "9"}, {**_AFTALE, "tilbudsid": "9999"})},
        ),
    ),
)
