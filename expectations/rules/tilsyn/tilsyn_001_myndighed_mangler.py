"""Den tilsynsførende myndighed mangler."""

from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel

REGEL = Regel(
    id="TILSYN-001",
    titel="Den tilsynsførende myndighed mangler",
    finder="Afdelinger, hvor der ikke står, hvem der fører tilsyn.",
    hvorfor=(
        "Tilbud på Tilbudsportalen er godkendt af en myndighed, som fører tilsyn. Uden den kan ingen se, hvem der har "
        "godkendt tilbuddet."
    ),
    ret="Kontakt jeres socialtilsyn (eller kommunen, hvis den fører tilsyn): myndigheden sættes af dem på portalen.",
    alvor=Alvor.KRITISK,
    formaal=Formaal.INDBERETTET,
    lovkilder=("SEL-14-3", "SEL-14-4-1", "STL-4"),
    modtagere=frozenset({Modtager.TILBUD, Modtager.SOCIALTILSYN}),
    entitet=Entitet.AFDELING,
    felt="tilsynsmyndighed",
    sql="""
        SELECT a.tilbudsid, a.afdelingsid, NULL AS vaerdi
        FROM nu_afdeling AS a
        WHERE a.tilsynsmyndighed IS NULL
    """,
    bryder=(
        Eksempel(navn="Ingen myndighed", afdelinger=({"tilsynsmyndighed": None},), fund=(("1001", "1"),)),
        Eksempel(
            navn="Kun den ene af to afdelinger mangler den",
            afdelinger=({}, {"afdelingsid": "2", "tilsynsmyndighed": None}),
            fund=(("1001", "2"),),
        ),
    ),
    holder=(
        Eksempel(navn="Et socialtilsyn", afdelinger=({},)),
        Eksempel(navn="En kommune", afdelinger=({"tilsynsmyndighed": "Odense Kommune"},)),
        Eksempel(navn="En tekst, vi ikke genkender: det er TILSYN-005", afdelinger=({"tilsynsmyndighed": "Tilsynet"},)),
    ),
)
