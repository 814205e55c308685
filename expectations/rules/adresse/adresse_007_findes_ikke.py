"""Adressen findes ikke i adresseregistret."""

from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel

_DAR = ("Prøvevænget 12, 5000 Odense C", "Prøvevænget 14, st. th, 5000 Odense C")

REGEL = Regel(
    id="ADRESSE-007",
    titel="Adressen findes ikke i Danmarks Adresseregister",
    finder="Adresser, hvor vejen findes i postnummeret, men husnummeret, etagen eller døren ikke gør.",
    hvorfor=(
        "Et sted, der ikke findes i adresseregistret, kan hverken besøges eller slås op. Ofte er et tal tastet forkert."
    ),
    ret=(
        "Se adressen efter, og ret den under stamdata i jeres indberetning. "
        "Er adressen helt ny, skal I ikke gøre noget."
    ),
    alvor=Alvor.ADVARSEL,
    formaal=Formaal.FAKTA,
    lovkilder=("SEL-14-4-2", "DAR-FORM"),
    modtagere=frozenset({Modtager.TILBUD, Modtager.SOCIALTILSYN}),
    entitet=Entitet.AFDELING,
    felt="adresse",
    sikkerhed="A",
    sql="""
        SELECT v.tilbudsid, v.afdelingsid, v.adresse AS vaerdi, v.postnr AS postnummer, v.aarsag
        FROM nu_adressevask AS v
        WHERE v.aarsag IN ('ukendt_nummer', 'ukendt_enhed') AND NOT v.er_nedlagt
    """,
    bryder=(
        Eksempel(
            navn="Husnummeret findes ikke",
            afdelinger=({"adresse": "Prøvevænget 99"},),
            dar=_DAR,
            fund=(("1001", "1"),),
        ),
        Eksempel(
            navn="Etagen findes ikke",
            afdelinger=({"adresse": "Prøvevænget 14, 3. th"},),
            dar=_DAR,
            fund=(("1001", "1"),),
        ),
    ),
    holder=(
        Eksempel(
            navn="Adressen findes",
            afdelinger=({},),
            dar=_DAR,
        ),
        Eksempel(
            navn="Huset findes; etage og dør behøver ikke stå der",
            afdelinger=({"adresse": "Prøvevænget 14"},),
            dar=_DAR,
        ),
        Eksempel(
            navn="Vejen kendes ikke: den kan være ny, så ingen anklages",
            afdelinger=({"adresse": "Helt Ny Vej 1"},),
            dar=_DAR,
        ),
        Eksempel(
            navn="Adressen er nedlagt, og den nye kendes: det er ADRESSE-009",
            afdelinger=({"adresse": "Gammel Prøvevej 12"},),
            dar=_DAR,
            dar_foer={"Gammel Prøvevej 12, 5000 Odense C": "Prøvevænget 12, 5000 Odense C"},
        ),
        Eksempel(
            navn="Adresseregistret er ikke indlæst",
            afdelinger=({"adresse": "Prøvevænget 99"},),
        ),
        Eksempel(
            navn="Et krisecenter",
            afdelinger=(
                {"tilbudstyper": ("Krisecenter, § 109",), "pladser": {"§ 109": 8}, "adresse": "Prøvevænget 99"},
            ),
            dar=_DAR,
        ),
    ),
)
