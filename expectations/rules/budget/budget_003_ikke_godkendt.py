"""Budgettet kom i tide, men er ikke godkendt, og fristen for godkendelsen er udløbet."""

from datetime import date

from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel

_NABO = {"tilbudsid": "1002"}
_MODTAGET = {"godkendt_dato": None}
_KOMMUNAL = {"virksomhedsform": "Kommune"}
_FUND = (("1001", None),)

REGEL = Regel(
    id="BUDGET-003",
    titel="Budgettet er ikke godkendt, og fristen for godkendelse er udløbet",
    finder=(
        "Budgetter for det nyeste år, hvor fristen for godkendelse er udløbet (1. januar for private tilbud, 1. april "
        "for offentlige), som er modtaget i tide og ikke står som godkendt."
    ),
    hvorfor=(
        "Socialtilsynet skal godkende budgettet inden fristen, medmindre konkrete forhold taler imod. Der kan være en "
        "grund, som ikke ses her, eller godkendelsen mangler at blive registreret."
    ),
    ret="Se, om budgettet er behandlet. Er det godkendt, registreres godkendelsen på Tilbudsportalen.",
    alvor=Alvor.ADVARSEL,
    formaal=Formaal.INDBERETTET,
    lovkilder=("BEKST-11-4", "STL-16"),
    modtagere=frozenset({Modtager.SOCIALTILSYN}),
    entitet=Entitet.TILBUD,
    felt="budget",
    sql="""
        WITH seneste AS (
            SELECT f.gruppe, u.dag, MAX(f.aar) AS budgetaar, MAX(f.frist_dag) AS frist_dag
            FROM reference_frist AS f
            JOIN nu_udtraek AS u ON u.entitet = 'budget' AND u.dag > f.sidste_dag
            WHERE f.frist = 'budget_godkendt'
            GROUP BY f.gruppe, u.dag
        )
        SELECT p.tilbudsid, NULL AS afdelingsid, 'Budget ' || CAST(s.budgetaar AS VARCHAR) AS raekke, NULL AS vaerdi,
            b.modtaget_dato, s.frist_dag AS frist_dato, s.gruppe AS frist_for, s.dag AS udtraek_dato
        FROM nu_tilbudsprofil AS p
        JOIN seneste AS s ON s.gruppe =
            CASE WHEN p.driftsaftale_bestemmende IS NULL AND p.budgetgruppe = 'privat' THEN 'offentlig'
                ELSE p.budgetgruppe END
        JOIN reference_frist AS m ON m.frist = 'budget_modtaget' AND m.gruppe = s.gruppe AND m.aar = s.budgetaar
        JOIN nu_budget AS b ON b.tilbudsid = p.tilbudsid AND b.budgetaar = s.budgetaar
        JOIN (
            SELECT DISTINCT andre.budgetaar FROM nu_budget AS andre WHERE andre.godkendt_dato IS NOT NULL
        ) AS leveret ON leveret.budgetaar = s.budgetaar
        WHERE b.godkendt_dato IS NULL AND b.modtaget_dato <= m.sidste_dag
    """,
    note=(
        "Kun så længe godkendelsen mangler; hvor mange der blev godkendt til tiden, viser budgetkalenderen. Kom "
        "budgettet for sent, eller er ejerformen ukendt, siges intet; er det ukendt, om en driftsaftale er "
        "bestemmende, gælder den sene frist. Et dataudtræk uden én eneste godkendelse for året anklager ingen."
    ),
    bryder=(
        Eksempel(
            navn="Et privat tilbuds budget for 2026 mangler stadig godkendelse",
            afdelinger=({}, _NABO),
            udtraek={"tilbud": ({}, _NABO), "budget": (_MODTAGET, _NABO)},
            fund=_FUND,
        ),
        Eksempel(
            navn="Modtaget på fristens dag; dagen efter den første hverdag i januar",
            afdelinger=({}, _NABO),
            dato=date(2026, 1, 3),
            udtraek={"tilbud": ({}, _NABO), "budget": ({**_MODTAGET, "modtaget_dato": "2025-10-01"}, _NABO)},
            fund=_FUND,
        ),
        Eksempel(
            navn="Et kommunalt tilbud efter påskedagene",
            afdelinger=(_KOMMUNAL, _NABO),
            dato=date(2026, 4, 8),
            udtraek={"tilbud": ({}, _NABO), "budget": ({**_MODTAGET, "modtaget_dato": "2025-11-17"}, _NABO)},
            fund=_FUND,
        ),
        Eksempel(
            navn="Det er ukendt, om driftsaftalen er bestemmende: også den sene frist er udløbet",
            afdelinger=({}, _NABO),
            udtraek={"tilbud": ({"driftsaftale_bestemmende": None}, _NABO), "budget": (_MODTAGET, _NABO)},
            fund=_FUND,
        ),
    ),
    holder=(
        Eksempel(
            navn="Godkendt, om end sent",
            afdelinger=({}, _NABO),
            udtraek={"tilbud": ({}, _NABO), "budget": ({"godkendt_dato": "2026-03-01"}, _NABO)},
        ),
        Eksempel(
            navn="Budgettet kom for sent",
            afdelinger=({}, _NABO),
            udtraek={"tilbud": ({}, _NABO), "budget": ({**_MODTAGET, "modtaget_dato": "2025-10-02"}, _NABO)},
        ),
        Eksempel(
            navn="Fristens sidste dag er den 2. januar",
            afdelinger=({}, _NABO),
            dato=date(2026, 1, 2),
            udtraek={"tilbud": ({}, _NABO), "budget": (_MODTAGET, _NABO)},
        ),
        Eksempel(
            navn="Et kommunalt tilbud i februar",
            afdelinger=(_KOMMUNAL, _NABO),
            dato=date(2026, 2, 1),
            udtraek={"tilbud": ({}, _NABO), "budget": (_MODTAGET, _NABO)},
        ),
        Eksempel(
            navn="Det er ukendt, om driftsaftalen er bestemmende, og den sene frist er ikke udløbet",
            afdelinger=({}, _NABO),
            dato=date(2026, 2, 1),
            udtraek={"tilbud": ({"driftsaftale_bestemmende": None}, _NABO), "budget": (_MODTAGET, _NABO)},
        ),
        Eksempel(
            navn="Næste års budget er til behandling",
            afdelinger=({}, _NABO),
            udtraek={
                "tilbud": ({}, _NABO),
                "budget": ({}, {"budgetaar": 2027, "modtaget_dato": "2026-09-15", "godkendt_dato": None}, _NABO),
            },
        ),
        Eksempel(
            navn="Udtrækket har slet ingen godkendelser for året",
            afdelinger=({},),
            udtraek={"tilbud": ({},), "budget": (_MODTAGET, {"budgetaar": 2025})},
        ),
        Eksempel(
            navn="Budgetterne er fra før fristen, selv om resten er nyt",
            afdelinger=({}, _NABO),
            dato=date(2026, 1, 20),
            udtraek_foer={"budget": (_MODTAGET, _NABO)},
            udtraek={"tilbud": ({}, _NABO)},
        ),
    ),
)
