"""Tilbuddet drives som personligt ejet virksomhed, efter at det ikke længere er tilladt."""

from datetime import date

from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel

REGEL = Regel(
    id="TYPE-005",
    titel="Tilbuddet står som personligt ejet virksomhed",
    finder=(
        "Tilbud under socialtilsynet, hvis virksomhedsform er personligt ejet (enkeltmandsvirksomhed eller "
        "interessentskab), efter at fristen for at ændre formen er udløbet."
    ),
    hvorfor=(
        "Private tilbud, som socialtilsynet godkender, skulle senest 1. januar 2025 være selskaber eller selvejende "
        "institutioner. Måske er formen ændret, men ikke rettet på portalen."
    ),
    ret=(
        "Har I skiftet virksomhedsform, retter I den (og CVR-nummeret, hvis det er nyt) under stamdata i jeres "
        "indberetning. Har I ikke, så kontakt jeres socialtilsyn."
    ),
    alvor=Alvor.KRITISK,
    formaal=Formaal.FAKTA,
    lovkilder=("L64-2021", "STL-4", "SEL-14-4-2"),
    modtagere=frozenset({Modtager.TILBUD, Modtager.SOCIALTILSYN}),
    entitet=Entitet.AFDELING,
    felt="virksomhedsform",
    sikkerhed="B",
    sql="""
        WITH gaeldende AS (
            SELECT r.paragraf, r.tilsyn
            FROM reference_paragraf AS r
            JOIN (
                SELECT begyndt.paragraf, MAX(begyndt.gyldig_fra) AS fra
                FROM reference_paragraf AS begyndt
                JOIN kontroldag AS k ON begyndt.gyldig_fra <= k.dag
                GROUP BY begyndt.paragraf
            ) AS nyeste ON nyeste.paragraf = r.paragraf AND nyeste.fra = r.gyldig_fra
        )
        SELECT a.tilbudsid, a.afdelingsid, a.virksomhedsform AS vaerdi, form.sidste_dag AS tilladt_til,
            under_socialtilsyn.paragraf AS paragraf
        FROM nu_afdeling AS a
        JOIN (
            SELECT v.foldet, MAX(v.tilladt_til) AS sidste_dag
            FROM reference_virksomhedsform AS v
            CROSS JOIN kontroldag AS k
            WHERE v.er_personlig
            GROUP BY v.foldet
            HAVING COUNT(*) = COUNT(CASE WHEN v.tilladt_til < k.dag THEN 1 END)
        ) AS form ON form.foldet = a.virksomhedsform_foldet
        JOIN (
            SELECT p.tilbudsid, MIN(CASE WHEN g.tilsyn = 'socialtilsyn' THEN p.paragraf END) AS paragraf
            FROM nu_afdeling_paragraf AS p
            LEFT JOIN gaeldende AS g ON g.paragraf = p.paragraf
            GROUP BY p.tilbudsid
        ) AS under_socialtilsyn ON under_socialtilsyn.tilbudsid = a.tilbudsid
        WHERE under_socialtilsyn.paragraf IS NOT NULL
    """,
    bryder=(
        Eksempel(
            navn="Enkeltmandsvirksomhed med § 107",
            afdelinger=({"virksomhedsform": "Enkeltmandsvirksomhed"},),
            fund=(("1001", "1"),),
        ),
        Eksempel(
            navn="I/S på den første dag efter fristen",
            afdelinger=({"virksomhedsform": "I/S"},),
            fund=(("1001", "1"),),
            dato=date(2025, 1, 1),
        ),
        Eksempel(
            navn="Den anden afdeling af tilbuddet har § 107",
            afdelinger=(
                {
                    "virksomhedsform": "Interessentskab",
                    "tilbudstyper": ("Aktivitets- og samværstilbud, § 104",),
                    "pladser": {"§ 104": 8},
                },
                {"afdelingsid": "2"},
            ),
            fund=(("1001", "1"),),
        ),
    ),
    holder=(
        Eksempel(
            navn="Enkeltmandsvirksomhed på fristens sidste dag",
            afdelinger=({"virksomhedsform": "Enkeltmandsvirksomhed"},),
            dato=date(2024, 12, 31),
        ),
        Eksempel(navn="Selvejende institution", afdelinger=({},)),
        Eksempel(navn="Anpartsselskab", afdelinger=({"virksomhedsform": "ApS"},)),
        Eksempel(
            navn="Kun § 104, som kommunen fører tilsyn med",
            afdelinger=(
                {
                    "virksomhedsform": "Enkeltmandsvirksomhed",
                    "tilbudstyper": ("Aktivitets- og samværstilbud, § 104",),
                    "pladser": {"§ 104": 8},
                },
                {"tilbudsid": "1002"},
            ),
        ),
    ),
)
