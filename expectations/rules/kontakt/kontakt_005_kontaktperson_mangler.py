"""Kontaktpersonen mangler på afdelingens side."""

from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel

REGEL = Regel(
    id="KONTAKT-005",
    titel="Kontaktpersonen mangler",
    finder="Afdelinger, hvor der ikke står nogen kontaktperson.",
    hvorfor=(
        "Uden kontaktperson ved kommunen ikke, hvem den skal spørge efter. At oplysningen er obligatorisk, er ikke "
        "bekræftet i bekendtgørelsens bilag."
    ),
    ret="Skriv en kontaktperson under stamdata i jeres indberetning på Tilbudsportalen.",
    alvor=Alvor.ADVARSEL,
    formaal=Formaal.INDBERETTET,
    lovkilder=("SEL-14-4-1", "BEKTP-BILAG1"),
    modtagere=frozenset({Modtager.TILBUD}),
    entitet=Entitet.AFDELING,
    felt="kontaktperson",
    sikkerhed="C",
    sql="""
        SELECT a.tilbudsid, a.afdelingsid, NULL AS vaerdi
        FROM nu_afdeling AS a
        WHERE NOT a.har_kontaktperson
    """,
    note="Navnet gemmes ikke; kun om feltet er udfyldt.",
    bryder=(
        Eksempel(navn="Ingen kontaktperson", afdelinger=({"har_kontaktperson": False},), fund=(("1001", "1"),)),
        Eksempel(
            navn="Ingen kontaktperson på den anden afdeling",
            afdelinger=({}, {"afdelingsid": "2", "har_kontaktperson": False}),
            fund=(("1001", "2"),),
        ),
    ),
    holder=(
        Eksempel(navn="Kontaktpersonen står der", afdelinger=({},)),
        Eksempel(navn="Lederen mangler, kontaktpersonen gør ikke", afdelinger=({"har_leder": False},)),
    ),
)
