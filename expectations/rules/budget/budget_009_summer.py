"""Budgetskemaets summer stemmer ikke."""

from domain.eksempel_skema import fejlfrit_skema
from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel
from domain.skema import Fejlart, Skemafejl

_FUND = (("1001", None),)


def _fejl(art: Fejlart, celle: str = "E45") -> Skemafejl:
    return Skemafejl(art=art, ark="BUDGET PRIVATE TILBUD", celle=celle, tekst="Tallet stemmer ikke med de andre.")


REGEL = Regel(
    id="BUDGET-009",
    titel="Summerne i budgetskemaet stemmer ikke",
    finder=(
        "Læste budgetskemaer for indeværende og kommende år, hvor en sum ikke er summen af sine linjer, en linje ikke "
        "er antal gange takst, resultatet ikke er indtægter minus omkostninger, eller skemaets nøgletal ikke passer "
        "til dets egne tal."
    ),
    hvorfor=(
        "Skemaet regner selv. Stemmer summerne ikke, er en formel eller et tal i skemaet ændret, og budgettet kan ikke "
        "lægges til grund."
    ),
    ret=(
        "Ret tallene i den nævnte celle og i linjerne bag den, eller flyt dem over i et nyt skema, så formlerne passer "
        "igen. Indsend skemaet under økonomi."
    ),
    alvor=Alvor.ALVORLIG,
    formaal=Formaal.FAKTA,
    lovkilder=("BEKST-11", "SKEMA-GUIDE", "SEL-14-4-2"),
    modtagere=frozenset({Modtager.TILBUD, Modtager.SOCIALTILSYN}),
    entitet=Entitet.TILBUD,
    felt="budget",
    sql="""
        SELECT f.tilbudsid, NULL AS afdelingsid, 'Budget ' || CAST(f.budgetaar AS VARCHAR) AS raekke,
            MIN(f.celle) AS vaerdi, COUNT(*) AS fejl_antal
        FROM nu_budgetskema_fejl AS f
        JOIN kontroldag AS k ON f.budgetaar >= k.aar
        WHERE f.art IN ('antal_gange_takst', 'koncernnote_sum', 'noegletal', 'resultat', 'sum')
        GROUP BY f.tilbudsid, f.budgetaar
    """,
    note=(
        "Viser den første af cellerne; »tilbudstjek budget« siger alle, celle for celle. Tal, der slet ikke kan læses, "
        "er BUDGET-010."
    ),
    bryder=(
        Eksempel(
            navn="To summer i samme skema",
            afdelinger=({},),
            skemaer=(fejlfrit_skema(fejl=(_fejl(Fejlart.SUM), _fejl(Fejlart.SUM, "E91"))),),
            fund=_FUND,
        ),
        *(
            Eksempel(
                navn=f"Fejl af slagsen {art}",
                afdelinger=({},),
                skemaer=(fejlfrit_skema(fejl=(_fejl(art),)),),
                fund=_FUND,
            )
            for art in (Fejlart.ANTAL_GANGE_TAKST, Fejlart.KONCERNNOTE_SUM, Fejlart.NOEGLETAL, Fejlart.RESULTAT)
        ),
    ),
    holder=(
        Eksempel(navn="Et skema uden fejl", afdelinger=({},), skemaer=(fejlfrit_skema(),)),
        Eksempel(
            navn="En tekst i en talcelle: det er BUDGET-010",
            afdelinger=({},),
            skemaer=(fejlfrit_skema(fejl=(_fejl(Fejlart.TEKST_I_TALCELLE),)),),
        ),
        Eksempel(
            navn="Et tidligere års skema",
            afdelinger=({},),
            skemaer=(fejlfrit_skema(budgetaar=2025, fejl=(_fejl(Fejlart.SUM),)),),
        ),
        Eksempel(
            navn="Et nyt skema er i orden",
            afdelinger=({},),
            skemaer=(fejlfrit_skema(fejl=(_fejl(Fejlart.SUM),)), fejlfrit_skema(fil_sha256="1" * 64)),
        ),
    ),
)
