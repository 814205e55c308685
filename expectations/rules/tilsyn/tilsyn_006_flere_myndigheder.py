"""Afdelinger af samme tilbud har forskellige tilsynsmyndigheder."""

from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel

REGEL = Regel(
    id="TILSYN-006",
    titel="Tilbuddets afdelinger har forskellige tilsynsmyndigheder",
    finder="Tilbud, hvor afdelingerne ikke nævner den samme slags myndighed eller det samme socialtilsyn.",
    hvorfor=(
        "Et tilbud godkendes som helhed, og ét tilsyn fører tilsyn med det hele. Forskellen kan skyldes, at tilbuddet "
        "er ved at skifte tilsyn."
    ),
    ret="Socialtilsynet ser, hvilken myndighed der er den rigtige, og retter afdelingerne på portalen.",
    alvor=Alvor.ADVARSEL,
    formaal=Formaal.FAKTA,
    lovkilder=("STL-2", "STL-4", "SEL-14-4-2"),
    modtagere=frozenset({Modtager.SOCIALTILSYN}),
    entitet=Entitet.TILBUD,
    felt="tilsynsmyndighed",
    sql="""
        SELECT t.tilbudsid, NULL AS afdelingsid, MIN(a.tilsynsmyndighed) || ' / ' || MAX(a.tilsynsmyndighed) AS vaerdi,
            COUNT(DISTINCT COALESCE(a.tilsyn_kode, a.tilsyn_art)) AS antal_myndigheder
        FROM nu_tilbud AS t
        JOIN nu_afdeling AS a ON a.tilbudsid = t.tilbudsid
        WHERE t.alle_set AND (a.tilsyn_art IN ('kommune', 'region') OR a.tilsyn_kode IS NOT NULL)
        GROUP BY t.tilbudsid
        HAVING COUNT(DISTINCT COALESCE(a.tilsyn_kode, a.tilsyn_art)) > 1
    """,
    note="En myndighed, som programmet ikke genkender, tæller ikke som en anden: den er TILSYN-005.",
    bryder=(
        Eksempel(
            navn="To socialtilsyn",
            afdelinger=({}, {"afdelingsid": "2", "tilsynsmyndighed": "Socialtilsyn Nord"}),
            fund=(("1001", None),),
        ),
        Eksempel(
            navn="Et socialtilsyn og en kommune",
            afdelinger=({}, {"afdelingsid": "2", "tilsynsmyndighed": "Odense Kommune"}),
            fund=(("1001", None),),
        ),
        Eksempel(
            navn="En kommune og en region",
            afdelinger=(
                {"tilsynsmyndighed": "Region Syddanmark"},
                {"afdelingsid": "2", "tilsynsmyndighed": "Odense Kommune"},
            ),
            fund=(("1001", None),),
        ),
    ),
    holder=(
        Eksempel(navn="Samme socialtilsyn", afdelinger=({}, {"afdelingsid": "2"})),
        Eksempel(
            navn="Samme socialtilsyn, skrevet på to måder",
            afdelinger=({}, {"afdelingsid": "2", "tilsynsmyndighed": "Faaborg-Midtfyn Kommune, Socialtilsyn Syd"}),
        ),
        Eksempel(
            navn="To tilbud, to socialtilsyn",
            afdelinger=({}, {"tilbudsid": "1002", "tilsynsmyndighed": "Socialtilsyn Nord"}),
        ),
        Eksempel(
            navn="Den anden afdeling nævner ingen: det er TILSYN-001",
            afdelinger=({}, {"afdelingsid": "2", "tilsynsmyndighed": None}),
        ),
        Eksempel(
            navn="Den anden afdeling nævner en, vi ikke genkender: det er TILSYN-005",
            afdelinger=({}, {"afdelingsid": "2", "tilsynsmyndighed": "Tilsynet"}),
        ),
        Eksempel(
            navn="Den anden afdeling blev ikke set i nat",
            afdelinger=({}, {"afdelingsid": "2", "tilsynsmyndighed": "Socialtilsyn Nord"}),
            savnet=(("1001", "2"),),
        ),
    ),
)
