"""Budgettet har negative beløb."""

from domain.eksempel_skema import fejlfrit_skema
from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel
from domain.skema import Fejlart, Skemafejl

_FUND = (("1001", None),)


def _fejl(art: Fejlart) -> Skemafejl:
    return Skemafejl(art=art, ark="BUDGET PRIVATE TILBUD", celle="E39", tekst="Beløbet er negativt.")


REGEL = Regel(
    id="BUDGET-016",
    titel="Budgettet har negative omkostninger eller indtægter",
    finder=(
        "Budgetter for indeværende og kommende år, hvor indtægter, takstindtægt, omkostninger, løn til ledelse eller "
        "ejendomsomkostninger er mindre end nul."
    ),
    hvorfor=(
        "I budgetskemaet er alle tal positive; kun et underskud skrives med minus. Med minus bliver summerne forkerte."
    ),
    ret="Skriv beløbet uden minus i budgetskemaet, og indsend det igen under økonomi.",
    alvor=Alvor.ALVORLIG,
    formaal=Formaal.SYSTEMATIK,
    lovkilder=("SKEMA-GUIDE", "BEKST-11", "SEL-14-4-3"),
    modtagere=frozenset({Modtager.TILBUD, Modtager.SOCIALTILSYN}),
    entitet=Entitet.TILBUD,
    felt="budget",
    sql="""
        SELECT b.tilbudsid, NULL AS afdelingsid, 'Budget ' || CAST(b.budgetaar AS VARCHAR) AS raekke,
            CASE
                WHEN b.omkostninger_kr < 0 THEN CAST(ROUND(CAST(b.omkostninger_kr AS NUMERIC)) AS BIGINT)
                WHEN b.ledelse_kr < 0 THEN CAST(ROUND(CAST(b.ledelse_kr AS NUMERIC)) AS BIGINT)
                WHEN b.ejendom_kr < 0 THEN CAST(ROUND(CAST(b.ejendom_kr AS NUMERIC)) AS BIGINT)
                WHEN b.indtaegter_kr < 0 THEN CAST(ROUND(CAST(b.indtaegter_kr AS NUMERIC)) AS BIGINT)
                ELSE CAST(ROUND(CAST(b.takstindtaegt_kr AS NUMERIC)) AS BIGINT)
            END AS vaerdi,
            CAST(ROUND(CAST(b.omkostninger_kr AS NUMERIC)) AS BIGINT) AS omkostninger_kr,
            CAST(ROUND(CAST(b.ledelse_kr AS NUMERIC)) AS BIGINT) AS ledelse_kr,
            CAST(ROUND(CAST(b.ejendom_kr AS NUMERIC)) AS BIGINT) AS ejendom_kr,
            CAST(ROUND(CAST(b.indtaegter_kr AS NUMERIC)) AS BIGINT) AS indtaegter_kr,
            CAST(ROUND(CAST(b.takstindtaegt_kr AS NUMERIC)) AS BIGINT) AS takstindtaegt_kr
        FROM nu_budget AS b
        JOIN kontroldag AS k ON b.budgetaar >= k.aar
        LEFT JOIN (
            SELECT DISTINCT f.tilbudsid, f.budgetaar FROM nu_budgetskema_fejl AS f WHERE f.art = 'negativt_beloeb'
        ) AS skema ON skema.tilbudsid = b.tilbudsid AND skema.budgetaar = b.budgetaar
        WHERE skema.tilbudsid IS NULL AND (
            b.omkostninger_kr < 0 OR b.ledelse_kr < 0 OR b.ejendom_kr < 0 OR b.indtaegter_kr < 0
            OR b.takstindtaegt_kr < 0
        )
    """,
    note="Er minusset fundet i det læste budgetskema, er det BUDGET-010.",
    bryder=(
        *(
            Eksempel(navn=f"Negativ: {felt}", afdelinger=({},), udtraek={"budget": ({felt: -1.0},)}, fund=_FUND)
            for felt in ("omkostninger_kr", "ledelse_kr", "ejendom_kr", "indtaegter_kr", "takstindtaegt_kr")
        ),
        Eksempel(
            navn="I næste års budget; årets skema har fejlen, og naboens, men ikke dette",
            afdelinger=({}, {"tilbudsid": "1002"}),
            udtraek={"budget": ({"budgetaar": 2027, "ledelse_kr": -700_000.0}, {"tilbudsid": "1002"})},
            skemaer=(
                fejlfrit_skema(fejl=(_fejl(Fejlart.NEGATIVT_BELOEB),)),
                fejlfrit_skema(budgetaar=2027, fejl=(_fejl(Fejlart.SUM),)),
                fejlfrit_skema(tilbudsid="1002", budgetaar=2027, fejl=(_fejl(Fejlart.NEGATIVT_BELOEB),)),
            ),
            fund=_FUND,
        ),
    ),
    holder=(
        Eksempel(navn="Underskud", afdelinger=({},), udtraek={"budget": ({"resultat_kr": -100_000.0},)}),
        Eksempel(
            navn="Nul",
            afdelinger=({},),
            udtraek={
                "budget": (
                    {
                        "omkostninger_kr": 0.0,
                        "ledelse_kr": 0.0,
                        "ejendom_kr": 0.0,
                        "indtaegter_kr": 0.0,
                        "takstindtaegt_kr": 0.0,
                    },
                )
            },
        ),
        Eksempel(
            navn="Fundet i skemaet: det er BUDGET-010",
            afdelinger=({},),
            udtraek={"budget": ({"ledelse_kr": -700_000.0},)},
            skemaer=(fejlfrit_skema(fejl=(_fejl(Fejlart.NEGATIVT_BELOEB),)),),
        ),
        Eksempel(
            navn="Et tidligere års budget",
            afdelinger=({},),
            udtraek={"budget": ({"budgetaar": 2025, "ledelse_kr": -1.0},)},
        ),
    ),
)
