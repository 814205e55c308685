"""Postnummer eller by mangler, eller postnummeret har ikke fire cifre."""

from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel

REGEL = Regel(
    id="ADRESSE-005",
    titel="Adressen mangler et postnummer på fire cifre eller en by",
    finder="Adresser uden postnummer eller by, og adresser, hvor postnummeret ikke har fire cifre.",
    hvorfor="En dansk adresse har et postnummer på fire cifre og en by. Uden dem kan afdelingen ikke stedfæstes.",
    ret="Skriv postnummer og by under stamdata i jeres indberetning på Tilbudsportalen.",
    alvor=Alvor.ALVORLIG,
    formaal=Formaal.INDBERETTET,
    lovkilder=("SEL-14-4-1", "SBST-STAMDATA", "DAR-FORM"),
    modtagere=frozenset({Modtager.TILBUD}),
    entitet=Entitet.AFDELING,
    felt="postnr",
    sql="""
        SELECT a.tilbudsid, a.afdelingsid, a.postnr AS vaerdi, a.by AS bynavn
        FROM nu_afdeling AS a
        WHERE a.har_adresse AND NOT a.er_beskyttet
            AND (a.postnr IS NULL OR a.by IS NULL OR NOT a.postnr_form_ok)
    """,
    bryder=(
        Eksempel(navn="Intet postnummer", afdelinger=({"postnr": None},), fund=(("1001", "1"),)),
        Eksempel(navn="Ingen by", afdelinger=({"by": None},), fund=(("1001", "1"),)),
        Eksempel(navn="Tre cifre", afdelinger=({"postnr": "500"},), fund=(("1001", "1"),)),
    ),
    holder=(
        Eksempel(navn="Postnummer og by", afdelinger=({},)),
        Eksempel(navn="Fire cifre, der ikke findes: det er ADRESSE-003", afdelinger=({"postnr": "5001"},)),
        Eksempel(
            navn="Slet ingen adresse: det er ADRESSE-001",
            afdelinger=({"adresse": None, "har_adresse": False, "postnr": None, "by": None},),
        ),
        Eksempel(
            navn="Et krisecenter",
            afdelinger=({"tilbudstyper": ("Krisecenter, § 109",), "postnr": None, "by": None},),
        ),
    ),
)
