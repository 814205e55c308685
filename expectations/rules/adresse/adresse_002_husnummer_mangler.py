"""Adressen har intet husnummer."""

from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel

REGEL = Regel(
    id="ADRESSE-002",
    titel="Adressen mangler husnummer",
    finder="Adresser, som ikke består af et vejnavn og et husnummer, og som heller ikke er en postboks.",
    hvorfor="Danske adresser har vejnavn og husnummer. Uden husnummer kan afdelingen ikke findes på kortet.",
    ret="Skriv vejnavn og husnummer under stamdata i jeres indberetning på Tilbudsportalen.",
    alvor=Alvor.ALVORLIG,
    formaal=Formaal.FAKTA,
    lovkilder=("SEL-14-4-2", "DAR-FORM"),
    modtagere=frozenset({Modtager.TILBUD, Modtager.SOCIALTILSYN}),
    entitet=Entitet.AFDELING,
    felt="adresse",
    sql="""
        SELECT a.tilbudsid, a.afdelingsid, a.adresse AS vaerdi, a.postnr AS postnummer, a.by AS bynavn
        FROM nu_afdeling AS a
        WHERE NOT a.adresse_form_ok AND NOT a.er_beskyttet
    """,
    bryder=(
        Eksempel(navn="Kun vejnavn", afdelinger=({"adresse": "Prøvevænget"},), fund=(("1001", "1"),)),
        Eksempel(navn="Kun husets navn", afdelinger=({"adresse": "Skovgården"},), fund=(("1001", "1"),)),
    ),
    holder=(
        Eksempel(navn="Vejnavn og husnummer", afdelinger=({},)),
        Eksempel(navn="Husnummer med bogstav, etage og dør", afdelinger=({"adresse": "Prøvevænget 12 B, 2. th."},)),
        Eksempel(navn="Et vejnavn, der begynder med et tal", afdelinger=({"adresse": "10. Juni Vej 5"},)),
        Eksempel(navn="En postboks: det er ADRESSE-006", afdelinger=({"adresse": "Postboks"},)),
        Eksempel(navn="Ingen gadelinje", afdelinger=({"adresse": None},)),
        Eksempel(navn="Et krisecenter", afdelinger=({"tilbudstyper": ("Krisecenter, § 109",), "adresse": "Hemmelig"},)),
    ),
)
