"""Budgettets datoer kan ikke passe."""

from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel

_FUND = (("1001", None),)

REGEL = Regel(
    id="BUDGET-018",
    titel="Budgettets datoer kan ikke passe",
    finder=(
        "Budgetter for indeværende og kommende år, som står som godkendt før de er modtaget, eller som modtaget eller "
        "godkendt efter den dag, dataudtrækket er fra."
    ),
    hvorfor=(
        "Et budget modtages, før det godkendes. Er budgettet sendt igen efter godkendelsen, er datoen for modtagelsen "
        "måske den seneste udgaves."
    ),
    ret="Se, hvornår budgettet kom første gang, og hvornår det blev godkendt, og ret den dato, der er forkert.",
    alvor=Alvor.ADVARSEL,
    formaal=Formaal.FAKTA,
    lovkilder=("BEKST-11", "BEKST-11-4", "SEL-14-4-2"),
    modtagere=frozenset({Modtager.SOCIALTILSYN}),
    entitet=Entitet.TILBUD,
    felt="budget",
    sql="""
        SELECT b.tilbudsid, NULL AS afdelingsid, 'Budget ' || CAST(b.budgetaar AS VARCHAR) AS raekke,
            CAST(b.modtaget_dato AS VARCHAR) AS vaerdi, b.godkendt_dato, u.dag AS udtraek_dato
        FROM nu_budget AS b
        JOIN kontroldag AS k ON b.budgetaar >= k.aar
        JOIN nu_udtraek AS u ON u.entitet = 'budget'
        WHERE b.godkendt_dato < b.modtaget_dato OR b.godkendt_dato > u.dag OR b.modtaget_dato > u.dag
    """,
    note="En forkert dato for modtagelsen kan ellers se ud som et sent budget: så tier BUDGET-002.",
    bryder=(
        Eksempel(
            navn="Godkendt dagen før det er modtaget",
            afdelinger=({},),
            udtraek={"budget": ({"modtaget_dato": "2025-12-11"},), "tilbud": ({},)},
            fund=_FUND,
        ),
        Eksempel(
            navn="Modtaget i morgen, i næste års budget; naboen modtog i dag",
            afdelinger=({}, {"tilbudsid": "1002"}),
            udtraek={
                "budget": (
                    {"budgetaar": 2027, "modtaget_dato": "2026-11-02", "godkendt_dato": None},
                    {"tilbudsid": "1002", "budgetaar": 2027, "modtaget_dato": "2026-11-01", "godkendt_dato": None},
                )
            },
            fund=_FUND,
        ),
        Eksempel(
            navn="Godkendt i morgen, uden dag for modtagelsen",
            afdelinger=({},),
            udtraek={"budget": ({"modtaget_dato": None, "godkendt_dato": "2026-11-02"},)},
            fund=_FUND,
        ),
        Eksempel(
            navn="Budgetterne er fra et ældre udtræk end resten",
            afdelinger=({},),
            udtraek_foer={"budget": ({"budgetaar": 2027, "modtaget_dato": "2026-10-20", "godkendt_dato": None},)},
            udtraek={"tilbud": ({},)},
            fund=_FUND,
        ),
    ),
    holder=(
        Eksempel(navn="Modtaget og senere godkendt", afdelinger=({},), udtraek={"budget": ({},)}),
        Eksempel(
            navn="Modtaget og godkendt samme dag, den dag udtrækket er fra",
            afdelinger=({},),
            udtraek={"budget": ({"modtaget_dato": "2026-11-01", "godkendt_dato": "2026-11-01"},)},
        ),
        Eksempel(
            navn="Endnu ikke godkendt, eller dagen for modtagelsen mangler",
            afdelinger=({},),
            udtraek={"budget": ({"godkendt_dato": None}, {"budgetaar": 2027, "modtaget_dato": None})},
        ),
        Eksempel(
            navn="Et tidligere års budget",
            afdelinger=({},),
            udtraek={"budget": ({"budgetaar": 2025, "modtaget_dato": "2025-12-11"},)},
        ),
    ),
)
