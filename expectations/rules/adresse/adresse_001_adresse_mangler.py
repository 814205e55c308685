"""Afdelingens adresse er ikke udfyldt."""

from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel

REGEL = Regel(
    id="ADRESSE-001",
    titel="Adressen mangler",
    finder="Afdelinger, hvor adressen ikke er udfyldt. For krisecentre ses kun på, om feltet er udfyldt.",
    hvorfor="Adressen viser, hvor tilbuddet ligger, og hvilken kommune og hvilket socialtilsyn det hører under.",
    ret=(
        "Skriv afdelingens egen adresse under stamdata i jeres indberetning. Har I adressebeskyttelse, aftaler I med "
        "jeres socialtilsyn, hvad der skal stå."
    ),
    alvor=Alvor.ALVORLIG,
    formaal=Formaal.INDBERETTET,
    lovkilder=("SEL-14-4-1", "SBST-STAMDATA"),
    modtagere=frozenset({Modtager.TILBUD, Modtager.SOCIALTILSYN}),
    entitet=Entitet.AFDELING,
    felt="adresse",
    sql="""
        SELECT a.tilbudsid, a.afdelingsid, NULL AS vaerdi
        FROM nu_afdeling AS a
        WHERE NOT a.har_adresse
    """,
    bryder=(
        Eksempel(
            navn="Ingen adresse",
            afdelinger=({"adresse": None, "har_adresse": False, "postnr": None, "by": None},),
            fund=(("1001", "1"),),
        ),
        Eksempel(
            navn="Et krisecenter, hvor feltet er tomt",
            afdelinger=({"tilbudstyper": ("Krisecenter, § 109",), "adresse": None, "har_adresse": False},),
            fund=(("1001", "1"),),
        ),
    ),
    holder=(
        Eksempel(navn="Adressen er udfyldt", afdelinger=({},)),
        Eksempel(
            navn="Et krisecenter, hvor feltet er udfyldt; adressen selv gemmes ikke",
            afdelinger=({"tilbudstyper": ("Krisecenter, § 109",), "pladser": {"§ 109": 8}},),
        ),
    ),
)
