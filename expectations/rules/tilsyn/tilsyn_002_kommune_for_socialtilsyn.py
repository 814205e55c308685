"""En kommune eller region står som tilsyn for en type, som socialtilsynet fører tilsyn med."""

from datetime import date

from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel

REGEL = Regel(
    id="TILSYN-002",
    titel="Tilsynet står som kommune eller region, men typen hører under socialtilsynet",
    finder=(
        "Afdelinger med en tilbudstype, som socialtilsynet skal godkende, hvor en kommune eller en region står som "
        "tilsynsførende myndighed."
    ),
    hvorfor=(
        "Tilbud efter lov om socialtilsyn § 4 (for eksempel §§ 107 og 108) kan kun stå på Tilbudsportalen, når et "
        "socialtilsyn har godkendt dem. Er tilbuddet blandet, fører socialtilsynet tilsyn med det hele."
    ),
    ret="Kontakt jeres socialtilsyn, som retter myndigheden eller tilbudstypen på portalen.",
    alvor=Alvor.ALVORLIG,
    formaal=Formaal.FAKTA,
    lovkilder=("STL-4", "SEL-14-3", "SEL-14-4-2"),
    modtagere=frozenset({Modtager.TILBUD, Modtager.SOCIALTILSYN, Modtager.KOMMUNE}),
    entitet=Entitet.AFDELING,
    felt="tilsynsmyndighed",
    sql="""
        SELECT a.tilbudsid, a.afdelingsid, MIN(a.tilsynsmyndighed) AS vaerdi, MIN(p.paragraf) AS paragraf
        FROM nu_afdeling AS a
        JOIN nu_afdeling_paragraf AS p ON p.afdeling_id = a.id
        JOIN reference_paragraf AS r ON r.paragraf = p.paragraf
        JOIN (
            SELECT begyndt.paragraf, MAX(begyndt.gyldig_fra) AS fra
            FROM reference_paragraf AS begyndt
            JOIN kontroldag AS k ON begyndt.gyldig_fra <= k.dag
            GROUP BY begyndt.paragraf
        ) AS nyeste ON nyeste.paragraf = r.paragraf AND nyeste.fra = r.gyldig_fra
        WHERE r.tilsyn = 'socialtilsyn' AND a.tilsyn_art IN ('kommune', 'region')
        GROUP BY a.tilbudsid, a.afdelingsid
    """,
    bryder=(
        Eksempel(
            navn="§ 107 med en kommune", afdelinger=({"tilsynsmyndighed": "Odense Kommune"},), fund=(("1001", "1"),)
        ),
        Eksempel(
            navn="§ 107 med en region", afdelinger=({"tilsynsmyndighed": "Region Syddanmark"},), fund=(("1001", "1"),)
        ),
        Eksempel(
            navn="Blandet tilbud, §§ 104 og 108",
            afdelinger=(
                {
                    "tilsynsmyndighed": "Odense Kommune",
                    "tilbudstyper": ("Samværstilbud, § 104", "Længerevarende botilbud, § 108"),
                },
            ),
            fund=(("1001", "1"),),
        ),
        Eksempel(
            navn="§ 43 på den første dag, barnets lov gælder, ved siden af et andet tilbud",
            afdelinger=(
                {"tilsynsmyndighed": "Odense Kommune", "tilbudstyper": ("Opholdssted, § 43",), "pladser": {"§ 43": 8}},
                {
                    "tilbudsid": "1002",
                    "tilsynsmyndighed": "Odense Kommune",
                    "tilbudstyper": ("Samværstilbud, § 104",),
                    "pladser": {"§ 104": 8},
                },
            ),
            fund=(("1001", "1"),),
            dato=date(2024, 1, 1),
        ),
    ),
    holder=(
        Eksempel(navn="§ 107 med et socialtilsyn", afdelinger=({},)),
        Eksempel(
            navn="§ 43, dagen før barnets lov",
            afdelinger=(
                {"tilsynsmyndighed": "Odense Kommune", "tilbudstyper": ("Opholdssted, § 43",), "pladser": {"§ 43": 8}},
            ),
            dato=date(2023, 12, 31),
        ),
        Eksempel(
            navn="Kun § 104 med en kommune",
            afdelinger=(
                {
                    "tilsynsmyndighed": "Odense Kommune",
                    "tilbudstyper": ("Samværstilbud, § 104",),
                    "pladser": {"§ 104": 8},
                },
            ),
        ),
        Eksempel(
            navn="§ 85, hvor tilsynet afhænger af boligen",
            afdelinger=(
                {"tilsynsmyndighed": "Odense Kommune", "tilbudstyper": ("Støtte, § 85",), "pladser": {"§ 85": 8}},
            ),
        ),
        Eksempel(navn="En tekst, vi ikke genkender: det er TILSYN-005", afdelinger=({"tilsynsmyndighed": "Tilsynet"},)),
    ),
)
