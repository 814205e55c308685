"""Adressen er nedlagt."""

from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel

_DAR = ("Prøvevænget 12, 5000 Odense C",)

REGEL = Regel(
    id="ADRESSE-009",
    titel="Adressen er nedlagt eller har fået nyt navn",
    finder="Adresser, som har stået i adresseregistret, men er nedlagt, og hvor den nye adresse kendes.",
    hvorfor="Vejen har skiftet navn, eller huset har fået nyt nummer. Den gamle adresse kan ikke længere slås op.",
    ret="Skriv den foreslåede adresse under stamdata i jeres indberetning, hvis det er der, I bor nu.",
    alvor=Alvor.ADVARSEL,
    formaal=Formaal.FAKTA,
    lovkilder=("SEL-14-4-2", "DAR-FORM"),
    modtagere=frozenset({Modtager.TILBUD, Modtager.SOCIALTILSYN}),
    entitet=Entitet.AFDELING,
    felt="adresse",
    sikkerhed="A",
    sql="""
        SELECT
            v.tilbudsid, v.afdelingsid, v.adresse AS vaerdi, v.betegnelse AS forslag, v.adresse_id, v.husnummer_id
        FROM nu_adressevask AS v
        WHERE v.er_nedlagt AND v.betegnelse IS NOT NULL
    """,
    bryder=(
        Eksempel(
            navn="Vejen har skiftet navn",
            afdelinger=({"adresse": "Gammel Prøvevej 12"},),
            dar=_DAR,
            dar_foer={"Gammel Prøvevej 12, 5000 Odense C": "Prøvevænget 12, 5000 Odense C"},
            fund=(("1001", "1"),),
        ),
        Eksempel(
            navn="Huset har fået nyt nummer",
            afdelinger=({"adresse": "Prøvevænget 10"},),
            dar=_DAR,
            dar_foer={"Prøvevænget 10, 5000 Odense C": "Prøvevænget 12, 5000 Odense C"},
            fund=(("1001", "1"),),
        ),
    ),
    holder=(
        Eksempel(
            navn="Adressen gælder",
            afdelinger=({},),
            dar=_DAR,
            dar_foer={"Gammel Prøvevej 12, 5000 Odense C": "Prøvevænget 12, 5000 Odense C"},
        ),
        Eksempel(
            navn="Nedlagt, og ingen ved, hvad der kom i stedet",
            afdelinger=({"adresse": "Nedrevet Vej 1"},),
            dar=_DAR,
            dar_foer={"Nedrevet Vej 1, 5000 Odense C": "Findes Ikke Mere 1, 5000 Odense C"},
        ),
        Eksempel(
            navn="Adresseregistret er ikke indlæst",
            afdelinger=({"adresse": "Gammel Prøvevej 12"},),
        ),
        Eksempel(
            navn="Et krisecenter",
            afdelinger=(
                {"tilbudstyper": ("Krisecenter, § 109",), "pladser": {"§ 109": 8}, "adresse": "Gammel Prøvevej 12"},
            ),
            dar=_DAR,
            dar_foer={"Gammel Prøvevej 12, 5000 Odense C": "Prøvevænget 12, 5000 Odense C"},
        ),
    ),
)
