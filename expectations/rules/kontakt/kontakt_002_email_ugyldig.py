"""E-mailadressen har ikke form som en e-mailadresse."""

from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel

REGEL = Regel(
    id="KONTAKT-002",
    titel="E-mailadressen er ugyldig",
    finder="E-mailfelter, som ikke indeholder én e-mailadresse.",
    hvorfor="Der kan ikke sendes mail til tilbuddet på den adresse, der står på Tilbudsportalen.",
    ret="Skriv én e-mailadresse, som tilbuddet læser, under stamdata i jeres indberetning på Tilbudsportalen.",
    alvor=Alvor.ALVORLIG,
    formaal=Formaal.FAKTA,
    lovkilder=("SEL-14-4-2", "BREV-2024"),
    modtagere=frozenset({Modtager.TILBUD, Modtager.SOCIALTILSYN}),
    entitet=Entitet.AFDELING,
    felt="email",
    sql="""
        SELECT a.tilbudsid, a.afdelingsid, NULL AS vaerdi
        FROM nu_afdeling AS a
        WHERE NOT a.email_ok
    """,
    note="Adressen er en personoplysning og gengives ikke. Kun formen bedømmes; der slås ikke op på nettet.",
    bryder=(
        Eksempel(
            navn="(at) i stedet for @",
            afdelinger=({"email": "kontakt(at)birkehuset.example.org"},),
            fund=(("1001", "1"),),
        ),
        Eksempel(
            navn="Komma i stedet for punktum",
            afdelinger=({"email": "kontakt@birkehuset,example.org"},),
            fund=(("1001", "1"),),
        ),
        Eksempel(
            navn="To adresser i ét felt",
            afdelinger=({"email": "a@birkehuset.example.org; b@birkehuset.example.org"},),
            fund=(("1001", "1"),),
        ),
        Eksempel(navn="Uden endelse", afdelinger=({"email": "kontakt@birkehuset"},), fund=(("1001", "1"),)),
    ),
    holder=(
        Eksempel(navn="En almindelig adresse", afdelinger=({},)),
        Eksempel(navn="Store bogstaver", afdelinger=({"email": "Kontakt@Birkehuset.Example.ORG"},)),
        Eksempel(navn="Plus og apostrof før @", afdelinger=({"email": "o'kontakt+ny@birkehuset.example.org"},)),
        Eksempel(navn="Domæne med ø", afdelinger=({"email": "post@øen.example.org"},)),
        Eksempel(navn="Ingen adresse: det er KONTAKT-008 eller KONTAKT-003", afdelinger=({"email": None},)),
    ),
)
