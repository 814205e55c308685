"""Taksten er nul eller negativ."""

from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel

_NUL = {"takst_kr": 0.0, "takst_tekst": "0"}

REGEL = Regel(
    id="TAKST-004",
    titel="Taksten er nul eller negativ",
    finder="Ydelser, hvor taksten er 0 kr. eller et negativt beløb.",
    hvorfor=(
        "En takst dækker omkostningerne ved ydelsen og er derfor altid over 0 kr. Et nul ligner et felt, der ikke er "
        "udfyldt."
    ),
    ret="Skriv den rigtige takst ved ydelsen under indsatser i jeres indberetning.",
    alvor=Alvor.ALVORLIG,
    formaal=Formaal.FAKTA,
    lovkilder=("BEKTP-10-1", "SEL-174-1", "BL-195-1", "SEL-14-4-2"),
    modtagere=frozenset({Modtager.TILBUD, Modtager.SOCIALTILSYN}),
    entitet=Entitet.AFDELING,
    felt="takst",
    sql="""
        SELECT t.tilbudsid, t.afdelingsid,
            'Ydelse ' || t.ydelsesid || ', ' || CAST(t.takst_aar AS VARCHAR) AS raekke,
            COALESCE(t.takst_tekst, CAST(t.takst_kr AS VARCHAR)) AS vaerdi, t.ydelse AS ydelse,
            t.takst_kr AS takst_kr
        FROM nu_takst AS t
        JOIN nu_afdeling AS a ON a.tilbudsid = t.tilbudsid AND a.afdelingsid = t.afdelingsid
        JOIN kontroldag AS k ON t.takst_aar >= k.aar
        WHERE t.takst_kr <= 0
    """,
    bryder=(
        Eksempel(navn="0 kr.", afdelinger=({},), udtraek={"takst": (_NUL,)}, fund=(("1001", "1"),)),
        Eksempel(
            navn="Et negativt beløb for næste år, ved siden af en god takst",
            afdelinger=({},),
            udtraek={"takst": ({}, {"takst_kr": -2000.0, "takst_tekst": None, "takst_aar": 2027})},
            fund=(("1001", "1"),),
        ),
    ),
    holder=(
        Eksempel(navn="2.000 kr.", afdelinger=({},), udtraek={"takst": ({},)}),
        Eksempel(navn="En krone", afdelinger=({},), udtraek={"takst": ({"takst_kr": 1.0, "takst_tekst": "1"},)}),
        Eksempel(
            navn="Ulæselig: det er TAKST-003",
            afdelinger=({},),
            udtraek={"takst": ({"takst_kr": None, "takst_tekst": "gratis"},)},
        ),
        Eksempel(navn="Sidste års takst", afdelinger=({},), udtraek={"takst": ({**_NUL, "takst_aar": 2025},)}),
        Eksempel(
            navn="Afdelinger, som ikke står på portalen",
            afdelinger=({},),
            udtraek={"takst": ({**_NUL, "afdelingsid": "9"}, {**_NUL, "tilbudsid": "9999"})},
        ),
    ),
)
