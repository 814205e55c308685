"""Tilbudstypen henviser til en ophævet paragraf."""

from datetime import date

from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel

REGEL = Regel(
    id="TYPE-003",
    titel="Tilbudstypen henviser til en ophævet paragraf",
    finder="Afdelinger med en tilbudstype, hvis paragraf ikke længere gælder på kontroldagen.",
    hvorfor=(
        "Barnets lov afløste 1. januar 2024 reglerne om børn og unge i serviceloven. Serviceloven § 66 blev til "
        "barnets lov § 43, og §§ 32 og 36 gik ud af reglerne om Tilbudsportalen."
    ),
    ret=(
        "Bed jeres socialtilsyn (eller kommunen, hvis den fører tilsyn) om at ændre tilbudstypen til den paragraf, der "
        "gælder nu, og opdater jeres indberetning på Tilbudsportalen."
    ),
    alvor=Alvor.ALVORLIG,
    formaal=Formaal.SYSTEMATIK,
    lovkilder=("SEL-14-1", "SEL-14-4-3", "BL-43"),
    modtagere=frozenset({Modtager.TILBUD, Modtager.SOCIALTILSYN}),
    entitet=Entitet.AFDELING,
    felt="tilbudstyper",
    sql="""
        SELECT p.tilbudsid, p.afdelingsid, MIN(p.paragraf) AS vaerdi, MAX(ophaevet.sidste_dag) AS gjaldt_til
        FROM nu_afdeling_paragraf AS p
        JOIN (
            SELECT r.paragraf, MAX(r.gyldig_til) AS sidste_dag
            FROM reference_paragraf AS r
            CROSS JOIN kontroldag AS k
            GROUP BY r.paragraf
            HAVING COUNT(*) = COUNT(CASE WHEN r.gyldig_til < k.dag THEN 1 END)
        ) AS ophaevet ON ophaevet.paragraf = p.paragraf
        WHERE p.er_tilbudstype
        GROUP BY p.tilbudsid, p.afdelingsid
    """,
    bryder=(
        Eksempel(
            navn="§ 66 i dag",
            afdelinger=({"tilbudstyper": ("Opholdssted, § 66",), "lister": ("boern",)},),
            fund=(("1001", "1"),),
        ),
        Eksempel(
            navn="§ 66 på den første dag, barnets lov gælder",
            afdelinger=({"tilbudstyper": ("Opholdssted, § 66",)},),
            fund=(("1001", "1"),),
            dato=date(2024, 1, 1),
        ),
        Eksempel(
            navn="§§ 32 og 36 ved siden af en gældende paragraf",
            afdelinger=({"tilbudstyper": ("Særligt dagtilbud, §§ 32 og 36", "Midlertidigt botilbud, § 107")},),
            fund=(("1001", "1"),),
        ),
    ),
    holder=(
        Eksempel(
            navn="§ 66 på den sidste dag, den gjaldt",
            afdelinger=({"tilbudstyper": ("Opholdssted, § 66",)},),
            dato=date(2023, 12, 31),
        ),
        Eksempel(
            navn="Barnets lov § 43 i dag", afdelinger=({"tilbudstyper": ("Opholdssted, § 43",), "lister": ("boern",)},)
        ),
        Eksempel(navn="En gældende paragraf for voksne", afdelinger=({},)),
        Eksempel(
            navn="En paragraf, listen ikke kender: det er TYPE-002",
            afdelinger=({"tilbudstyper": ("Et nyt slags tilbud, § 299",)},),
        ),
        Eksempel(
            navn="Kun pladserne står efter § 66: det er PLADS-005",
            afdelinger=({"pladser": {"§ 107": 4, "§ 66": 4}},),
        ),
    ),
)
