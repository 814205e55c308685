"""Belægningsprocenten er en anden end budgettets."""

from domain.eksempel_skema import fejlfrit_skema
from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel
from domain.skema import Post

REGEL = Regel(
    id="BELAEG-006",
    titel="Belægningsprocenten passer ikke med budgettets",
    finder=(
        "Tilbud, hvor den forudsatte belægning ikke er den, budgettet for samme år regner med. Er budgetskemaet læst, "
        "gælder dets kolonne G, vægtet efter indtægten; ellers dataudtrækkets tal."
    ),
    hvorfor=(
        "Taksten er beregnet af budgettet, så de to procenter bør være ens. Den ene ser ud til at være forældet eller "
        "skrevet forkert."
    ),
    ret="Socialtilsynet ser, hvilken af de to procenter der er den rigtige, og beder tilbuddet rette den anden.",
    alvor=Alvor.ADVARSEL,
    formaal=Formaal.FAKTA,
    lovkilder=("BEKTP-10-1", "STL-16", "SEL-14-4-2"),
    modtagere=frozenset({Modtager.SOCIALTILSYN}),
    entitet=Entitet.TILBUD,
    felt="belaegning",
    sql="""
        SELECT b.tilbudsid, NULL AS afdelingsid, 'Året ' || CAST(b.aar AS VARCHAR) AS raekke,
            COALESCE(b.belaegning_tekst, CAST(b.belaegning_pct AS VARCHAR)) AS vaerdi,
            b.belaegning_pct AS belaegning_pct,
            ROUND(CAST(COALESCE(s.belaegning_pct, c.belaegning_pct) AS NUMERIC), 2) AS budgettets_belaegning_pct,
            CASE WHEN s.belaegning_pct IS NULL THEN 'dataudtræk' ELSE 'budgetskema' END AS budgettet_er_laest_af,
            g.vaerdi AS tolerance_procentpoint
        FROM nu_belaegning AS b
        JOIN kontroldag AS k ON b.aar >= k.aar
        JOIN (SELECT DISTINCT a.tilbudsid FROM nu_afdeling AS a) AS n ON n.tilbudsid = b.tilbudsid
        JOIN nu_graense AS fra ON fra.noegle = 'belaegning_broek_hoejest' AND b.belaegning_pct > fra.vaerdi
        JOIN nu_graense AS til ON til.noegle = 'belaegning_hundredfold_mindst' AND b.belaegning_pct < til.vaerdi
        JOIN nu_graense AS g ON g.noegle = 'belaegning_tolerance'
        JOIN nu_graense AS loft ON loft.noegle = 'belaegning_hoejest_pct'
        LEFT JOIN nu_budget AS c ON c.tilbudsid = b.tilbudsid AND c.budgetaar = b.aar
            AND c.belaegning_pct > fra.vaerdi AND c.belaegning_pct <= loft.vaerdi
        LEFT JOIN (
            SELECT p.tilbudsid, p.budgetaar,
                SUM(p.belaegning_pct * p.beloeb_kr) / SUM(p.beloeb_kr) AS belaegning_pct
            FROM nu_budgetskema_post AS p
            WHERE p.post = 'ydelse' AND p.beloeb_kr > 0 AND p.belaegning_pct IS NOT NULL
            GROUP BY p.tilbudsid, p.budgetaar
        ) AS s ON s.tilbudsid = b.tilbudsid AND s.budgetaar = b.aar
        WHERE ABS(b.belaegning_pct - COALESCE(s.belaegning_pct, c.belaegning_pct)) > g.vaerdi
    """,
    note=(
        "En belægning skrevet som brøk eller ganget med hundrede er BELAEG-004 og BELAEG-005; er det budgettets, er "
        "det BUDGET-017."
    ),
    bryder=(
        Eksempel(
            navn="Budgettet regner med fuld belægning",
            afdelinger=({},),
            udtraek={"belaegning": ({},), "budget": ({"belaegning_pct": 100.0},)},
            fund=(("1001", None),),
        ),
        Eksempel(
            navn="95 % mod budgettets 90 %, hos et tilbud med to afdelinger",
            afdelinger=({}, {"afdelingsid": "2"}),
            udtraek={"belaegning": ({},), "budget": ({"belaegning_pct": 90.0},)},
            fund=(("1001", None),),
        ),
        Eksempel(
            navn="Næste års 95 % mod budgettets 96,5 %",
            afdelinger=({},),
            udtraek={"belaegning": ({"aar": 2027},), "budget": ({}, {"budgetaar": 2027, "belaegning_pct": 96.5})},
            fund=(("1001", None),),
        ),
        Eksempel(
            navn="Budgetskemaet siger 85 %, selv om dataudtrækket siger 95 %",
            afdelinger=({},),
            udtraek={"belaegning": ({},), "budget": ({},)},
            skemaer=(fejlfrit_skema({Post.YDELSE: {"belaegning_pct": 85.0}}),),
            fund=(("1001", None),),
        ),
        Eksempel(
            navn="Kun budgetskemaet er der",
            afdelinger=({},),
            udtraek={"belaegning": ({},)},
            skemaer=(fejlfrit_skema({Post.YDELSE: {"belaegning_pct": 85.0}}),),
            fund=(("1001", None),),
        ),
    ),
    holder=(
        Eksempel(navn="95 % og 95 %", afdelinger=({},), udtraek={"belaegning": ({},), "budget": ({},)}),
        Eksempel(
            navn="95 % og 96 %: netop tolerancen",
            afdelinger=({},),
            udtraek={"belaegning": ({},), "budget": ({"belaegning_pct": 96.0},)},
        ),
        Eksempel(
            navn="Budgetskemaet siger 95 %, og det gælder frem for dataudtrækket",
            afdelinger=({},),
            udtraek={"belaegning": ({},), "budget": ({"belaegning_pct": 90.0},)},
            skemaer=(fejlfrit_skema(),),
        ),
        Eksempel(
            navn="Budgetskemaets ydelse har intet beløb, så dataudtrækket gælder",
            afdelinger=({},),
            udtraek={"belaegning": ({},), "budget": ({},)},
            skemaer=(fejlfrit_skema({Post.YDELSE: {"belaegning_pct": 50.0, "beloeb_kr": 0.0}}),),
        ),
        Eksempel(
            navn="Andre tilbuds og andre års budgetter",
            afdelinger=({},),
            udtraek={
                "belaegning": ({},),
                "budget": (
                    {"tilbudsid": "1002", "belaegning_pct": 50.0},
                    {"budgetaar": 2025, "belaegning_pct": 50.0},
                ),
            },
            skemaer=(
                fejlfrit_skema({Post.YDELSE: {"belaegning_pct": 50.0}}, tilbudsid="1002", fil_sha256="1" * 64),
                fejlfrit_skema({Post.YDELSE: {"belaegning_pct": 50.0}}, budgetaar=2025, fil_sha256="2" * 64),
            ),
        ),
        Eksempel(
            navn="En anden post i skemaet har en procent",
            afdelinger=({},),
            udtraek={"belaegning": ({},)},
            skemaer=(fejlfrit_skema({Post.YDELSE: None, Post.LEDELSE: {"belaegning_pct": 50.0}}),),
        ),
        Eksempel(
            navn="Skrevet som brøk og ganget med hundrede",
            afdelinger=({},),
            udtraek={
                "belaegning": ({"belaegning_pct": 1.0}, {"aar": 2027, "belaegning_pct": 1000.0}),
                "budget": ({}, {"budgetaar": 2027}),
            },
        ),
        Eksempel(
            navn="Budgettets er skrevet som brøk, eller over 100: det er BUDGET-017",
            afdelinger=({},),
            udtraek={
                "belaegning": ({}, {"aar": 2027}),
                "budget": ({"belaegning_pct": 1.0}, {"budgetaar": 2027, "belaegning_pct": 100.5}),
            },
        ),
        Eksempel(
            navn="Sidste år",
            afdelinger=({},),
            udtraek={"belaegning": ({"aar": 2025},), "budget": ({"budgetaar": 2025, "belaegning_pct": 50.0},)},
        ),
        Eksempel(
            navn="Et tilbud, som ikke står på portalen",
            afdelinger=({},),
            udtraek={
                "belaegning": ({"tilbudsid": "9999"},),
                "budget": ({"tilbudsid": "9999", "belaegning_pct": 50.0},),
            },
        ),
    ),
)
