"""Den tilsynsførende myndighed kan ikke genkendes af programmet."""

from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel

REGEL = Regel(
    id="TILSYN-005",
    titel="Den tilsynsførende myndighed kan ikke genkendes",
    finder="Afdelinger, hvis myndighed hverken er et af de fem socialtilsyn, en kommune eller en region.",
    hvorfor=(
        "Enten er myndigheden skrevet på en måde, programmet ikke kender, eller også er siden læst forkert. De øvrige "
        "regler om tilsyn kan ikke bedømme afdelingen. Tilbuddet får ikke besked."
    ),
    ret="Undersøg siden, og lær programmet skrivemåden i domain/tilsyn.py, hvis den er rigtig.",
    alvor=Alvor.ADVARSEL,
    formaal=Formaal.SYSTEMATIK,
    lovkilder=("SEL-14-4-3", "STL-2"),
    modtagere=frozenset({Modtager.OS}),
    entitet=Entitet.AFDELING,
    felt="tilsynsmyndighed",
    sql="""
        SELECT a.tilbudsid, a.afdelingsid, a.tilsynsmyndighed AS vaerdi
        FROM nu_afdeling AS a
        WHERE a.tilsyn_art = 'ukendt' OR (a.tilsyn_art = 'socialtilsyn' AND a.tilsyn_kode IS NULL)
    """,
    bryder=(
        Eksempel(navn="En tekst uden navn", afdelinger=({"tilsynsmyndighed": "Tilsynet"},), fund=(("1001", "1"),)),
        Eksempel(
            navn="Et socialtilsyn, der ikke er et af de fem",
            afdelinger=({"tilsynsmyndighed": "Socialtilsyn Vest"},),
            fund=(("1001", "1"),),
        ),
    ),
    holder=(
        Eksempel(navn="Et af de fem", afdelinger=({},)),
        Eksempel(
            navn="Kommunen, der driver det, foran",
            afdelinger=({"tilsynsmyndighed": "Holbæk Kommune, Socialtilsyn Øst"},),
        ),
        Eksempel(navn="En kommune", afdelinger=({"tilsynsmyndighed": "Odense Kommune"},)),
        Eksempel(navn="En region", afdelinger=({"tilsynsmyndighed": "Region Syddanmark"},)),
        Eksempel(navn="Ingen: det er TILSYN-001", afdelinger=({"tilsynsmyndighed": None},)),
    ),
)
