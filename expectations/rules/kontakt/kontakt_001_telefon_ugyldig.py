"""Telefonnummeret er ikke et gyldigt telefonnummer."""

from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel

REGEL = Regel(
    id="KONTAKT-001",
    titel="Telefonnummeret er ugyldigt",
    finder="Telefonfelter, som ikke indeholder ét gyldigt telefonnummer. Udenlandske numre med landekode er gyldige.",
    hvorfor="Kommuner og pårørende kan ikke ringe til tilbuddet på det nummer, der står på Tilbudsportalen.",
    ret=(
        "Skriv ét telefonnummer, som tilbuddet kan træffes på, under stamdata i jeres indberetning. Lad tekst og "
        "ekstra numre ude af feltet."
    ),
    alvor=Alvor.ALVORLIG,
    formaal=Formaal.FAKTA,
    lovkilder=("SEL-14-4-2", "BREV-2024"),
    modtagere=frozenset({Modtager.TILBUD, Modtager.SOCIALTILSYN}),
    entitet=Entitet.AFDELING,
    felt="telefon",
    sql="""
        SELECT a.tilbudsid, a.afdelingsid, NULL AS vaerdi
        FROM nu_afdeling AS a
        WHERE NOT a.telefon_ok
    """,
    note="Nummeret er en personoplysning og gengives ikke. Om nummeret er i brug, kan reglen ikke se.",
    bryder=(
        Eksempel(navn="Syv cifre", afdelinger=({"telefon": "3240102"},), fund=(("1001", "1"),)),
        Eksempel(
            navn="En serie, der ikke er taget i brug", afdelinger=({"telefon": "12345678"},), fund=(("1001", "1"),)
        ),
        Eksempel(navn="To numre i ét felt", afdelinger=({"telefon": "32401020 / 32401021"},), fund=(("1001", "1"),)),
        Eksempel(
            navn="Tekst i stedet for et nummer", afdelinger=({"telefon": "Ring til kontoret"},), fund=(("1001", "1"),)
        ),
    ),
    holder=(
        Eksempel(navn="Otte cifre med mellemrum", afdelinger=({},)),
        Eksempel(navn="Med landekode", afdelinger=({"telefon": "+45 32401020"},)),
        Eksempel(navn="Med to nuller som landekode", afdelinger=({"telefon": "0045 32 40 10 20"},)),
        Eksempel(navn="Med parentes og bindestreg", afdelinger=({"telefon": "(+45) 3240-1020"},)),
        Eksempel(navn="Med punktummer", afdelinger=({"telefon": "32.40.10.20"},)),
        Eksempel(navn="Et svensk nummer", afdelinger=({"telefon": "+46 8 123 456 78"},)),
        Eksempel(navn="Intet nummer: det er KONTAKT-007 eller KONTAKT-003", afdelinger=({"telefon": None},)),
    ),
)
