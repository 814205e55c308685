"""Koncernnoten mangler i et budget fra en koncern."""

from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel

_KONCERN = {"er_koncern": True}
_FUND = (("1001", None),)

REGEL = Regel(
    id="BUDGET-006",
    titel="Koncernnoten mangler i budgettet",
    finder=(
        "Modtagne budgetter for indeværende og kommende år uden koncernnote, fra tilbud, hvis ejer står som koncern "
        "eller koncernlignende."
    ),
    hvorfor=(
        "En koncern skal vise, hvordan pengene går mellem dens enheder. Uden noten kan socialtilsynet ikke se, om der "
        "handles på almindelige vilkår."
    ),
    ret=(
        "Udfyld arket »Koncernnote« i budgetskemaet, og indsend det igen. Er tilbuddet ikke del af en koncern, så bed "
        "jeres socialtilsyn om at rette det."
    ),
    alvor=Alvor.ALVORLIG,
    formaal=Formaal.INDBERETTET,
    lovkilder=("STL-16-3", "BEKST-11", "SEL-14-4-1"),
    modtagere=frozenset({Modtager.TILBUD, Modtager.SOCIALTILSYN}),
    entitet=Entitet.TILBUD,
    felt="koncernnote",
    sql="""
        SELECT b.tilbudsid, NULL AS afdelingsid, 'Budget ' || CAST(b.budgetaar AS VARCHAR) AS raekke, NULL AS vaerdi,
            b.modtaget_dato
        FROM nu_budget AS b
        JOIN kontroldag AS k ON b.budgetaar >= k.aar
        JOIN nu_tilbudsoplysning AS o ON o.tilbudsid = b.tilbudsid
        WHERE o.er_koncern AND NOT b.har_koncernnote AND b.modtaget_dato IS NOT NULL
    """,
    note="Er det ukendt, om noten er vedlagt, siger reglen intet. Er budgettet ikke modtaget, er det BUDGET-001.",
    bryder=(
        Eksempel(
            navn="En koncern uden note",
            afdelinger=({},),
            udtraek={"tilbud": (_KONCERN,), "budget": ({},)},
            fund=_FUND,
        ),
        Eksempel(
            navn="Næste års budget; naboen er ikke en koncern",
            afdelinger=({}, {"tilbudsid": "1002"}),
            udtraek={
                "tilbud": (_KONCERN, {"tilbudsid": "1002"}),
                "budget": ({"budgetaar": 2027}, {"har_koncernnote": True}, {"tilbudsid": "1002"}),
            },
            fund=_FUND,
        ),
    ),
    holder=(
        Eksempel(
            navn="Noten er vedlagt",
            afdelinger=({},),
            udtraek={"tilbud": (_KONCERN,), "budget": ({"har_koncernnote": True},)},
        ),
        Eksempel(navn="Ikke en koncern", afdelinger=({},), udtraek={"tilbud": ({},), "budget": ({},)}),
        Eksempel(
            navn="Det er ukendt, om noten er vedlagt",
            afdelinger=({},),
            udtraek={"tilbud": (_KONCERN,), "budget": ({"har_koncernnote": None},)},
        ),
        Eksempel(
            navn="Budgettet er ikke modtaget: det er BUDGET-001",
            afdelinger=({},),
            udtraek={"tilbud": (_KONCERN,), "budget": ({"modtaget_dato": None},)},
        ),
        Eksempel(
            navn="Et tidligere års budget",
            afdelinger=({},),
            udtraek={"tilbud": (_KONCERN,), "budget": ({"budgetaar": 2025},)},
        ),
    ),
)
