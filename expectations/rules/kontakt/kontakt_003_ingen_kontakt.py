"""Afdelingen har hverken telefon eller e-mail."""

from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel

REGEL = Regel(
    id="KONTAKT-003",
    titel="Tilbuddet kan hverken ringes op eller skrives til",
    finder="Afdelinger, hvor både telefonnummer og e-mailadresse mangler.",
    hvorfor="Den, der leder efter et tilbud, kan ikke komme i kontakt med afdelingen ud fra Tilbudsportalen.",
    ret="Skriv et telefonnummer og en e-mailadresse under stamdata i jeres indberetning på Tilbudsportalen.",
    alvor=Alvor.ALVORLIG,
    formaal=Formaal.INDBERETTET,
    lovkilder=("SEL-14-4-1", "SBST-STAMDATA", "BREV-2024"),
    modtagere=frozenset({Modtager.TILBUD, Modtager.SOCIALTILSYN}),
    entitet=Entitet.AFDELING,
    felt="telefon",
    sikkerhed="B",
    sql="""
        SELECT a.tilbudsid, a.afdelingsid, NULL AS vaerdi
        FROM nu_afdeling AS a
        WHERE a.telefon IS NULL AND a.email IS NULL
    """,
    bryder=(
        Eksempel(navn="Begge mangler", afdelinger=({"telefon": None, "email": None},), fund=(("1001", "1"),)),
        Eksempel(
            navn="Begge mangler, men der er en hjemmeside",
            afdelinger=({}, {"afdelingsid": "2", "telefon": None, "email": None}),
            fund=(("1001", "2"),),
        ),
    ),
    holder=(
        Eksempel(navn="Begge står der", afdelinger=({},)),
        Eksempel(navn="Kun telefon", afdelinger=({"email": None},)),
        Eksempel(navn="Kun e-mail", afdelinger=({"telefon": None},)),
        Eksempel(navn="Et ugyldigt nummer er ikke et manglende", afdelinger=({"telefon": "123", "email": None},)),
    ),
)
