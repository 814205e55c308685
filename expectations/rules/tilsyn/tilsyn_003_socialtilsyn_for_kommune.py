"""Et socialtilsyn står som tilsyn for et tilbud, som kun har typer under kommunens tilsyn."""

from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel

REGEL = Regel(
    id="TILSYN-003",
    titel="Socialtilsynet står som tilsyn for et tilbud, som kommunen normalt fører tilsyn med",
    finder=(
        "Afdelinger med et socialtilsyn som myndighed, hvor hele tilbuddet kun har tilbudstyper, som kommunen eller "
        "regionen fører tilsyn med (for eksempel §§ 103 og 104)."
    ),
    hvorfor=(
        "Socialtilsynet fører kun tilsyn med typerne i lov om socialtilsyn § 4. Måske mangler der en tilbudstype på "
        "portalen, eller også ser myndigheden ud til at være forkert."
    ),
    ret="Socialtilsynet ser på tilbudstype og myndighed og retter den, der er forkert, på portalen.",
    alvor=Alvor.ADVARSEL,
    formaal=Formaal.FAKTA,
    lovkilder=("STL-4", "SEL-14-1", "SEL-14-4-2"),
    modtagere=frozenset({Modtager.SOCIALTILSYN}),
    entitet=Entitet.AFDELING,
    felt="tilsynsmyndighed",
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
        SELECT a.tilbudsid, a.afdelingsid, a.tilsynsmyndighed AS vaerdi, kun.paragraf AS paragraf
        FROM nu_afdeling AS a
        JOIN (
            SELECT p.tilbudsid, MIN(g.paragraf) AS paragraf
            FROM nu_afdeling_paragraf AS p
            LEFT JOIN gaeldende AS g ON g.paragraf = p.paragraf
            GROUP BY p.tilbudsid
            HAVING COUNT(g.paragraf) > 0 AND COUNT(g.paragraf) = COUNT(CASE WHEN g.tilsyn = 'kommune' THEN 1 END)
        ) AS kun ON kun.tilbudsid = a.tilbudsid
        WHERE a.tilsyn_art = 'socialtilsyn'
    """,
    bryder=(
        Eksempel(
            navn="Kun § 104, ved siden af et botilbud, der ikke blev set i nat",
            afdelinger=(
                {"tilbudstyper": ("Samværstilbud, § 104",), "pladser": {"§ 104": 8}},
                {"tilbudsid": "1002"},
            ),
            fund=(("1001", "1"),),
            savnet=(("1002", "1"),),
        ),
        Eksempel(
            navn="To afdelinger, §§ 103 og 104",
            afdelinger=(
                {"tilbudstyper": ("Samværstilbud, § 104",), "pladser": {"§ 104": 8}},
                {"afdelingsid": "2", "tilbudstyper": ("Beskyttet beskæftigelse, § 103",), "pladser": {"§ 103": 8}},
            ),
            fund=(("1001", "1"), ("1001", "2")),
        ),
        Eksempel(
            navn="En afdeling, der ikke blev set i nat, tæller som den sidst var",
            afdelinger=(
                {"tilbudstyper": ("Samværstilbud, § 104",), "pladser": {"§ 104": 8}},
                {"afdelingsid": "2", "tilbudstyper": ("Samværstilbud, § 104",), "pladser": {"§ 104": 8}},
            ),
            fund=(("1001", "1"), ("1001", "2")),
            savnet=(("1001", "2"),),
        ),
        Eksempel(
            navn="En paragraf, listen ikke kender, bedømmes ikke",
            afdelinger=({"tilbudstyper": ("Samværstilbud, § 104", "§ 299"), "pladser": {"§ 104": 8}},),
            fund=(("1001", "1"),),
        ),
    ),
    holder=(
        Eksempel(navn="§ 107", afdelinger=({},)),
        Eksempel(
            navn="§ 104 med kommunen som tilsyn",
            afdelinger=(
                {
                    "tilsynsmyndighed": "Odense Kommune",
                    "tilbudstyper": ("Samværstilbud, § 104",),
                    "pladser": {"§ 104": 8},
                },
            ),
        ),
        Eksempel(
            navn="Den anden afdeling er et botilbud",
            afdelinger=(
                {"tilbudstyper": ("Samværstilbud, § 104",), "pladser": {"§ 104": 8}},
                {"afdelingsid": "2"},
            ),
        ),
        Eksempel(
            navn="§ 85, hvor tilsynet afhænger af boligen",
            afdelinger=({"tilbudstyper": ("Samværstilbud, § 104", "Støtte, § 85"), "pladser": {"§ 104": 8}},),
        ),
        Eksempel(navn="Ingen kendt paragraf", afdelinger=({"tilbudstyper": ("§ 299",), "pladser": {"§ 299": 8}},)),
        Eksempel(
            navn="Afdelingen, der ikke blev set i nat, var sidst et botilbud",
            afdelinger=(
                {"tilbudstyper": ("Samværstilbud, § 104",), "pladser": {"§ 104": 8}},
                {"afdelingsid": "2"},
            ),
            savnet=(("1001", "2"),),
        ),
    ),
)
