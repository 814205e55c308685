"""E-mailadressen mangler; telefonnummeret står der."""

from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel

REGEL = Regel(
    id="KONTAKT-008",
    titel="E-mailadressen mangler",
    finder="Afdelinger med telefonnummer, hvor der ikke står nogen e-mailadresse.",
    hvorfor=(
        "Uden e-mailadresse kan tilbuddet ikke få besked om fejl på sin side. At adressen er obligatorisk, når der er "
        "et telefonnummer, er ikke bekræftet i bekendtgørelsens bilag."
    ),
    ret="Skriv tilbuddets e-mailadresse under stamdata i jeres indberetning på Tilbudsportalen.",
    alvor=Alvor.ADVARSEL,
    formaal=Formaal.INDBERETTET,
    lovkilder=("SEL-14-4-1", "BEKTP-BILAG1"),
    modtagere=frozenset({Modtager.TILBUD, Modtager.SOCIALTILSYN}),
    entitet=Entitet.AFDELING,
    felt="email",
    sikkerhed="C",
    sql="""
        SELECT a.tilbudsid, a.afdelingsid, NULL AS vaerdi
        FROM nu_afdeling AS a
        WHERE a.email IS NULL AND a.telefon IS NOT NULL
    """,
    bryder=(
        Eksempel(navn="Kun telefon", afdelinger=({"email": None},), fund=(("1001", "1"),)),
        Eksempel(
            navn="Kun et ugyldigt telefonnummer",
            afdelinger=({"email": None, "telefon": "123"},),
            fund=(("1001", "1"),),
        ),
    ),
    holder=(
        Eksempel(
            navn="Et krisecenters e-mail, der er holdt tilbage, mangler ikke",
            afdelinger=({"tilbudstyper": ("Krisecenter, § 109",), "email": "[udeladt]"},),
        ),
        Eksempel(navn="Begge står der", afdelinger=({},)),
        Eksempel(navn="Begge mangler: det er KONTAKT-003", afdelinger=({"telefon": None, "email": None},)),
    ),
)
