"""Bynavnet hører ikke til postnummeret."""

from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel

REGEL = Regel(
    id="ADRESSE-004",
    titel="Postnummer og by passer ikke sammen",
    finder="Adresser, hvor bynavnet ikke er det, der hører til postnummeret.",
    hvorfor="Enten er postnummeret eller byen forkert. Post og besøgende kan komme det forkerte sted hen.",
    ret="Ret postnummer eller by under stamdata i jeres indberetning. Forslaget er byen efter postnummeret.",
    alvor=Alvor.ALVORLIG,
    formaal=Formaal.FAKTA,
    lovkilder=("SEL-14-4-2", "DAR-FORM"),
    modtagere=frozenset({Modtager.TILBUD}),
    entitet=Entitet.AFDELING,
    felt="by",
    sql="""
        SELECT a.tilbudsid, a.afdelingsid, a.by AS vaerdi, a.postnr_by AS forslag, a.postnr AS postnummer
        FROM nu_afdeling AS a
        WHERE NOT a.by_ok AND NOT a.er_beskyttet
    """,
    bryder=(
        Eksempel(navn="En anden by", afdelinger=({"by": "Aarhus C"},), fund=(("1001", "1"),)),
        Eksempel(navn="To cifre i postnummeret er byttet om", afdelinger=({"postnr": "5600"},), fund=(("1001", "1"),)),
    ),
    holder=(
        Eksempel(navn="Byen hører til postnummeret", afdelinger=({},)),
        Eksempel(navn="Kun små bogstaver til forskel", afdelinger=({"by": "odense c"},)),
        Eksempel(navn="Byen uden bydelens bogstav", afdelinger=({"by": "Odense"},)),
        Eksempel(navn="Byen forkortet", afdelinger=({"postnr": "2800", "by": "Kgs. Lyngby"},)),
        Eksempel(navn="Aa for Å", afdelinger=({"postnr": "8000", "by": "Århus C"},)),
        Eksempel(navn="Et postnummer, der ikke findes: det er ADRESSE-003", afdelinger=({"postnr": "5001"},)),
        Eksempel(navn="Ingen by: det er ADRESSE-005", afdelinger=({"by": None},)),
        Eksempel(navn="Et krisecenter", afdelinger=({"tilbudstyper": ("Krisecenter, § 109",), "by": "Aarhus C"},)),
    ),
)
