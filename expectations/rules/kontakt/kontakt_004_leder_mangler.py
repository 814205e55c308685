"""Tilbuddets leder mangler på afdelingens side."""

from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel

REGEL = Regel(
    id="KONTAKT-004",
    titel="Tilbuddets leder mangler",
    finder="Afdelinger, hvor der ikke står, hvem der leder tilbuddet.",
    hvorfor=(
        "Den ansvarlige leder er en del af det, kommuner og tilsyn slår op. At oplysningen er obligatorisk, er ikke "
        "bekræftet i bekendtgørelsens bilag."
    ),
    ret="Skriv lederens navn under stamdata i jeres indberetning på Tilbudsportalen.",
    alvor=Alvor.ADVARSEL,
    formaal=Formaal.INDBERETTET,
    lovkilder=("SEL-14-4-1", "BEKTP-BILAG1"),
    modtagere=frozenset({Modtager.TILBUD}),
    entitet=Entitet.AFDELING,
    felt="leder",
    sikkerhed="C",
    sql="""
        SELECT a.tilbudsid, a.afdelingsid, NULL AS vaerdi
        FROM nu_afdeling AS a
        WHERE NOT a.har_leder
    """,
    note="Navnet gemmes ikke; kun om feltet er udfyldt.",
    bryder=(
        Eksempel(navn="Ingen leder", afdelinger=({"har_leder": False},), fund=(("1001", "1"),)),
        Eksempel(
            navn="Ingen leder på den anden afdeling",
            afdelinger=({}, {"afdelingsid": "2", "har_leder": False}),
            fund=(("1001", "2"),),
        ),
    ),
    holder=(
        Eksempel(navn="Lederen står der", afdelinger=({},)),
        Eksempel(navn="Kontaktpersonen mangler, lederen gør ikke", afdelinger=({"har_kontaktperson": False},)),
    ),
)
