"""Afdelingen har intet antal pladser."""

from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel

REGEL = Regel(
    id="PLADS-001",
    titel="Antallet af pladser mangler",
    finder="Afdelinger, hvor der ikke står et antal pladser for nogen paragraf.",
    hvorfor=(
        "Antallet af pladser hører til det, ethvert tilbud indberetter. Uden det kan kommunen ikke se, om der er "
        "plads, og overblikket over området bliver forkert."
    ),
    ret="Udfyld antallet af pladser under plads og normering i jeres indberetning på Tilbudsportalen.",
    alvor=Alvor.KRITISK,
    formaal=Formaal.INDBERETTET,
    lovkilder=("SEL-14-4-1", "SBST-STAMDATA"),
    modtagere=frozenset({Modtager.TILBUD, Modtager.SOCIALTILSYN}),
    entitet=Entitet.AFDELING,
    felt="pladser",
    sql="""
        SELECT a.tilbudsid, a.afdelingsid, NULL AS vaerdi, a.pladser_i_alt AS pladser_paa_hele_tilbuddet
        FROM nu_afdeling AS a
        LEFT JOIN (
            SELECT DISTINCT afdeling_id
            FROM nu_afdeling_paragraf
            WHERE pladser IS NOT NULL
        ) AS med_tal ON med_tal.afdeling_id = a.id
        WHERE med_tal.afdeling_id IS NULL
    """,
    bryder=(
        Eksempel(navn="Ingen pladser", afdelinger=({"pladser": {}},), fund=(("1001", "1"),)),
        Eksempel(navn="En paragraf uden tal", afdelinger=({"pladser": {"§ 107": None}},), fund=(("1001", "1"),)),
        Eksempel(
            navn="Den anden afdelings tal tæller ikke",
            afdelinger=({}, {"afdelingsid": "2", "pladser": {}}),
            fund=(("1001", "2"),),
        ),
    ),
    holder=(
        Eksempel(navn="Otte pladser", afdelinger=({},)),
        Eksempel(navn="Én af to paragraffer har tal", afdelinger=({"pladser": {"§ 107": 8, "§ 104": None}},)),
        Eksempel(navn="Nul pladser er et tal: det er PLADS-002", afdelinger=({"pladser": {"§ 107": 0}},)),
    ),
)
