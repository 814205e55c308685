"""Postnummeret findes ikke."""

from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel

REGEL = Regel(
    id="ADRESSE-003",
    titel="Postnummeret findes ikke",
    finder="Postnumre på fire cifre, som ikke står på listen over danske postnumre.",
    hvorfor="Et postnummer, der ikke findes, gør adressen forkert og tilbuddet svært at finde ved søgning.",
    ret="Ret postnummeret under stamdata i jeres indberetning på Tilbudsportalen.",
    alvor=Alvor.ALVORLIG,
    formaal=Formaal.FAKTA,
    lovkilder=("SEL-14-4-2", "DAR-FORM"),
    modtagere=frozenset({Modtager.TILBUD, Modtager.SOCIALTILSYN}),
    entitet=Entitet.AFDELING,
    felt="postnr",
    sql="""
        SELECT a.tilbudsid, a.afdelingsid, a.postnr AS vaerdi, a.by AS bynavn
        FROM nu_afdeling AS a
        WHERE NOT a.postnr_findes AND NOT a.er_beskyttet
    """,
    bryder=(
        Eksempel(navn="Et tal midt imellem to postnumre", afdelinger=({"postnr": "5001"},), fund=(("1001", "1"),)),
        Eksempel(navn="Fire nuller", afdelinger=({"postnr": "0000"},), fund=(("1001", "1"),)),
    ),
    holder=(
        Eksempel(navn="Et postnummer, der findes", afdelinger=({},)),
        Eksempel(navn="En virksomheds eget postnummer", afdelinger=({"postnr": "0800", "by": "Høje Taastrup"},)),
        Eksempel(navn="Tre cifre: det er ADRESSE-005", afdelinger=({"postnr": "500"},)),
        Eksempel(navn="Intet postnummer: det er ADRESSE-005", afdelinger=({"postnr": None},)),
        Eksempel(navn="Et krisecenter", afdelinger=({"tilbudstyper": ("Krisecenter, § 109",), "postnr": "5001"},)),
    ),
)
