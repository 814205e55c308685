"""Plejefamiliers ledige og anbragte er flere end de godkendte pladser."""

from domain.plejetal import count_families
from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel

_SYD = (("socialtilsyn:Syd", None),)

REGEL = Regel(
    id="PLEJE-002",
    titel="Plejefamiliers ledige og anbragte er flere end de godkendte pladser",
    finder=(
        "Socialtilsyn med plejefamilier, hvor ledige pladser og anbragte børn tilsammen er flere end de godkendte "
        "pladser, eller hvor antallet af ledige er negativt."
    ),
    hvorfor="En plads kan ikke både være optaget og ledig. Er tallene forkerte, kan en kommune gå forgæves.",
    ret="Socialtilsynet beder familierne gennemgå deres børn i familien og pladser på Tilbudsportalen.",
    alvor=Alvor.ALVORLIG,
    formaal=Formaal.FAKTA,
    lovkilder=("SEL-14-4-2", "BEKTP-BILAG2-54"),
    modtagere=frozenset({Modtager.SOCIALTILSYN}),
    entitet=Entitet.SOCIALTILSYN,
    felt="plejefamilier",
    sql=count_families(
        "f.ledige_antal < 0 OR (f.godkendte_antal > 0 AND COALESCE(f.anbragte_antal, 0) <= f.godkendte_antal "
        "AND f.ledige_antal + COALESCE(f.anbragte_antal, 0) > f.godkendte_antal)"
    ),
    note=(
        "Familier under et socialtilsyn, vi ikke genkender, er ikke med. Der vises kun samlede tal, og færre end fem "
        "familier står som »færre end 5«. Er de anbragte alene flere end de godkendte, er det PLEJE-007; mangler de "
        "godkendte, er det PLEJE-006."
    ),
    bryder=(
        Eksempel(
            navn="Én af to familier under Syd",
            afdelinger=({},),
            udtraek={
                "plejefamilie": (
                    {"plejefamilieid": "501"},
                    {"plejefamilieid": "502", "ledige_antal": 2},
                ),
                "sanktion": ({},),
            },
            fund=_SYD,
        ),
        Eksempel(
            navn="Én familie under Nord, to under Syd, og Midt er i orden",
            afdelinger=({},),
            udtraek={
                "plejefamilie": (
                    {"plejefamilieid": "501", "ledige_antal": 2},
                    {"plejefamilieid": "502", "ledige_antal": 2},
                    {"plejefamilieid": "503", "ledige_antal": 2, "socialtilsyn": "Socialtilsyn Nord"},
                    {"plejefamilieid": "504", "socialtilsyn": "Midt"},
                )
            },
            fund=(("socialtilsyn:Nord", None), ("socialtilsyn:Syd", None)),
        ),
        Eksempel(
            navn="Tre ledige af to, og antallet af anbragte mangler",
            afdelinger=({},),
            udtraek={"plejefamilie": ({"ledige_antal": 3, "anbragte_antal": None},)},
            fund=_SYD,
        ),
        Eksempel(
            navn="En ledig, og alle er optaget",
            afdelinger=({},),
            udtraek={"plejefamilie": ({"anbragte_antal": 2},)},
            fund=_SYD,
        ),
        Eksempel(
            navn="Én godkendt plads, én anbragt og én ledig",
            afdelinger=({},),
            udtraek={"plejefamilie": ({"godkendte_antal": 1},)},
            fund=_SYD,
        ),
        Eksempel(
            navn="Minus én ledig",
            afdelinger=({},),
            udtraek={"plejefamilie": ({"ledige_antal": -1},)},
            fund=_SYD,
        ),
    ),
    holder=(
        Eksempel(
            navn="Alt i orden",
            afdelinger=({},),
            udtraek={"plejefamilie": ({},)},
        ),
        Eksempel(
            navn="Et socialtilsyn, vi ikke genkender",
            afdelinger=({},),
            udtraek={
                "plejefamilie": (
                    {"plejefamilieid": "501"},
                    {"plejefamilieid": "502", "ledige_antal": 2, "socialtilsyn": "Vest"},
                    {"plejefamilieid": "503", "ledige_antal": 2, "socialtilsyn": None},
                )
            },
        ),
        Eksempel(
            navn="Plejefamilier er ikke leveret",
            afdelinger=({},),
        ),
        Eksempel(
            navn="To ledige, ingen anbragte",
            afdelinger=({},),
            udtraek={"plejefamilie": ({"ledige_antal": 2, "anbragte_antal": 0},)},
        ),
        Eksempel(
            navn="To ledige, antallet af anbragte mangler",
            afdelinger=({},),
            udtraek={"plejefamilie": ({"ledige_antal": 2, "anbragte_antal": None},)},
        ),
        Eksempel(
            navn="Alle optaget",
            afdelinger=({},),
            udtraek={"plejefamilie": ({"ledige_antal": 0, "anbragte_antal": 2},)},
        ),
        Eksempel(
            navn="Ledige er ikke oplyst: det er PLEJE-001",
            afdelinger=({},),
            udtraek={"plejefamilie": ({"ledige_antal": None},)},
        ),
        Eksempel(
            navn="Flere anbragte end godkendte: det er PLEJE-007",
            afdelinger=({},),
            udtraek={"plejefamilie": ({"anbragte_antal": 3},)},
        ),
        Eksempel(
            navn="Ingen godkendte: det er PLEJE-006",
            afdelinger=({},),
            udtraek={"plejefamilie": ({"godkendte_antal": 0, "anbragte_antal": 0},)},
        ),
    ),
)
