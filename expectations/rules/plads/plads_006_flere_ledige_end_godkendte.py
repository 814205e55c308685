"""Der er flere ledige pladser end godkendte."""

from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel

REGEL = Regel(
    id="PLADS-006",
    titel="Der er flere ledige pladser end godkendte",
    finder="Afdelinger, hvor antallet af ledige pladser efter en paragraf er større end antallet af godkendte pladser.",
    hvorfor=(
        "En plads kan kun være ledig, hvis den er godkendt. Er tallet for højt, kan en kommune, der søger en plads, gå "
        "forgæves."
    ),
    ret="Ret antallet af ledige pladser i jeres indberetning på Tilbudsportalen, eller få de godkendte pladser rettet.",
    alvor=Alvor.ALVORLIG,
    formaal=Formaal.FAKTA,
    lovkilder=("SEL-14-4-2", "SBST-STAMDATA"),
    modtagere=frozenset({Modtager.TILBUD, Modtager.SOCIALTILSYN}),
    entitet=Entitet.AFDELING,
    felt="ledige_pladser",
    sql="""
        SELECT p.tilbudsid, p.afdelingsid, p.paragraf AS raekke, CAST(p.ledige_antal AS VARCHAR) AS vaerdi,
            p.ledige_antal, p.godkendte_antal
        FROM nu_plads AS p
        WHERE p.ledige_antal > p.godkendte_antal AND p.godkendte_antal >= 0
    """,
    note="Et negativt antal godkendte pladser er PLADS-008.",
    bryder=(
        Eksempel(
            navn="Ni ledige af otte",
            afdelinger=({},),
            udtraek={"plads": ({"ledige_antal": 9},)},
            fund=(("1001", "1"),),
        ),
        Eksempel(
            navn="Én ledig af nul, og en anden paragraf, som er i orden",
            afdelinger=({"pladser": {"§ 107": 8, "§ 108": 4}, "pladser_i_alt": 12},),
            udtraek={"plads": ({}, {"paragraf": "§ 108", "godkendte_antal": 0, "ledige_antal": 1})},
            fund=(("1001", "1"),),
        ),
    ),
    holder=(
        Eksempel(navn="Én ledig af otte", afdelinger=({},), udtraek={"plads": ({},)}),
        Eksempel(navn="Alle otte er ledige", afdelinger=({},), udtraek={"plads": ({"ledige_antal": 8},)}),
        Eksempel(
            navn="Et af tallene mangler",
            afdelinger=({},),
            udtraek={"plads": ({"ledige_antal": None}, {"paragraf": "§ 108", "godkendte_antal": None})},
        ),
        Eksempel(
            navn="Et negativt antal godkendte: det er PLADS-008",
            afdelinger=({},),
            udtraek={"plads": ({"godkendte_antal": -8},)},
        ),
    ),
)
