"""Telefonnummeret mangler; e-mailadressen står der."""

from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel

REGEL = Regel(
    id="KONTAKT-007",
    titel="Telefonnummeret mangler",
    finder="Afdelinger med e-mailadresse, hvor der ikke står noget telefonnummer.",
    hvorfor=(
        "Mange ringer først. At telefonnummeret er obligatorisk, når der er en e-mailadresse, er ikke bekræftet i "
        "bekendtgørelsens bilag."
    ),
    ret="Skriv tilbuddets telefonnummer under stamdata i jeres indberetning på Tilbudsportalen.",
    alvor=Alvor.ADVARSEL,
    formaal=Formaal.INDBERETTET,
    lovkilder=("SEL-14-4-1", "BEKTP-BILAG1"),
    modtagere=frozenset({Modtager.TILBUD}),
    entitet=Entitet.AFDELING,
    felt="telefon",
    sikkerhed="C",
    sql="""
        SELECT a.tilbudsid, a.afdelingsid, NULL AS vaerdi
        FROM nu_afdeling AS a
        WHERE a.telefon IS NULL AND a.email IS NOT NULL
    """,
    bryder=(
        Eksempel(navn="Kun e-mail", afdelinger=({"telefon": None},), fund=(("1001", "1"),)),
        Eksempel(
            navn="Kun en ugyldig e-mail",
            afdelinger=({"telefon": None, "email": "kontakt"},),
            fund=(("1001", "1"),),
        ),
    ),
    holder=(
        Eksempel(navn="Begge står der", afdelinger=({},)),
        Eksempel(navn="Begge mangler: det er KONTAKT-003", afdelinger=({"telefon": None, "email": None},)),
    ),
)
