"""Årsbudgettet er modtaget efter fristen."""

from datetime import date

from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel

_SENT = {"budgetaar": 2027, "modtaget_dato": "2026-10-02", "godkendt_dato": None}
_KOMMUNAL = {"virksomhedsform": "Kommune"}
_FUND = (("1001", None),)

REGEL = Regel(
    id="BUDGET-002",
    titel="Årsbudgettet er modtaget efter fristen",
    finder=(
        "Tilbud, hvis budget for det nyeste budgetår med udløbet frist er modtaget efter fristen: 1. oktober for "
        "private tilbud, 15. november for offentlige og for private, hvor en driftsaftale giver det offentlige "
        "bestemmende indflydelse."
    ),
    hvorfor=(
        "Et sent budget kan betyde, at året begynder uden et godkendt budget. Fristens dag kan ikke nås igen; "
        "oplysningen er til planlægningen."
    ),
    ret="Ingen rettelse er mulig. Brug oplysningen, når behandlingen af budgetterne og næste års frister planlægges.",
    alvor=Alvor.ADVARSEL,
    formaal=Formaal.INDBERETTET,
    lovkilder=("BEKST-11", "STL-16", "SEL-14-4-1"),
    modtagere=frozenset({Modtager.SOCIALTILSYN}),
    entitet=Entitet.TILBUD,
    felt="budget",
    sql="""
        WITH seneste AS (
            SELECT f.gruppe, u.dag, MAX(f.aar) AS budgetaar, MAX(f.frist_dag) AS frist_dag,
                MAX(f.sidste_dag) AS sidste_dag
            FROM reference_frist AS f
            JOIN nu_udtraek AS u ON u.entitet = 'budget' AND u.dag > f.sidste_dag
            WHERE f.frist = 'budget_modtaget'
            GROUP BY f.gruppe, u.dag
        )
        SELECT p.tilbudsid, NULL AS afdelingsid, 'Budget ' || CAST(s.budgetaar AS VARCHAR) AS raekke,
            CAST(b.modtaget_dato AS VARCHAR) AS vaerdi, s.frist_dag AS frist_dato, s.gruppe AS frist_for
        FROM nu_tilbudsprofil AS p
        JOIN seneste AS s ON s.gruppe =
            CASE WHEN p.driftsaftale_bestemmende IS NULL AND p.budgetgruppe = 'privat' THEN 'offentlig'
                ELSE p.budgetgruppe END
        JOIN nu_budget AS b ON b.tilbudsid = p.tilbudsid AND b.budgetaar = s.budgetaar
        LEFT JOIN nu_tilbudsoplysning AS o ON o.tilbudsid = p.tilbudsid
        WHERE b.modtaget_dato > s.sidste_dag AND b.modtaget_dato <= s.dag
            AND (b.godkendt_dato IS NULL OR b.godkendt_dato >= b.modtaget_dato)
            AND COALESCE(o.godkendt_dato, p.foerst_set_dag) < s.frist_dag
    """,
    note=(
        "Kun det nyeste år, og kun tilbud, der var godkendt før fristen. Passer datoerne ikke med hinanden, er det "
        "BUDGET-018. Hele sæsonen kan ses i budgetkalenderen."
    ),
    bryder=(
        Eksempel(
            navn="Dagen efter den private frist",
            afdelinger=({},),
            udtraek={"tilbud": ({},), "budget": ({}, _SENT)},
            fund=_FUND,
        ),
        Eksempel(
            navn="Modtaget og godkendt samme dag, som udtrækket er fra",
            afdelinger=({},),
            udtraek={
                "tilbud": ({"godkendt_dato": "2026-09-30"},),
                "budget": ({**_SENT, "modtaget_dato": "2026-11-01", "godkendt_dato": "2026-11-01"},),
            },
            fund=_FUND,
        ),
        Eksempel(
            navn="Et kommunalt tilbud: den 15. november var en søndag, og budgettet kom om tirsdagen",
            afdelinger=(_KOMMUNAL, {"tilbudsid": "1002", "virksomhedsform": "Region"}),
            dato=date(2026, 11, 20),
            udtraek={
                "tilbud": ({}, {"tilbudsid": "1002"}),
                "budget": (
                    {**_SENT, "modtaget_dato": "2026-11-17"},
                    {**_SENT, "tilbudsid": "1002", "modtaget_dato": "2026-11-16"},
                ),
            },
            fund=_FUND,
        ),
        Eksempel(
            navn="Det er ukendt, om driftsaftalen er bestemmende: den sene frist er overskredet",
            afdelinger=({},),
            dato=date(2026, 11, 20),
            udtraek={
                "tilbud": ({"driftsaftale_bestemmende": None},),
                "budget": ({**_SENT, "modtaget_dato": "2026-11-18"},),
            },
            fund=_FUND,
        ),
        Eksempel(
            navn="På den nye frists sidste dag gælder sidste års budget endnu",
            afdelinger=({},),
            dato=date(2026, 10, 1),
            udtraek={"tilbud": ({},), "budget": ({"modtaget_dato": "2025-10-20"},)},
            fund=_FUND,
        ),
    ),
    holder=(
        Eksempel(
            navn="Fristens sidste dag",
            afdelinger=({},),
            udtraek={"tilbud": ({},), "budget": ({**_SENT, "modtaget_dato": "2026-10-01"},)},
        ),
        Eksempel(
            navn="Et tidligere år kom for sent",
            afdelinger=({},),
            udtraek={"tilbud": ({},), "budget": ({"modtaget_dato": "2025-12-01", "godkendt_dato": "2026-01-10"},)},
        ),
        Eksempel(
            navn="Det er ukendt, om driftsaftalen er bestemmende, og den sene frist er ikke udløbet",
            afdelinger=({},),
            udtraek={"tilbud": ({"driftsaftale_bestemmende": None},), "budget": (_SENT,)},
        ),
        Eksempel(
            navn="Driftsaftalen er bestemmende",
            afdelinger=({},),
            udtraek={"tilbud": ({"driftsaftale_bestemmende": True},), "budget": (_SENT,)},
        ),
        Eksempel(
            navn="Godkendt før det er modtaget: det er BUDGET-018",
            afdelinger=({},),
            udtraek={"tilbud": ({},), "budget": ({**_SENT, "godkendt_dato": "2026-10-01"},)},
        ),
        Eksempel(
            navn="Modtaget efter udtrækkets dag: det er BUDGET-018",
            afdelinger=({},),
            udtraek={"tilbud": ({},), "budget": ({**_SENT, "modtaget_dato": "2026-11-02"},)},
        ),
        Eksempel(
            navn="Tilbuddet blev godkendt på fristens dag",
            afdelinger=({},),
            udtraek={"tilbud": ({"godkendt_dato": "2026-10-01"},), "budget": (_SENT,)},
        ),
        Eksempel(
            navn="Budgetterne er fra før fristen, selv om resten er nyt",
            afdelinger=({},),
            dato=date(2026, 10, 20),
            udtraek_foer={"budget": ({**_SENT, "modtaget_dato": "2026-10-02"},)},
            udtraek={"tilbud": ({},)},
        ),
    ),
)
