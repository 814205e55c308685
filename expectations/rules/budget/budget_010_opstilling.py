"""Budgetskemaets opstilling er ændret, eller tal i det er ikke tal."""

from domain.eksempel_skema import fejlfrit_skema
from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel
from domain.skema import Fejlart, Skemafejl

_FUND = (("1001", None),)
_ARTER = (
    Fejlart.FLYTTET,
    Fejlart.ANDEN_TEKST,
    Fejlart.OMDOEBT_ARK,
    Fejlart.EKSTRA_ARK,
    Fejlart.MANGLENDE_ARK,
    Fejlart.FORMEL_UDEN_VAERDI,
    Fejlart.FEJLVAERDI,
    Fejlart.NEGATIVT_BELOEB,
    Fejlart.AAR_MANGLER,
    Fejlart.BELAEGNING_SOM_PROCENT,
    Fejlart.BELAEGNING_UDENFOR,
    Fejlart.EKSTRA_YDELSER_FOR_TIDLIGT,
)


def _fejl(art: Fejlart, celle: str = "E40") -> Skemafejl:
    return Skemafejl(art=art, ark="BUDGET PRIVATE TILBUD", celle=celle, tekst="Cellen kan ikke bruges, som den står.")


REGEL = Regel(
    id="BUDGET-010",
    titel="Budgetskemaet er ændret, eller celler i det kan ikke bruges",
    finder=(
        "Læste budgetskemaer for indeværende og kommende år, hvor opstillingen er flyttet, ark er omdøbt, fjernet "
        "eller sat ind foran de officielle, eller hvor celler har tekst i stedet for tal, fejl, negative beløb eller "
        "en belægning, der ikke kan passe."
    ),
    hvorfor=(
        "Skemaets opstilling må ikke ændres: alle tal er positive (kun et underskud skrives med minus), og belægningen "
        "skrives i procent. Ellers kan budgettet ikke læses sammen med de andres."
    ),
    ret=(
        "Ret den nævnte celle, eller flyt tallene over i et nyt officielt skema uden at ændre dets opstilling. Indsend "
        "det under økonomi."
    ),
    alvor=Alvor.ALVORLIG,
    formaal=Formaal.SYSTEMATIK,
    lovkilder=("BEKST-11", "SKEMA-GUIDE", "SEL-14-4-3"),
    modtagere=frozenset({Modtager.TILBUD, Modtager.SOCIALTILSYN}),
    entitet=Entitet.TILBUD,
    felt="budget",
    sql="""
        SELECT f.tilbudsid, NULL AS afdelingsid, 'Budget ' || CAST(f.budgetaar AS VARCHAR) AS raekke,
            MIN(f.celle) AS vaerdi, COUNT(*) AS fejl_antal
        FROM nu_budgetskema_fejl AS f
        JOIN kontroldag AS k ON f.budgetaar >= k.aar
        WHERE f.art IN (
            'flyttet', 'anden_tekst', 'omdoebt_ark', 'ekstra_ark_foran', 'manglende_ark', 'formel_uden_vaerdi',
            'tekst_i_talcelle', 'fejlvaerdi', 'negativt_beloeb', 'aar_mangler', 'belaegning_som_procent',
            'belaegning_udenfor', 'ekstra_ydelser_for_tidligt'
        )
        GROUP BY f.tilbudsid, f.budgetaar
    """,
    note=(
        "Viser den første af cellerne; »tilbudstjek budget« siger alle, celle for celle. Summer er BUDGET-009, et "
        "andet års skema BUDGET-004 og en anden filtype BUDGET-005. Et skema, som vi ikke kender eller ikke kan åbne, "
        "anklager ingen."
    ),
    bryder=(
        Eksempel(
            navn="Tekst i to talceller, og en sum, der ikke stemmer",
            afdelinger=({},),
            skemaer=(
                fejlfrit_skema(
                    fejl=(
                        _fejl(Fejlart.TEKST_I_TALCELLE),
                        _fejl(Fejlart.TEKST_I_TALCELLE, "E41"),
                        _fejl(Fejlart.SUM, "E45"),
                    )
                ),
            ),
            fund=_FUND,
        ),
        *(
            Eksempel(
                navn=f"Fejl af slagsen {art}",
                afdelinger=({},),
                skemaer=(fejlfrit_skema(fejl=(_fejl(art),)),),
                fund=_FUND,
            )
            for art in _ARTER
        ),
    ),
    holder=(
        Eksempel(navn="Et skema uden fejl", afdelinger=({},), skemaer=(fejlfrit_skema(),)),
        *(
            Eksempel(navn=f"Fejl af slagsen {art}", afdelinger=({},), skemaer=(fejlfrit_skema(fejl=(_fejl(art),)),))
            for art in (
                Fejlart.SUM,
                Fejlart.FORKERT_AAR,
                Fejlart.UKENDT_SKEMA,
                Fejlart.OFFENTLIGT_SKEMA,
                Fejlart.MAKROER,
            )
        ),
        Eksempel(
            navn="Et tidligere års skema",
            afdelinger=({},),
            skemaer=(fejlfrit_skema(budgetaar=2025, fejl=(_fejl(Fejlart.FLYTTET),)),),
        ),
        Eksempel(
            navn="Et nyt skema er i orden",
            afdelinger=({},),
            skemaer=(fejlfrit_skema(fejl=(_fejl(Fejlart.FLYTTET),)), fejlfrit_skema(fil_sha256="1" * 64)),
        ),
    ),
)
