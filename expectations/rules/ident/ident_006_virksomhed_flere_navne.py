"""Samme CVR-nummer står med forskellige virksomhedsnavne."""

from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel

REGEL = Regel(
    id="IDENT-006",
    titel="Virksomheden har forskellige navne på portalen",
    finder=(
        "Afdelinger, hvor virksomhedens navn ikke er det, som flest afdelinger med samme CVR-nummer har. Står to navne "
        "lige, vises alle. Store og små bogstaver og tegnsætning tæller ikke."
    ),
    hvorfor=(
        "Et CVR-nummer hører til én virksomhed med ét navn. Forskellige navne gør det svært at se, hvem der driver "
        "tilbuddet. Der kan være en god grund, for eksempel et navneskifte, som endnu ikke er slået igennem."
    ),
    ret="Skriv virksomhedens navn, som det står i CVR-registeret, under stamdata i jeres indberetning.",
    alvor=Alvor.ADVARSEL,
    formaal=Formaal.FAKTA,
    lovkilder=("SEL-14-4-2",),
    modtagere=frozenset({Modtager.TILBUD, Modtager.SOCIALTILSYN}),
    entitet=Entitet.AFDELING,
    felt="virksomhed",
    sql="""
        WITH navne AS (
            SELECT cvr_cifre, virksomhed_foldet, COUNT(*) AS antal, MIN(virksomhed) AS skrevet
            FROM nu_afdeling
            WHERE virksomhed_foldet IS NOT NULL
            GROUP BY cvr_cifre, virksomhed_foldet
        ),
        flest AS (
            SELECT cvr_cifre, MAX(antal) AS antal, COUNT(*) AS antal_navne
            FROM navne
            GROUP BY cvr_cifre
        ),
        hyppigst AS (
            SELECT flest.cvr_cifre, COUNT(*) AS lige, MIN(navne.virksomhed_foldet) AS foldet,
                MIN(navne.skrevet) AS skrevet, MIN(flest.antal_navne) AS antal_navne
            FROM flest
            JOIN navne ON navne.cvr_cifre = flest.cvr_cifre AND navne.antal = flest.antal
            GROUP BY flest.cvr_cifre
        )
        SELECT a.tilbudsid, a.afdelingsid, a.virksomhed AS vaerdi, a.cvr AS cvr_nummer,
            h.antal_navne AS antal_navne, CASE WHEN h.lige = 1 THEN h.skrevet END AS hyppigste_navn
        FROM nu_afdeling AS a
        JOIN hyppigst AS h ON h.cvr_cifre = a.cvr_cifre
        WHERE a.virksomhed_foldet IS NOT NULL AND (h.lige > 1 OR a.virksomhed_foldet <> h.foldet)
    """,
    bryder=(
        Eksempel(
            navn="To mod én",
            afdelinger=(
                {},
                {"tilbudsid": "1002"},
                {"tilbudsid": "1003", "virksomhed": "Fonden Bøgehuset"},
                {"tilbudsid": "1004", "virksomhed": None},
            ),
            fund=(("1003", "1"),),
        ),
        Eksempel(
            navn="Navnene står lige; den, der intet har skrevet, er ikke med",
            afdelinger=(
                {},
                {"tilbudsid": "1002", "virksomhed": "Fonden Bøgehuset"},
                {"tilbudsid": "1003", "virksomhed": None},
            ),
            fund=(("1001", "1"), ("1002", "1")),
        ),
        Eksempel(
            navn="To navne står lige, og ingen af de tre er det hyppigste",
            afdelinger=(
                {},
                {"tilbudsid": "1002"},
                {"tilbudsid": "1003", "virksomhed": "Fonden Bøgehuset"},
                {"tilbudsid": "1004", "virksomhed": "Fonden Bøgehuset"},
                {"tilbudsid": "1005", "virksomhed": "Fonden Askehuset"},
            ),
            fund=(("1001", "1"), ("1002", "1"), ("1003", "1"), ("1004", "1"), ("1005", "1")),
        ),
    ),
    holder=(
        Eksempel(
            navn="Kun store bogstaver og et punktum til forskel",
            afdelinger=({}, {"tilbudsid": "1002", "virksomhed": "FONDEN BIRKEHUSET."}),
        ),
        Eksempel(
            navn="To virksomheder med hvert sit CVR-nummer",
            afdelinger=({}, {"tilbudsid": "1002", "cvr": "99000023", "virksomhed": "Fonden Bøgehuset"}),
        ),
        Eksempel(
            navn="Et manglende navn er ikke et andet navn",
            afdelinger=({}, {"tilbudsid": "1002", "virksomhed": None}),
        ),
        Eksempel(
            navn="Uden CVR-nummer ved ingen, om det er samme virksomhed",
            afdelinger=({"cvr": None}, {"tilbudsid": "1002", "cvr": None, "virksomhed": "Fonden Bøgehuset"}),
        ),
    ),
)
