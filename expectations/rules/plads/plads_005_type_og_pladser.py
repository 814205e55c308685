"""Tilbudstyper og pladser nævner ikke de samme paragraffer."""

from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel

REGEL = Regel(
    id="PLADS-005",
    titel="Tilbudstyper og pladser passer ikke sammen",
    finder=(
        "Afdelinger, hvor en tilbudstype ikke har pladser, mens andre har, og afdelinger med pladser efter en "
        "paragraf, som ikke er blandt tilbudstyperne."
    ),
    hvorfor=(
        "Hver tilbudstype bør have sine pladser. Der kan være en god forklaring, for eksempel pladser, som er "
        "forbeholdt beboerne i et botilbud."
    ),
    ret="Sammenlign tilbudstyperne med plads og normering i jeres indberetning, og ret det, der er forkert.",
    alvor=Alvor.ADVARSEL,
    formaal=Formaal.SYSTEMATIK,
    lovkilder=("SEL-14-4-3", "BEKTP-2"),
    modtagere=frozenset({Modtager.TILBUD}),
    entitet=Entitet.AFDELING,
    felt="pladser",
    sql="""
        SELECT p.tilbudsid, p.afdelingsid,
            MIN(CASE WHEN NOT p.er_tilbudstype OR NOT p.har_pladser THEN p.paragraf END) AS vaerdi,
            MIN(CASE WHEN NOT p.har_pladser THEN p.paragraf END) AS tilbudstype_uden_pladser,
            MIN(CASE WHEN NOT p.er_tilbudstype THEN p.paragraf END) AS pladser_uden_tilbudstype
        FROM nu_afdeling_paragraf AS p
        GROUP BY p.tilbudsid, p.afdelingsid
        HAVING COUNT(CASE WHEN p.er_tilbudstype THEN 1 END) > 0 AND COUNT(CASE WHEN p.har_pladser THEN 1 END) > 0
            AND COUNT(CASE WHEN p.er_tilbudstype AND p.har_pladser THEN 1 END) < COUNT(*)
    """,
    bryder=(
        Eksempel(
            navn="§ 104 er en tilbudstype, men kun § 107 har pladser",
            afdelinger=({"tilbudstyper": ("Midlertidigt botilbud, § 107", "Samværstilbud, § 104")},),
            fund=(("1001", "1"),),
        ),
        Eksempel(
            navn="§ 104 har pladser, men er ikke en tilbudstype",
            afdelinger=({"pladser": {"§ 107": 8, "§ 104": 4}},),
            fund=(("1001", "1"),),
        ),
        Eksempel(
            navn="Typen er § 107, pladserne står efter § 108",
            afdelinger=({"pladser": {"§ 108": 8}},),
            fund=(("1001", "1"),),
        ),
    ),
    holder=(
        Eksempel(navn="§ 107 begge steder", afdelinger=({},)),
        Eksempel(
            navn="To typer, begge med pladser",
            afdelinger=(
                {
                    "tilbudstyper": ("Midlertidigt botilbud, § 107", "Samværstilbud, § 104"),
                    "pladser": {"§ 107": 8, "§ 104": 4},
                },
            ),
        ),
        Eksempel(navn="Slet ingen pladser: det er PLADS-001", afdelinger=({"pladser": {}},)),
        Eksempel(navn="Ingen tilbudstype: det er TYPE-001", afdelinger=({"tilbudstyper": ()},)),
        Eksempel(
            navn="En tilbudstype uden paragraf: det er TYPE-002",
            afdelinger=({"tilbudstyper": ("Midlertidigt botilbud",)},),
        ),
        Eksempel(navn="Paragraffen er nævnt, men tallet mangler", afdelinger=({"pladser": {"§ 107": None}},)),
    ),
)
