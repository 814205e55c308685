"""Budgettets forventede belægning er ikke en procent mellem 0 og 100."""

from domain.eksempel_skema import fejlfrit_skema
from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel
from domain.skema import Fejlart, Skemafejl

_FUND = (("1001", None),)


def _fejl(art: Fejlart) -> Skemafejl:
    return Skemafejl(art=art, ark="BUDGET PRIVATE TILBUD", celle="G19", tekst="Belægningen kan ikke passe.")


REGEL = Regel(
    id="BUDGET-017",
    titel="Budgettets forventede belægning kan ikke passe",
    finder=(
        "Budgetter for indeværende og kommende år, hvor den forventede belægning er nul, negativ, over 100 procent "
        "eller ser ud til at være skrevet som brøk (0,95 i stedet for 95)."
    ),
    hvorfor=(
        "Belægningen er en procent af pladserne over året. Står den forkert, passer takstindtægten ikke. En belægning "
        "over 100 procent kan forekomme, men er usædvanlig."
    ),
    ret=(
        "Ret den forventede belægning i budgetskemaet (i Excel: 95 % i en celle med procentformat), og indsend det "
        "under økonomi."
    ),
    alvor=Alvor.ADVARSEL,
    formaal=Formaal.SYSTEMATIK,
    lovkilder=("BEKST-11", "SEL-14-4-3"),
    modtagere=frozenset({Modtager.TILBUD, Modtager.SOCIALTILSYN}),
    entitet=Entitet.TILBUD,
    felt="belaegning",
    sql="""
        SELECT b.tilbudsid, NULL AS afdelingsid, 'Budget ' || CAST(b.budgetaar AS VARCHAR) AS raekke,
            b.belaegning_pct AS vaerdi,
            CASE
                WHEN b.belaegning_pct > 0 AND b.belaegning_pct <= broek.vaerdi
                    THEN ROUND(CAST(100 * b.belaegning_pct AS NUMERIC), 1)
            END AS forslag
        FROM nu_budget AS b
        JOIN kontroldag AS k ON b.budgetaar >= k.aar
        JOIN nu_graense AS broek ON broek.noegle = 'belaegning_broek_hoejest'
        JOIN nu_graense AS loft ON loft.noegle = 'belaegning_hoejest_pct'
        LEFT JOIN (
            SELECT DISTINCT f.tilbudsid, f.budgetaar
            FROM nu_budgetskema_fejl AS f
            WHERE f.art IN ('belaegning_som_procent', 'belaegning_udenfor')
        ) AS skema ON skema.tilbudsid = b.tilbudsid AND skema.budgetaar = b.budgetaar
        WHERE skema.tilbudsid IS NULL AND (b.belaegning_pct <= broek.vaerdi OR b.belaegning_pct > loft.vaerdi)
    """,
    note="Er belægningen fundet forkert i det læste budgetskema, er det BUDGET-010.",
    bryder=(
        Eksempel(navn="Brøk", afdelinger=({},), udtraek={"budget": ({"belaegning_pct": 0.95},)}, fund=_FUND),
        Eksempel(navn="Hele 1", afdelinger=({},), udtraek={"budget": ({"belaegning_pct": 1.0},)}, fund=_FUND),
        Eksempel(navn="Negativ", afdelinger=({},), udtraek={"budget": ({"belaegning_pct": -95.0},)}, fund=_FUND),
        Eksempel(
            navn="Over 100 i næste års budget; årets skema har fejlen, og naboens, men ikke dette",
            afdelinger=({}, {"tilbudsid": "1002"}),
            udtraek={"budget": ({"budgetaar": 2027, "belaegning_pct": 100.5}, {"tilbudsid": "1002"})},
            skemaer=(
                fejlfrit_skema(fejl=(_fejl(Fejlart.BELAEGNING_UDENFOR),)),
                fejlfrit_skema(budgetaar=2027, fejl=(_fejl(Fejlart.SUM),)),
                fejlfrit_skema(tilbudsid="1002", budgetaar=2027, fejl=(_fejl(Fejlart.BELAEGNING_UDENFOR),)),
            ),
            fund=_FUND,
        ),
    ),
    holder=(
        Eksempel(navn="95 procent", afdelinger=({},), udtraek={"budget": ({},)}),
        Eksempel(navn="Fuldt belagt", afdelinger=({},), udtraek={"budget": ({"belaegning_pct": 100.0},)}),
        Eksempel(navn="Ikke oplyst", afdelinger=({},), udtraek={"budget": ({"belaegning_pct": None},)}),
        *(
            Eksempel(
                navn=f"Fundet i skemaet ({art}): det er BUDGET-010",
                afdelinger=({},),
                udtraek={"budget": ({"belaegning_pct": 0.95},)},
                skemaer=(fejlfrit_skema(fejl=(_fejl(art),)),),
            )
            for art in (Fejlart.BELAEGNING_SOM_PROCENT, Fejlart.BELAEGNING_UDENFOR)
        ),
        Eksempel(
            navn="Et tidligere års budget",
            afdelinger=({},),
            udtraek={"budget": ({"budgetaar": 2025, "belaegning_pct": 0.95},)},
        ),
    ),
)
