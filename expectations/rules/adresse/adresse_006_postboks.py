"""Adressen er en postboks og ikke et sted."""

from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel

REGEL = Regel(
    id="ADRESSE-006",
    titel="Adressen er en postboks",
    finder="Adresser, som er en postboks i stedet for et sted, man kan besøge.",
    hvorfor=(
        "Adressen på Tilbudsportalen skal vise, hvor tilbuddet ligger. Der kan være en grund til en postboks, for "
        "eksempel hensyn til borgernes sikkerhed."
    ),
    ret="Skriv afdelingens besøgsadresse under stamdata i jeres indberetning, hvis den må vises.",
    alvor=Alvor.ADVARSEL,
    formaal=Formaal.FAKTA,
    lovkilder=("SEL-14-4-2", "DAR-FORM"),
    modtagere=frozenset({Modtager.TILBUD, Modtager.SOCIALTILSYN}),
    entitet=Entitet.AFDELING,
    felt="adresse",
    sql="""
        SELECT a.tilbudsid, a.afdelingsid, a.adresse AS vaerdi, a.postnr AS postnummer, a.by AS bynavn
        FROM nu_afdeling AS a
        WHERE a.er_postboks AND NOT a.er_beskyttet
    """,
    bryder=(
        Eksempel(navn="En postboks", afdelinger=({"adresse": "Postboks 12"},), fund=(("1001", "1"),)),
        Eksempel(navn="Skrevet på engelsk", afdelinger=({"adresse": "P.O. Box 12"},), fund=(("1001", "1"),)),
    ),
    holder=(
        Eksempel(navn="En adresse", afdelinger=({},)),
        Eksempel(navn="Et vejnavn, der ligner", afdelinger=({"adresse": "Boksevænget 12"},)),
        Eksempel(navn="Ingen gadelinje", afdelinger=({"adresse": None},)),
        Eksempel(
            navn="Et krisecenter", afdelinger=({"tilbudstyper": ("Krisecenter, § 109",), "adresse": "Postboks 12"},)
        ),
    ),
)
