"""Afdelingens side har intet navn."""

from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel

REGEL = Regel(
    id="IDENT-007",
    titel="Tilbuddets navn mangler",
    finder="Afdelinger, hvor der ikke står noget navn.",
    hvorfor="Navnet er det første, borgere og kommuner leder efter. Uden navn kan tilbuddet ikke findes ved søgning.",
    ret="Skriv navnet under stamdata i jeres indberetning på Tilbudsportalen.",
    alvor=Alvor.ALVORLIG,
    formaal=Formaal.INDBERETTET,
    lovkilder=("SEL-14-4-1", "SBST-STAMDATA"),
    modtagere=frozenset({Modtager.TILBUD, Modtager.SOCIALTILSYN}),
    entitet=Entitet.AFDELING,
    felt="navn",
    sql="""
        SELECT a.tilbudsid, a.afdelingsid, NULL AS vaerdi, a.virksomhed AS virksomhed
        FROM nu_afdeling AS a
        WHERE a.navn IS NULL
    """,
    bryder=(
        Eksempel(navn="Intet navn", afdelinger=({"navn": None},), fund=(("1001", "1"),)),
        Eksempel(
            navn="Kun den ene af to afdelinger mangler navn",
            afdelinger=({}, {"afdelingsid": "2", "navn": None}),
            fund=(("1001", "2"),),
        ),
    ),
    holder=(
        Eksempel(navn="Navnet står der", afdelinger=({},)),
        Eksempel(navn="Et kort navn er også et navn", afdelinger=({"navn": "Ø"},)),
    ),
)
