"""E-mailadressen kan ikke modtage mail: mails til den er kommet endeligt tilbage."""

from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel

_ADRESSE = "kontakt@birkehuset.example.org"

REGEL = Regel(
    id="KONTAKT-009",
    titel="E-mailadressen kan ikke modtage mail",
    finder="Afdelinger, hvis e-mailadresse mails er kommet endeligt tilbage fra.",
    hvorfor=(
        "Mailserveren svarede, at der ikke kan afleveres til adressen. Så får tilbuddet ikke besked om fejl på sin "
        "side, og borgere og kommuner kan heller ikke skrive til det."
    ),
    ret="Skriv en e-mailadresse, som tilbuddet læser, under stamdata i jeres indberetning på Tilbudsportalen.",
    alvor=Alvor.ALVORLIG,
    formaal=Formaal.FAKTA,
    lovkilder=("SEL-14-4-2", "BREV-2024"),
    modtagere=frozenset({Modtager.TILBUD, Modtager.SOCIALTILSYN}),
    entitet=Entitet.AFDELING,
    felt="email",
    sql="""
        SELECT d.tilbudsid, d.afdelingsid, NULL AS vaerdi, d.returkode, d.retur_antal
        FROM nu_doed_email AS d
    """,
    note=(
        "Adressen er en personoplysning og gengives ikke. Den regnes for død, når mailserveren har afvist den endeligt "
        "(kode 5.x.x), og indtil registret viser en anden, eller et menneske siger, at den virker."
    ),
    bryder=(
        Eksempel(navn="Den eneste adresse er død", afdelinger=({},), doede_adresser=(_ADRESSE,), fund=(("1001", "1"),)),
        Eksempel(
            navn="Store bogstaver er samme adresse",
            afdelinger=({"email": "KONTAKT@Birkehuset.Example.ORG"},),
            doede_adresser=(_ADRESSE,),
            fund=(("1001", "1"),),
        ),
        Eksempel(
            navn="Store danske bogstaver er samme adresse",
            afdelinger=({"email": "POST@ÆRØSKØBINGÅ.Example.org"},),
            doede_adresser=("post@ærøskøbingå.example.org",),
            fund=(("1001", "1"),),
        ),
        Eksempel(
            navn="Kun den afdeling, der viser den døde adresse",
            afdelinger=({}, {"afdelingsid": "2", "email": "afdeling2@birkehuset.example.org"}),
            doede_adresser=(_ADRESSE,),
            fund=(("1001", "1"),),
        ),
        Eksempel(
            navn="To tilbud med samme døde adresse",
            afdelinger=({}, {"tilbudsid": "1002", "afdelingsid": "2"}),
            doede_adresser=(_ADRESSE,),
            fund=(("1001", "1"), ("1002", "2")),
        ),
        Eksempel(
            navn="Et krisecenters adresse kan også være død",
            afdelinger=({"tilbudstyper": ("Krisecenter, § 109",), "pladser": {"§ 109": 8}},),
            doede_adresser=(_ADRESSE,),
            fund=(("1001", "1"),),
        ),
    ),
    holder=(
        Eksempel(navn="Ingen mails er kommet tilbage", afdelinger=({},)),
        Eksempel(
            navn="En anden adresse er død",
            afdelinger=({},),
            doede_adresser=("gammel@birkehuset.example.org", "kontakt@birkehuset.example.or"),
        ),
        Eksempel(
            navn="Ingen adresse: det er KONTAKT-008 eller KONTAKT-003",
            afdelinger=({"email": None},),
            doede_adresser=(_ADRESSE,),
        ),
    ),
)
