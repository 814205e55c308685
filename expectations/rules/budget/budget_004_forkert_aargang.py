"""Budgettet er lavet på et skema for et andet år."""

from datetime import date

from domain.eksempel_skema import fejlfrit_skema
from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel
from domain.skema import Fejlart, Skemafejl

_FUND = (("1001", None),)


def _fejl(art: Fejlart, celle: str = "E5") -> Skemafejl:
    return Skemafejl(art=art, ark="BUDGET PRIVATE TILBUD", celle=celle, tekst="Skemaet er for et andet år.")


REGEL = Regel(
    id="BUDGET-004",
    titel="Budgettet er lavet på et skema for et andet år",
    finder=(
        "Budgetter for indeværende og kommende år, som er lavet på en anden årgang af budgetskemaet end budgetårets, "
        "eller hvor skemaet selv siger et andet år."
    ),
    hvorfor=(
        "Budgettet skal laves på årets officielle skema. Et gammelt skema kan mangle poster, og socialtilsynet må bede "
        "om budgettet igen."
    ),
    ret="Hent årets budgetskema på Tilbudsportalen, flyt tallene over i det, og indsend det under økonomi.",
    alvor=Alvor.ALVORLIG,
    formaal=Formaal.SYSTEMATIK,
    lovkilder=("BEKST-11", "SKEMA-GUIDE", "SEL-14-4-3"),
    modtagere=frozenset({Modtager.TILBUD, Modtager.SOCIALTILSYN}),
    entitet=Entitet.TILBUD,
    felt="budget",
    sql="""
        SELECT b.tilbudsid, NULL AS afdelingsid, 'Budget ' || CAST(b.budgetaar AS VARCHAR) AS raekke,
            CAST(b.skema_aar AS VARCHAR) AS vaerdi, CAST(b.budgetaar AS VARCHAR) AS forslag,
            skema.celle AS celle_i_skemaet
        FROM nu_budget AS b
        JOIN kontroldag AS k ON b.budgetaar >= k.aar
        LEFT JOIN reference_skemaaargang AS r ON r.budgetaar = b.budgetaar AND r.skema_aar = b.skema_aar
        LEFT JOIN (
            SELECT f.tilbudsid, f.budgetaar, MIN(f.celle) AS celle
            FROM nu_budgetskema_fejl AS f
            WHERE f.art IN ('foraeldet_skema', 'forkert_aar')
            GROUP BY f.tilbudsid, f.budgetaar
        ) AS skema ON skema.tilbudsid = b.tilbudsid AND skema.budgetaar = b.budgetaar
        WHERE skema.tilbudsid IS NOT NULL OR (b.skema_aar IS NOT NULL AND r.skema_aar IS NULL)
    """,
    note=(
        "Hvilke andre årgange der er lige så gode, står i listen over skemaårgange: skemaet for 2025 er det samme som "
        "for 2024. Siger hverken portalen eller et læst skema noget om årgangen, siger reglen intet."
    ),
    bryder=(
        Eksempel(navn="Skemaet for 2025", afdelinger=({},), udtraek={"budget": ({"skema_aar": 2025},)}, fund=_FUND),
        Eksempel(
            navn="Næste års budget på årets skema; naboen har gjort det rigtigt",
            afdelinger=({}, {"tilbudsid": "1002"}),
            udtraek={
                "budget": (
                    {"budgetaar": 2027, "skema_aar": 2026},
                    {"tilbudsid": "1002", "budgetaar": 2027, "skema_aar": 2027},
                )
            },
            fund=_FUND,
        ),
        Eksempel(
            navn="Skemaet siger selv et andet år, to steder; næste års skema er i orden",
            afdelinger=({}, {"tilbudsid": "1002"}),
            udtraek={
                "budget": ({"skema_aar": None}, {"budgetaar": 2027, "skema_aar": 2027}, {"tilbudsid": "1002"}),
            },
            skemaer=(
                fejlfrit_skema(fejl=(_fejl(Fejlart.FORKERT_AAR), _fejl(Fejlart.FORKERT_AAR, "E9"))),
                fejlfrit_skema(budgetaar=2027, fil_sha256="1" * 64),
            ),
            fund=_FUND,
        ),
        Eksempel(
            navn="Et forældet skema",
            afdelinger=({},),
            udtraek={"budget": ({},)},
            skemaer=(fejlfrit_skema(fejl=(_fejl(Fejlart.FORAELDET_SKEMA),)),),
            fund=_FUND,
        ),
    ),
    holder=(
        Eksempel(
            navn="Årets eget skema", afdelinger=({},), udtraek={"budget": ({}, {"budgetaar": 2027, "skema_aar": 2027})}
        ),
        Eksempel(
            navn="Skemaet for 2025 er det samme som for 2024",
            afdelinger=({},),
            dato=date(2025, 6, 1),
            udtraek={"budget": ({"budgetaar": 2025, "skema_aar": 2024},)},
        ),
        Eksempel(navn="Årgangen er ikke oplyst", afdelinger=({},), udtraek={"budget": ({"skema_aar": None},)}),
        Eksempel(
            navn="Et tidligere års budget",
            afdelinger=({},),
            udtraek={"budget": ({"budgetaar": 2025, "skema_aar": 2023},)},
        ),
        Eksempel(
            navn="En anden fejl i skemaet",
            afdelinger=({},),
            udtraek={"budget": ({},)},
            skemaer=(fejlfrit_skema(fejl=(_fejl(Fejlart.SUM, "E24"),)),),
        ),
    ),
)
