"""Samme CVR-nummer står med forskellige virksomhedsformer."""

from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel

REGEL = Regel(
    id="IDENT-010",
    titel="Virksomheden har forskellige virksomhedsformer på portalen",
    finder=(
        "Afdelinger, hvor virksomhedsformen ikke er den, som flest afdelinger med samme CVR-nummer har. Står to former "
        "lige, vises alle."
    ),
    hvorfor=(
        "Et CVR-nummer hører til én virksomhed med én virksomhedsform. Står der flere, ser mindst én af dem ud til at "
        "være forkert eller forældet."
    ),
    ret="Vælg den virksomhedsform, I har i CVR-registeret, under stamdata i jeres indberetning.",
    alvor=Alvor.ADVARSEL,
    formaal=Formaal.FAKTA,
    lovkilder=("SEL-14-4-2",),
    modtagere=frozenset({Modtager.TILBUD, Modtager.SOCIALTILSYN}),
    entitet=Entitet.AFDELING,
    felt="virksomhedsform",
    sql="""
        WITH former AS (
            SELECT cvr_cifre, virksomhedsform_foldet, COUNT(*) AS antal, MIN(virksomhedsform) AS skrevet
            FROM nu_afdeling
            WHERE virksomhedsform_foldet IS NOT NULL
            GROUP BY cvr_cifre, virksomhedsform_foldet
        ),
        flest AS (
            SELECT cvr_cifre, MAX(antal) AS antal, COUNT(*) AS antal_former
            FROM former
            GROUP BY cvr_cifre
        ),
        hyppigst AS (
            SELECT flest.cvr_cifre, COUNT(*) AS lige, MIN(former.virksomhedsform_foldet) AS foldet,
                MIN(former.skrevet) AS skrevet, MIN(flest.antal_former) AS antal_former
            FROM flest
            JOIN former ON former.cvr_cifre = flest.cvr_cifre AND former.antal = flest.antal
            GROUP BY flest.cvr_cifre
        )
        SELECT a.tilbudsid, a.afdelingsid, a.virksomhedsform AS vaerdi, a.cvr AS cvr_nummer,
            h.antal_former AS antal_former, CASE WHEN h.lige = 1 THEN h.skrevet END AS hyppigste_form
        FROM nu_afdeling AS a
        JOIN hyppigst AS h ON h.cvr_cifre = a.cvr_cifre
        WHERE a.virksomhedsform_foldet IS NOT NULL AND (h.lige > 1 OR a.virksomhedsform_foldet <> h.foldet)
    """,
    bryder=(
        Eksempel(
            navn="To mod én",
            afdelinger=(
                {},
                {"tilbudsid": "1002"},
                {"tilbudsid": "1003", "virksomhedsform": "Privat"},
                {"tilbudsid": "1004", "virksomhedsform": None},
            ),
            fund=(("1003", "1"),),
        ),
        Eksempel(
            navn="Formerne står lige; den, der intet har skrevet, er ikke med",
            afdelinger=(
                {},
                {"tilbudsid": "1002", "virksomhedsform": "Privat"},
                {"tilbudsid": "1003", "virksomhedsform": None},
            ),
            fund=(("1001", "1"), ("1002", "1")),
        ),
        Eksempel(
            navn="To former står lige, og ingen af de tre er den hyppigste",
            afdelinger=(
                {},
                {"tilbudsid": "1002"},
                {"tilbudsid": "1003", "virksomhedsform": "Privat"},
                {"tilbudsid": "1004", "virksomhedsform": "Privat"},
                {"tilbudsid": "1005", "virksomhedsform": "Forening"},
            ),
            fund=(("1001", "1"), ("1002", "1"), ("1003", "1"), ("1004", "1"), ("1005", "1")),
        ),
    ),
    holder=(
        Eksempel(
            navn="Kun store bogstaver til forskel",
            afdelinger=({}, {"tilbudsid": "1002", "virksomhedsform": "SELVEJENDE INSTITUTION"}),
        ),
        Eksempel(
            navn="To virksomheder med hvert sit CVR-nummer",
            afdelinger=({}, {"tilbudsid": "1002", "cvr": "99000023", "virksomhedsform": "Privat"}),
        ),
        Eksempel(
            navn="En manglende form er ikke en anden form",
            afdelinger=({}, {"tilbudsid": "1002", "virksomhedsform": None}),
        ),
        Eksempel(
            navn="Uden CVR-nummer ved ingen, om det er samme virksomhed",
            afdelinger=({"cvr": None}, {"tilbudsid": "1002", "cvr": None, "virksomhedsform": "Privat"}),
        ),
    ),
)
