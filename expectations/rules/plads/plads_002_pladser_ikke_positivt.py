"""Antallet af pladser er nul eller mindre."""

from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel

REGEL = Regel(
    id="PLADS-002",
    titel="Antallet af pladser er nul eller mindre",
    finder="Afdelinger med en paragraf, hvor antallet af pladser er 0 eller et negativt tal.",
    hvorfor=(
        "Et tilbud efter en paragraf har mindst én plads. Er pladserne nedlagt, hører paragraffen ikke længere hjemme "
        "på afdelingen."
    ),
    ret="Ret antallet, eller fjern paragraffen, under plads og normering i jeres indberetning.",
    alvor=Alvor.ALVORLIG,
    formaal=Formaal.FAKTA,
    lovkilder=("SEL-14-4-2", "SBST-STAMDATA"),
    modtagere=frozenset({Modtager.TILBUD, Modtager.SOCIALTILSYN}),
    entitet=Entitet.AFDELING,
    felt="pladser",
    sql="""
        SELECT p.tilbudsid, p.afdelingsid, MIN(p.paragraf || ': ' || CAST(p.pladser AS VARCHAR)) AS vaerdi,
            COUNT(*) AS antal_paragraffer
        FROM nu_afdeling_paragraf AS p
        WHERE p.pladser <= 0
        GROUP BY p.tilbudsid, p.afdelingsid
    """,
    bryder=(
        Eksempel(navn="Nul pladser", afdelinger=({"pladser": {"§ 107": 0}},), fund=(("1001", "1"),)),
        Eksempel(navn="Et negativt tal", afdelinger=({"pladser": {"§ 107": -8}},), fund=(("1001", "1"),)),
        Eksempel(
            navn="To paragraffer giver ét fund",
            afdelinger=({"pladser": {"§ 107": 0, "§ 108": 0, "§ 104": 4}},),
            fund=(("1001", "1"),),
        ),
    ),
    holder=(
        Eksempel(navn="Otte pladser", afdelinger=({},)),
        Eksempel(navn="Én plads", afdelinger=({"pladser": {"§ 107": 1}},)),
        Eksempel(navn="Intet tal: det er PLADS-001", afdelinger=({"pladser": {"§ 107": None}},)),
    ),
)
