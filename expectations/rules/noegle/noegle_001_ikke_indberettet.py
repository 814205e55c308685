"""Årsrapportens nøgletal er ikke indberettet, og fristen er udløbet."""

from datetime import date

from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel

_NABO = {"tilbudsid": "1002"}
_TILBUD: tuple[dict[str, str], ...] = ({}, _NABO)
_FUND = (("1001", None),)

REGEL = Regel(
    id="NOEGLE-001",
    titel="Årsrapporten er ikke indberettet, og fristen er udløbet",
    finder=(
        "Tilbud, som har pligt til at indberette årsrapport med nøgletal, hvor intet er indberettet for det nyeste "
        "regnskabsår, hvis frist (1. maj året efter) er udløbet."
    ),
    hvorfor=(
        "Nøgletallene viser, hvordan tilbuddets økonomi faktisk gik. Uden dem kan socialtilsynet og kommunerne ikke "
        "sammenligne tilbud."
    ),
    ret=(
        "Indberet årsrapportens nøgletal, sygefravær, personalegennemstrømning og den korte tekst om året på "
        "Tilbudsportalen. Er det allerede gjort, så spørg jeres socialtilsyn, om det er modtaget."
    ),
    alvor=Alvor.ALVORLIG,
    formaal=Formaal.INDBERETTET,
    lovkilder=("BEKST-14", "SEL-14-4-1"),
    modtagere=frozenset({Modtager.TILBUD, Modtager.SOCIALTILSYN}),
    entitet=Entitet.TILBUD,
    felt="noegletal",
    sql="""
        WITH seneste AS (
            SELECT u.dag, u.dag_nr, MAX(f.aar) AS aar, MAX(f.frist_dag) AS frist_dag, MAX(f.sidste_dag) AS sidste_dag
            FROM reference_frist AS f
            JOIN nu_udtraek AS u ON u.entitet = 'noegletal' AND u.dag > f.sidste_dag
            WHERE f.frist = 'aarsrapport'
            GROUP BY u.dag, u.dag_nr
        )
        SELECT p.tilbudsid, NULL AS afdelingsid, 'Årsrapport ' || CAST(s.aar AS VARCHAR) AS raekke, NULL AS vaerdi,
            s.frist_dag AS frist_dato, s.dag AS udtraek_dato
        FROM nu_tilbudsprofil AS p
        JOIN seneste AS s ON s.dag_nr >= p.foerst_set_dag_nr
        JOIN (
            SELECT DISTINCT a.tilbudsid
            FROM nu_afdeling_paragraf AS a
            JOIN reference_pligt AS r ON r.paragraf = a.paragraf
            JOIN seneste AS aaret ON aaret.aar = r.aar
            WHERE r.pligt = 'aarsrapport'
        ) AS pligt ON pligt.tilbudsid = p.tilbudsid
        JOIN (
            SELECT DISTINCT andre.aar FROM nu_noegletal AS andre WHERE andre.indberettet_dato IS NOT NULL
        ) AS leveret ON leveret.aar = s.aar
        LEFT JOIN nu_tilbudsoplysning AS o ON o.tilbudsid = p.tilbudsid
        LEFT JOIN nu_noegletal AS n ON n.tilbudsid = p.tilbudsid AND n.aar = s.aar
        WHERE p.alle_set AND n.indberettet_dato IS NULL AND n.a_omsaetning_kr IS NULL
            AND CAST(COALESCE(o.godkendt_dato, p.foerst_set_dag) AS VARCHAR) < CAST(s.aar AS VARCHAR)
    """,
    note=(
        "Bedømmes pr. dataudtrækkets dag. Tilbud, der er godkendt i løbet af regnskabsåret eller senere, er ikke med, "
        "og om alkoholbehandling (§ 141) har pligten, er uklart. Et dataudtræk, hvor intet er indberettet for året, "
        "anklager ingen."
    ),
    bryder=(
        Eksempel(
            navn="Kun det forrige år er indberettet",
            afdelinger=_TILBUD,
            udtraek={
                "tilbud": _TILBUD,
                "noegletal": (
                    {"aar": 2024},
                    _NABO,
                ),
            },
            fund=_FUND,
        ),
        Eksempel(
            navn="Rækken er oprettet, men tom, dagen efter fristen (den 1. maj er en fredag)",
            afdelinger=_TILBUD,
            udtraek={
                "tilbud": _TILBUD,
                "noegletal": (
                    {"indberettet_dato": None, "a_omsaetning_kr": None},
                    _NABO,
                ),
            },
            dato=date(2026, 5, 2),
            fund=_FUND,
        ),
        Eksempel(
            navn="Godkendt den sidste dag, før regnskabsåret begyndte",
            afdelinger=_TILBUD,
            udtraek={"tilbud": ({"godkendt_dato": "2024-12-31"}, _NABO), "noegletal": (_NABO,)},
            fund=_FUND,
        ),
    ),
    holder=(
        Eksempel(
            navn="Indberettet, om end sent",
            afdelinger=_TILBUD,
            udtraek={
                "tilbud": _TILBUD,
                "noegletal": (
                    {"indberettet_dato": "2026-09-01"},
                    _NABO,
                ),
            },
        ),
        Eksempel(
            navn="Tallene er der, kun datoen mangler",
            afdelinger=_TILBUD,
            udtraek={
                "tilbud": _TILBUD,
                "noegletal": (
                    {"indberettet_dato": None},
                    _NABO,
                ),
            },
        ),
        Eksempel(
            navn="Datoen er der, kun omsætningen mangler: det er NOEGLE-008",
            afdelinger=_TILBUD,
            udtraek={
                "tilbud": _TILBUD,
                "noegletal": (
                    {"a_omsaetning_kr": None},
                    _NABO,
                ),
            },
        ),
        Eksempel(
            navn="Fristens sidste dag",
            afdelinger=_TILBUD,
            udtraek={"tilbud": _TILBUD, "noegletal": ({**_NABO, "indberettet_dato": "2026-04-20"},)},
            dato=date(2026, 5, 1),
        ),
        Eksempel(
            navn="Godkendt på regnskabsårets første dag",
            afdelinger=_TILBUD,
            udtraek={"tilbud": ({"godkendt_dato": "2025-01-01"}, _NABO), "noegletal": (_NABO,)},
        ),
        Eksempel(
            navn="Kom først i registret i år, og dagen for godkendelsen er ukendt",
            afdelinger=_TILBUD,
            udtraek={"tilbud": ({"godkendt_dato": None}, _NABO), "noegletal": (_NABO,)},
        ),
        Eksempel(
            navn="Nøgletallene er leveret, før tilbuddet kom i registret",
            afdelinger=_TILBUD,
            udtraek_foer={"noegletal": (_NABO,)},
            udtraek={"tilbud": _TILBUD},
        ),
        Eksempel(
            navn="Intet for året er indberettet fra nogen",
            afdelinger=_TILBUD,
            udtraek={
                "tilbud": _TILBUD,
                "noegletal": (
                    {"aar": 2024},
                    {**_NABO, "indberettet_dato": None},
                ),
            },
        ),
        Eksempel(
            navn="En paragraf, der er ophævet, bærer ikke pligten længere",
            afdelinger=({"tilbudstyper": ("Opholdssted, § 66",), "pladser": {"§ 66": 8}}, _NABO),
            udtraek={"tilbud": _TILBUD, "noegletal": (_NABO,)},
        ),
        Eksempel(
            navn="Alkoholbehandling: pligten er uklar",
            afdelinger=({"tilbudstyper": ("Alkoholbehandling, § 141",), "pladser": {"§ 141": 8}}, _NABO),
            udtraek={"tilbud": _TILBUD, "noegletal": (_NABO,)},
        ),
        Eksempel(
            navn="En afdeling blev ikke set i nat",
            afdelinger=({}, {"afdelingsid": "2"}, _NABO),
            udtraek={"tilbud": _TILBUD, "noegletal": (_NABO,)},
            savnet=(("1001", "2"),),
        ),
    ),
)
