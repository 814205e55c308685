"""Tilbudstypen kan ikke genkendes af programmet."""

from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel

REGEL = Regel(
    id="TYPE-002",
    titel="Tilbudstypen kan ikke genkendes",
    finder=(
        "Afdelinger, hvis tilbudstyper nævner en paragraf, som ikke står i programmets liste, eller slet ingen "
        "paragraf nævner."
    ),
    hvorfor=(
        "Enten er portalen ændret, eller også mangler listen en paragraf. De øvrige regler om type, pladser og tilsyn "
        "kan ikke bedømme afdelingen, før det er afklaret. Tilbuddet får ikke besked."
    ),
    ret="Undersøg siden. Er paragraffen rigtig, tilføjes den med dato og kilde i domain/reference/paragraffer.csv.",
    alvor=Alvor.ADVARSEL,
    formaal=Formaal.SYSTEMATIK,
    lovkilder=("SEL-14-4-3", "BEKTP-3"),
    modtagere=frozenset({Modtager.OS}),
    entitet=Entitet.AFDELING,
    felt="tilbudstyper",
    sql="""
        SELECT a.tilbudsid, a.afdelingsid, COALESCE(t.ukendt, a.tilbudstyper) AS vaerdi,
            COALESCE(t.antal, 0) AS antal_paragraffer
        FROM nu_afdeling AS a
        LEFT JOIN (
            SELECT p.afdeling_id, COUNT(*) AS antal,
                MIN(CASE WHEN kendt.paragraf IS NULL THEN p.paragraf END) AS ukendt
            FROM nu_afdeling_paragraf AS p
            LEFT JOIN (SELECT DISTINCT paragraf FROM reference_paragraf) AS kendt ON kendt.paragraf = p.paragraf
            WHERE p.er_tilbudstype
            GROUP BY p.afdeling_id
        ) AS t ON t.afdeling_id = a.id
        WHERE a.tilbudstyper <> '[]' AND (t.antal IS NULL OR t.ukendt IS NOT NULL)
    """,
    bryder=(
        Eksempel(
            navn="En paragraf, som listen ikke har",
            afdelinger=({"tilbudstyper": ("Et nyt slags tilbud, § 299",)}, {"tilbudsid": "1002"}),
            fund=(("1001", "1"),),
        ),
        Eksempel(
            navn="En kendt og en ukendt",
            afdelinger=({"tilbudstyper": ("Midlertidigt botilbud, § 107", "Et nyt slags tilbud, § 299")},),
            fund=(("1001", "1"),),
        ),
        Eksempel(
            navn="Ingen paragraf i teksten, men pladser efter en kendt paragraf",
            afdelinger=({"tilbudstyper": ("Midlertidigt botilbud",)},),
            fund=(("1001", "1"),),
        ),
    ),
    holder=(
        Eksempel(navn="En kendt paragraf", afdelinger=({},)),
        Eksempel(
            navn="En ophævet paragraf er kendt: det er TYPE-003",
            afdelinger=({"tilbudstyper": ("Opholdssted, § 66",)},),
        ),
        Eksempel(navn="Ingen tilbudstype: det er TYPE-001", afdelinger=({"tilbudstyper": ()},)),
        Eksempel(
            navn="Kun pladserne har en ukendt paragraf",
            afdelinger=({"pladser": {"§ 107": 8, "§ 299": 1}},),
        ),
    ),
)
