"""Taksten har mere end to decimaler."""

from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel

_BROEK = {"takst_kr": 1234.567, "takst_tekst": "1.234,567"}

REGEL = Regel(
    id="TAKST-007",
    titel="Taksten har mere end to decimaler",
    finder="Ydelser, hvor taksten er skrevet med brøkdele af en øre.",
    hvorfor=(
        "Ingen betaler brøkdele af en øre. Det kan være et tal fra en beregning, der ikke er rundet af, eller et "
        "komma, der er havnet forkert. Hvor mange decimaler portalen tillader, er ikke bekræftet."
    ),
    ret="Skriv taksten med højst to decimaler ved ydelsen under indsatser i jeres indberetning.",
    alvor=Alvor.ADVARSEL,
    formaal=Formaal.SYSTEMATIK,
    lovkilder=("BEKTP-10-1", "BEKTP-2", "SEL-14-4-3"),
    modtagere=frozenset({Modtager.TILBUD, Modtager.SOCIALTILSYN}),
    entitet=Entitet.AFDELING,
    felt="takst",
    sikkerhed="C",
    aktiv=False,
    sql="""
        SELECT t.tilbudsid, t.afdelingsid,
            'Ydelse ' || t.ydelsesid || ', ' || CAST(t.takst_aar AS VARCHAR) AS raekke,
            COALESCE(t.takst_tekst, CAST(t.takst_kr AS VARCHAR)) AS vaerdi, t.ydelse AS ydelse,
            t.takst_kr AS takst_kr
        FROM nu_takst AS t
        JOIN nu_afdeling AS a ON a.tilbudsid = t.tilbudsid AND a.afdelingsid = t.afdelingsid
        JOIN kontroldag AS k ON t.takst_aar >= k.aar
        JOIN nu_graense AS g ON g.noegle = 'takst_oere_tolerance'
        WHERE ABS(100.0 * t.takst_kr - ROUND(100.0 * t.takst_kr)) > g.vaerdi
    """,
    bryder=(
        Eksempel(navn="1.234,567 kr.", afdelinger=({},), udtraek={"takst": (_BROEK,)}, fund=(("1001", "1"),)),
        Eksempel(
            navn="Næste års takst, og kun den",
            afdelinger=({},),
            udtraek={"takst": ({}, {"takst_kr": 1999.9999, "takst_tekst": None, "takst_aar": 2027})},
            fund=(("1001", "1"),),
        ),
    ),
    holder=(
        Eksempel(navn="2.000 kr.", afdelinger=({},), udtraek={"takst": ({},)}),
        Eksempel(
            navn="Hele øre", afdelinger=({},), udtraek={"takst": ({"takst_kr": 1234.57, "takst_tekst": "1234,57"},)}
        ),
        Eksempel(
            navn="En rest af en regnefejl i læsningen, langt under en øre",
            afdelinger=({},),
            udtraek={"takst": ({"takst_kr": 1000.00008, "takst_tekst": "1000"},)},
        ),
        Eksempel(navn="Sidste års takst", afdelinger=({},), udtraek={"takst": ({**_BROEK, "takst_aar": 2025},)}),
        Eksempel(
            navn="Afdelinger, som ikke står på portalen",
            afdelinger=({},),
            udtraek={"takst": ({**_BROEK, "afdelingsid": "9"}, {**_BROEK, "tilbudsid": "9999"})},
        ),
    ),
)
