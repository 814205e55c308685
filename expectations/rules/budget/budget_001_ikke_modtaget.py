"""Årsbudgettet er ikke modtaget, og fristen er udløbet."""

from datetime import date

from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel

_NABO = {"tilbudsid": "1002"}
_TILBUD: tuple[dict[str, str], ...] = ({}, _NABO)
_NABOENS = {**_NABO, "budgetaar": 2027, "modtaget_dato": "2026-09-15", "godkendt_dato": None}
_UDATERET = {**_NABOENS, "tilbudsid": "1001", "modtaget_dato": None}
_TOM = {"filtype": None, "omkostninger_kr": None}
_KOMMUNAL = {"virksomhedsform": "Kommune"}
_DAGTILBUD = {"tilbudstyper": ("Aktivitets- og samværstilbud, § 104",), "pladser": {"§ 104": 8}}
_FUND = (("1001", None),)

REGEL = Regel(
    id="BUDGET-001",
    titel="Årsbudgettet er ikke modtaget, og fristen er udløbet",
    finder=(
        "Tilbud, som har pligt til at indberette årsbudget, hvor intet budget er modtaget for det nyeste budgetår med "
        "udløbet frist: 1. oktober for private tilbud, 15. november for offentlige og for private, hvor en "
        "driftsaftale giver det offentlige bestemmende indflydelse."
    ),
    hvorfor=(
        "Socialtilsynet skal godkende budgettet, før året begynder eller kort efter. Uden budget kan det ikke vurdere, "
        "om økonomien er bæredygtig."
    ),
    ret=(
        "Udfyld årets officielle budgetskema, og indsend det på Tilbudsportalen under økonomi. Er det allerede sendt, "
        "så spørg jeres socialtilsyn, om det er modtaget."
    ),
    alvor=Alvor.ALVORLIG,
    formaal=Formaal.INDBERETTET,
    lovkilder=("BEKST-11", "STL-16", "SEL-14-4-1"),
    modtagere=frozenset({Modtager.TILBUD, Modtager.SOCIALTILSYN}),
    entitet=Entitet.TILBUD,
    felt="budget",
    sql="""
        WITH seneste AS (
            SELECT f.gruppe, u.dag, u.dag_nr, MAX(f.aar) AS budgetaar, MAX(f.frist_dag) AS frist_dag
            FROM reference_frist AS f
            JOIN nu_udtraek AS u ON u.entitet = 'budget' AND u.dag > f.sidste_dag
            WHERE f.frist = 'budget_modtaget'
            GROUP BY f.gruppe, u.dag, u.dag_nr
        )
        SELECT p.tilbudsid, NULL AS afdelingsid, 'Budget ' || CAST(s.budgetaar AS VARCHAR) AS raekke, NULL AS vaerdi,
            s.frist_dag AS frist_dato, s.gruppe AS frist_for, s.dag AS udtraek_dato
        FROM nu_tilbudsprofil AS p
        JOIN seneste AS s ON s.dag_nr >= p.foerst_set_dag_nr AND s.gruppe =
            CASE WHEN p.driftsaftale_bestemmende IS NULL AND p.budgetgruppe = 'privat' THEN 'offentlig'
                ELSE p.budgetgruppe END
        JOIN (
            SELECT DISTINCT a.tilbudsid, r.aar
            FROM nu_afdeling_paragraf AS a
            JOIN reference_pligt AS r ON r.paragraf = a.paragraf
            WHERE r.pligt = 'budget' AND r.aar IN (SELECT aaret.budgetaar FROM seneste AS aaret)
        ) AS pligt ON pligt.tilbudsid = p.tilbudsid AND pligt.aar = s.budgetaar
        JOIN (
            SELECT DISTINCT andre.budgetaar FROM nu_budget AS andre WHERE andre.modtaget_dato IS NOT NULL
        ) AS leveret ON leveret.budgetaar = s.budgetaar
        LEFT JOIN nu_tilbudsoplysning AS o ON o.tilbudsid = p.tilbudsid
        LEFT JOIN nu_budget AS b ON b.tilbudsid = p.tilbudsid AND b.budgetaar = s.budgetaar
        WHERE p.alle_set AND b.modtaget_dato IS NULL AND b.godkendt_dato IS NULL
            AND b.filtype IS NULL AND b.omkostninger_kr IS NULL
            AND COALESCE(o.godkendt_dato, p.foerst_set_dag) < s.frist_dag
    """,
    note=(
        "Bedømmes pr. dataudtrækkets dag. Er ejerformen ukendt, siges intet; er det ukendt, om en driftsaftale er "
        "bestemmende, gælder den sene frist. Tilbud, der er godkendt efter fristen, er ikke med; et dataudtræk, hvor "
        "intet budget for året er modtaget, anklager ingen. Kom budgettet for sent, er det BUDGET-002; er skemaet "
        "eller dets tal der, så kun dagen er ukendt, siges intet."
    ),
    bryder=(
        Eksempel(
            navn="Kun sidste års budget er modtaget",
            afdelinger=_TILBUD,
            udtraek={"tilbud": _TILBUD, "budget": ({}, _NABOENS)},
            fund=_FUND,
        ),
        Eksempel(
            navn="Budgettet er oprettet, men hverken modtaget eller godkendt, dagen efter fristen",
            afdelinger=_TILBUD,
            dato=date(2026, 10, 2),
            udtraek={"tilbud": _TILBUD, "budget": (_NABOENS, {**_UDATERET, **_TOM})},
            fund=_FUND,
        ),
        Eksempel(
            navn="Et kommunalt tilbud, efter at fristens søndag er blevet til mandag",
            afdelinger=(_KOMMUNAL, _NABO),
            dato=date(2026, 11, 17),
            udtraek={"tilbud": _TILBUD, "budget": (_NABOENS,)},
            fund=_FUND,
        ),
        Eksempel(
            navn="Det er ukendt, om driftsaftalen er bestemmende: den sene frist er også udløbet",
            afdelinger=_TILBUD,
            dato=date(2026, 11, 17),
            udtraek={"tilbud": ({"driftsaftale_bestemmende": None}, _NABO), "budget": (_NABOENS,)},
            fund=_FUND,
        ),
        Eksempel(
            navn="Tilbuddet blev godkendt dagen før fristen",
            afdelinger=_TILBUD,
            udtraek={"tilbud": ({"godkendt_dato": "2026-09-30"}, _NABO), "budget": (_NABOENS,)},
            fund=_FUND,
        ),
    ),
    holder=(
        Eksempel(
            navn="Modtaget i tide, eller for sent",
            afdelinger=_TILBUD,
            udtraek={
                "tilbud": _TILBUD,
                "budget": (_NABOENS, {**_NABOENS, "tilbudsid": "1001", "modtaget_dato": "2026-10-20"}),
            },
        ),
        Eksempel(
            navn="Godkendt uden en dato for modtagelsen",
            afdelinger=_TILBUD,
            udtraek={
                "tilbud": _TILBUD,
                "budget": (
                    _NABOENS,
                    {**_NABOENS, "tilbudsid": "1001", "modtaget_dato": None, "godkendt_dato": "2026-10-20"},
                ),
            },
        ),
        Eksempel(
            navn="Skemaet er der; kun dagen for modtagelsen mangler eller kan ikke læses",
            afdelinger=_TILBUD,
            udtraek={"tilbud": _TILBUD, "budget": (_NABOENS, {**_UDATERET, "omkostninger_kr": None})},
        ),
        Eksempel(
            navn="Tallene er der; kun dagen for modtagelsen mangler eller kan ikke læses",
            afdelinger=_TILBUD,
            udtraek={"tilbud": _TILBUD, "budget": (_NABOENS, {**_UDATERET, "filtype": None})},
        ),
        Eksempel(
            navn="Fristens sidste dag",
            afdelinger=_TILBUD,
            dato=date(2026, 10, 1),
            udtraek={"tilbud": _TILBUD, "budget": (_NABOENS,)},
        ),
        Eksempel(
            navn="Et kommunalt tilbud den mandag, som fristens søndag bliver til",
            afdelinger=(_KOMMUNAL, _NABO),
            dato=date(2026, 11, 16),
            udtraek={"tilbud": _TILBUD, "budget": (_NABOENS,)},
        ),
        Eksempel(
            navn="Det er ukendt, om driftsaftalen er bestemmende: den sene frist er ikke udløbet",
            afdelinger=_TILBUD,
            udtraek={"tilbud": ({"driftsaftale_bestemmende": None}, _NABO), "budget": (_NABOENS,)},
        ),
        Eksempel(
            navn="Tilbuddet blev godkendt på fristens dag",
            afdelinger=_TILBUD,
            udtraek={"tilbud": ({"godkendt_dato": "2026-10-01"}, _NABO), "budget": (_NABOENS,)},
        ),
        Eksempel(
            navn="Tilbuddet kom først i registret efter fristen, og dagen for godkendelsen er ukendt",
            afdelinger=_TILBUD,
            udtraek={"tilbud": ({"godkendt_dato": None}, _NABO), "budget": (_NABOENS,)},
        ),
        Eksempel(
            navn="Budgetterne er leveret, før tilbuddet kom i registret",
            afdelinger=_TILBUD,
            udtraek_foer={"budget": (_NABOENS,)},
            udtraek={"tilbud": _TILBUD},
        ),
        Eksempel(
            navn="Intet budget for året er modtaget fra nogen",
            afdelinger=_TILBUD,
            udtraek={"tilbud": _TILBUD, "budget": ({}, {**_NABOENS, "modtaget_dato": None})},
        ),
        Eksempel(
            navn="Et dagtilbud under kommunen har ikke pligten",
            afdelinger=({"afdelingsid": "7", **_DAGTILBUD}, _NABO),
            udtraek={"tilbud": _TILBUD, "budget": (_NABOENS,)},
        ),
        Eksempel(
            navn="En paragraf, der er ophævet, bærer ikke pligten længere",
            afdelinger=({"tilbudstyper": ("Opholdssted, § 66",), "pladser": {"§ 66": 8}}, _NABO),
            udtraek={"tilbud": _TILBUD, "budget": (_NABOENS,)},
        ),
        Eksempel(
            navn="Virksomhedsformen er ukendt: det er TYPE-006",
            afdelinger=({"virksomhedsform": "Forening under stiftelse"}, _NABO),
            udtraek={"tilbud": _TILBUD, "budget": (_NABOENS,)},
        ),
        Eksempel(
            navn="En afdeling blev ikke set i nat",
            afdelinger=({}, {"afdelingsid": "2"}, _NABO),
            savnet=(("1001", "2"),),
            udtraek={"tilbud": _TILBUD, "budget": (_NABOENS,)},
        ),
    ),
)
