"""Afdelingen står på listen for børn og unge, men har ingen tilbudstype for børn og unge."""

from datetime import date

from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel

REGEL = Regel(
    id="TYPE-004",
    titel="Tilbuddet står kun under børn og unge, men har kun tilbudstyper for voksne",
    finder=(
        "Afdelinger, som kun findes på portalens liste over tilbud til børn og unge, og hvis tilbudstyper alle er for "
        "voksne."
    ),
    hvorfor=(
        "Tilbud til børn og unge hviler på barnets lov § 43. Enten ser tilbudstypen eller listen ud til at være "
        "forkert. Der kan være blandede tilbud, som reglen ikke kender."
    ),
    ret="Bed jeres socialtilsyn se på tilbudstypen, og opdater jeres indberetning på Tilbudsportalen.",
    alvor=Alvor.ADVARSEL,
    formaal=Formaal.SYSTEMATIK,
    lovkilder=("SEL-14-4-3", "BL-43", "BEKTP-2"),
    modtagere=frozenset({Modtager.TILBUD, Modtager.SOCIALTILSYN}),
    entitet=Entitet.AFDELING,
    felt="tilbudstyper",
    sql="""
        SELECT a.tilbudsid, a.afdelingsid, MIN(p.paragraf) AS vaerdi, COUNT(*) AS antal_paragraffer
        FROM nu_afdeling AS a
        JOIN nu_afdeling_paragraf AS p ON p.afdeling_id = a.id
        LEFT JOIN (
            SELECT r.paragraf,
                COUNT(CASE WHEN r.gruppe = 'boern' AND r.gyldig_fra <= k.dag THEN 1 END) AS boern
            FROM reference_paragraf AS r
            CROSS JOIN kontroldag AS k
            GROUP BY r.paragraf
            HAVING COUNT(*) > COUNT(CASE WHEN r.gyldig_til < k.dag THEN 1 END)
        ) AS gaeldende ON gaeldende.paragraf = p.paragraf
        WHERE a.lister = '["boern"]' AND p.er_tilbudstype
        GROUP BY a.tilbudsid, a.afdelingsid
        HAVING COUNT(gaeldende.paragraf) = COUNT(*) AND SUM(gaeldende.boern) = 0
    """,
    note="Er der en ukendt eller ophævet paragraf imellem, siger reglen intet: det gør TYPE-002 og TYPE-003.",
    bryder=(
        Eksempel(
            navn="§ 107 på børnelisten, ved siden af et opholdssted",
            afdelinger=(
                {"lister": ("boern",)},
                {"tilbudsid": "1002", "lister": ("boern",), "tilbudstyper": ("Opholdssted, § 43",)},
            ),
            fund=(("1001", "1"),),
        ),
        Eksempel(
            navn="§§ 107 og 104 på børnelisten",
            afdelinger=(
                {
                    "lister": ("boern",),
                    "tilbudstyper": ("Midlertidigt botilbud, § 107", "Aktivitets- og samværstilbud, § 104"),
                },
            ),
            fund=(("1001", "1"),),
        ),
    ),
    holder=(
        Eksempel(navn="§ 107 på voksenlisten", afdelinger=({},)),
        Eksempel(
            navn="§ 43 på den første dag, barnets lov gælder",
            afdelinger=({"lister": ("boern",), "tilbudstyper": ("Opholdssted, § 43",)},),
            dato=date(2024, 1, 1),
        ),
        Eksempel(navn="§ 107 på begge lister", afdelinger=({"lister": ("boern", "voksne")},)),
        Eksempel(
            navn="§ 43 på børnelisten", afdelinger=({"lister": ("boern",), "tilbudstyper": ("Opholdssted, § 43",)},)
        ),
        Eksempel(
            navn="§§ 43 og 107 på børnelisten",
            afdelinger=({"lister": ("boern",), "tilbudstyper": ("Opholdssted, § 43", "Midlertidigt botilbud, § 107")},),
        ),
        Eksempel(
            navn="§§ 66 og 107 på børnelisten: det er TYPE-003",
            afdelinger=({"lister": ("boern",), "tilbudstyper": ("Opholdssted, § 66", "Midlertidigt botilbud, § 107")},),
        ),
        Eksempel(
            navn="§ 66 på børnelisten, før barnets lov",
            afdelinger=({"lister": ("boern",), "tilbudstyper": ("Opholdssted, § 66",)},),
            dato=date(2023, 12, 31),
        ),
        Eksempel(
            navn="En ukendt paragraf er med: det er TYPE-002",
            afdelinger=(
                {"lister": ("boern",), "tilbudstyper": ("Midlertidigt botilbud, § 107", "Et nyt tilbud, § 299")},
            ),
        ),
        Eksempel(navn="Ingen tilbudstype: det er TYPE-001", afdelinger=({"lister": ("boern",), "tilbudstyper": ()},)),
    ),
)
