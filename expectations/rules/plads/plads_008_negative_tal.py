"""Et antal pladser er negativt."""

from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel

REGEL = Regel(
    id="PLADS-008",
    titel="Et antal godkendte eller ledige pladser er negativt",
    finder="Afdelinger, hvor antallet af godkendte eller ledige pladser efter en paragraf er mindre end nul.",
    hvorfor=(
        "Et antal pladser kan ikke være negativt. Er tallet tastet forkert, bliver overblikket over området det også."
    ),
    ret="Ret tallet under plads og normering eller ledige pladser i jeres indberetning på Tilbudsportalen.",
    alvor=Alvor.ALVORLIG,
    formaal=Formaal.FAKTA,
    lovkilder=("SEL-14-4-2", "SBST-STAMDATA"),
    modtagere=frozenset({Modtager.TILBUD, Modtager.SOCIALTILSYN}),
    entitet=Entitet.AFDELING,
    felt="pladser",
    sql="""
        SELECT p.tilbudsid, p.afdelingsid, p.paragraf AS raekke,
            CAST(CASE WHEN p.godkendte_antal < 0 THEN p.godkendte_antal ELSE p.ledige_antal END AS VARCHAR) AS vaerdi,
            p.godkendte_antal, p.ledige_antal
        FROM nu_plads AS p
        WHERE p.godkendte_antal < 0 OR p.ledige_antal < 0
    """,
    bryder=(
        Eksempel(
            navn="Minus otte godkendte",
            afdelinger=({},),
            udtraek={"plads": ({"godkendte_antal": -8},)},
            fund=(("1001", "1"),),
        ),
        Eksempel(
            navn="Minus én ledig",
            afdelinger=({},),
            udtraek={"plads": ({"ledige_antal": -1},)},
            fund=(("1001", "1"),),
        ),
        Eksempel(
            navn="Begge tal: ét fund",
            afdelinger=({},),
            udtraek={"plads": ({"godkendte_antal": -8, "ledige_antal": -8},)},
            fund=(("1001", "1"),),
        ),
    ),
    holder=(
        Eksempel(navn="Otte og én", afdelinger=({},), udtraek={"plads": ({},)}),
        Eksempel(navn="Nul og nul", afdelinger=({},), udtraek={"plads": ({"godkendte_antal": 0, "ledige_antal": 0},)}),
        Eksempel(
            navn="Ingen tal", afdelinger=({},), udtraek={"plads": ({"godkendte_antal": None, "ledige_antal": None},)}
        ),
    ),
)
