"""Budgettets resultat svinger meget mod sidste år."""

from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel

_FUND = (("1001", None),)
_RUND = {"indtaegter_kr": 5_000_000.0, "takstindtaegt_kr": 5_000_000.0}
_I_AAR = {**_RUND, "omkostninger_kr": 4_900_000.0, "resultat_kr": 100_000.0}
_SIDSTE_AAR = {**_I_AAR, "budgetaar": 2025}


def _budget(omkostninger_kr: float, *, indtaegter_kr: float = 5_000_000.0, **andet: object) -> dict[str, object]:
    resultat = {"omkostninger_kr": omkostninger_kr, "resultat_kr": indtaegter_kr - omkostninger_kr}
    return {**_RUND, "indtaegter_kr": indtaegter_kr, **resultat, **andet}


REGEL = Regel(
    id="BUDGET-012",
    titel="Budgettets resultat er meget anderledes end sidste års",
    finder=(
        "Budgetter for indeværende og kommende år, hvor resultatet i procent af indtægterne er flyttet mere end 10 "
        "procentpoint fra året før."
    ),
    hvorfor=(
        "Et stort udsving kan have en god grund, for eksempel en udvidelse. Det kan også være en post, der mangler "
        "eller står to gange. Grænsen er vores egen."
    ),
    ret="Sammenlign budgettet med sidste års, post for post (»tilbudstjek budget« viser de største ændringer først).",
    alvor=Alvor.ADVARSEL,
    formaal=Formaal.FAKTA,
    lovkilder=("STL-11A", "STL-16"),
    modtagere=frozenset({Modtager.SOCIALTILSYN}),
    entitet=Entitet.TILBUD,
    felt="budget",
    sql="""
        SELECT b.tilbudsid, NULL AS afdelingsid, 'Budget ' || CAST(b.budgetaar AS VARCHAR) AS raekke,
            CAST(ROUND(CAST(b.resultat_kr AS NUMERIC)) AS BIGINT) AS vaerdi,
            ROUND(CAST(100.0 * b.resultat_kr / NULLIF(b.indtaegter_kr, 0) AS NUMERIC), 1) AS resultat_pct,
            ROUND(CAST(100.0 * (f.indtaegter_kr - f.omkostninger_kr) / NULLIF(f.indtaegter_kr, 0) AS NUMERIC), 1)
                AS sidste_aar_resultat_pct,
            CAST(ROUND(CAST(f.indtaegter_kr - f.omkostninger_kr AS NUMERIC)) AS BIGINT) AS sidste_aar_resultat_kr,
            udsving.vaerdi AS graense_procentpoint
        FROM nu_budget AS b
        JOIN kontroldag AS k ON b.budgetaar >= k.aar
        JOIN kendt_budget AS f ON f.tilbudsid = b.tilbudsid AND f.budgetaar = b.budgetaar - 1
        JOIN nu_graense AS udsving ON udsving.noegle = 'budget_resultat_udsving_pct'
        JOIN nu_graense AS vokset ON vokset.noegle = 'budget_indtaegt_aendring_pct'
        JOIN nu_graense AS afrunding ON afrunding.noegle = 'budget_afrunding_kr'
        WHERE f.omkostninger_kr >= 0
            AND ABS(b.resultat_kr - b.indtaegter_kr + b.omkostninger_kr) <= afrunding.vaerdi
            AND 100 * ABS(b.indtaegter_kr - f.indtaegter_kr) <= vokset.vaerdi * f.indtaegter_kr
            AND 100 * ABS(b.resultat_kr * f.indtaegter_kr - (f.indtaegter_kr - f.omkostninger_kr) * b.indtaegter_kr)
                > udsving.vaerdi * b.indtaegter_kr * f.indtaegter_kr
    """,
    note=(
        "Sidste års budget tages, som det sidst var. Passer årets resultat ikke til tallene, er det BUDGET-007; har "
        "indtægterne ændret sig meget, er det BUDGET-013."
    ),
    bryder=(
        Eksempel(
            navn="Fra 2 til 14 procent",
            afdelinger=({},),
            udtraek={"budget": (_budget(4_300_000.0), _SIDSTE_AAR)},
            fund=_FUND,
        ),
        Eksempel(
            navn="Til et stort underskud i næste års budget; naboens er som før",
            afdelinger=({}, {"tilbudsid": "1002"}),
            udtraek={
                "budget": (
                    _budget(5_600_000.0, budgetaar=2027),
                    _I_AAR,
                    {**_I_AAR, "tilbudsid": "1002"},
                    {**_SIDSTE_AAR, "tilbudsid": "1002"},
                )
            },
            fund=_FUND,
        ),
        Eksempel(
            navn="Afrundet med 1.000 kr., og indtægterne er vokset med præcis 30 procent",
            afdelinger=({},),
            udtraek={
                "budget": (
                    _budget(5_500_000.0, indtaegter_kr=6_500_000.0, resultat_kr=999_000.0),
                    _SIDSTE_AAR,
                )
            },
            fund=_FUND,
        ),
        Eksempel(
            navn="Sidste års budget havde ingen omkostninger",
            afdelinger=({},),
            udtraek={"budget": (_I_AAR, {**_SIDSTE_AAR, "omkostninger_kr": 0.0})},
            fund=_FUND,
        ),
    ),
    holder=(
        Eksempel(navn="Som sidste år", afdelinger=({},), udtraek={"budget": (_I_AAR, _SIDSTE_AAR)}),
        Eksempel(
            navn="Præcis 10 procentpoint mere",
            afdelinger=({},),
            udtraek={"budget": (_budget(4_400_000.0), _SIDSTE_AAR)},
        ),
        Eksempel(
            navn="Et tidligere års budget",
            afdelinger=({},),
            udtraek={"budget": (_budget(4_300_000.0, budgetaar=2025), {**_I_AAR, "budgetaar": 2024})},
        ),
        Eksempel(
            navn="Sidste års budget kendes ikke; det forrige års siger intet",
            afdelinger=({}, {"tilbudsid": "1002"}),
            udtraek={
                "budget": (
                    _budget(4_300_000.0),
                    {**_SIDSTE_AAR, "budgetaar": 2024},
                    {**_SIDSTE_AAR, "tilbudsid": "1002"},
                )
            },
        ),
        Eksempel(
            navn="Resultatet passer ikke til tallene: det er BUDGET-007",
            afdelinger=({},),
            udtraek={"budget": (_budget(4_900_000.0, resultat_kr=900_000.0), _SIDSTE_AAR)},
        ),
        Eksempel(
            navn="Indtægterne er næsten fordoblet: det er BUDGET-013",
            afdelinger=({},),
            udtraek={"budget": (_budget(5_000_000.0, indtaegter_kr=9_000_000.0), _SIDSTE_AAR)},
        ),
        Eksempel(
            navn="Ingen indtægter, eller negative: det er BUDGET-016",
            afdelinger=({},),
            udtraek={
                "budget": (
                    _budget(0.0, indtaegter_kr=-900.0, budgetaar=2027),
                    _budget(0.0, indtaegter_kr=-1000.0),
                    {**_SIDSTE_AAR, "indtaegter_kr": -1000.0, "omkostninger_kr": 500.0},
                )
            },
        ),
        Eksempel(
            navn="Sidste års omkostninger var negative",
            afdelinger=({},),
            udtraek={"budget": (_I_AAR, {**_SIDSTE_AAR, "omkostninger_kr": -4_900_000.0})},
        ),
    ),
)
