"""Virksomhedsformen mangler på afdelingens side."""

from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel

REGEL = Regel(
    id="TYPE-007",
    titel="Virksomhedsformen mangler",
    finder="Afdelinger, hvor der ikke står nogen virksomhedsform.",
    hvorfor=(
        "Virksomhedsformen viser, om tilbuddet er offentligt eller privat. At oplysningen er obligatorisk, er ikke "
        "bekræftet i bekendtgørelsens bilag."
    ),
    ret="Vælg virksomhedsform under stamdata i jeres indberetning på Tilbudsportalen.",
    alvor=Alvor.ADVARSEL,
    formaal=Formaal.INDBERETTET,
    lovkilder=("SEL-14-4-1", "BEKTP-BILAG1"),
    modtagere=frozenset({Modtager.TILBUD, Modtager.SOCIALTILSYN}),
    entitet=Entitet.AFDELING,
    felt="virksomhedsform",
    sikkerhed="C",
    sql="""
        SELECT a.tilbudsid, a.afdelingsid, NULL AS vaerdi, a.virksomhed AS virksomhed
        FROM nu_afdeling AS a
        WHERE a.virksomhedsform IS NULL
    """,
    bryder=(
        Eksempel(navn="Ingen virksomhedsform", afdelinger=({"virksomhedsform": None},), fund=(("1001", "1"),)),
        Eksempel(
            navn="Kun den ene af to afdelinger mangler den",
            afdelinger=({}, {"afdelingsid": "2", "virksomhedsform": None}),
            fund=(("1001", "2"),),
        ),
    ),
    holder=(
        Eksempel(navn="Formen står der", afdelinger=({},)),
        Eksempel(navn="En ukendt form er ikke en manglende", afdelinger=({"virksomhedsform": "Andelsklub"},)),
    ),
)
