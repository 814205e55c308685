"""Afdelingens side nævner ingen tilbudstype."""

from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel

REGEL = Regel(
    id="TYPE-001",
    titel="Tilbudstypen mangler",
    finder="Afdelinger, hvor der ikke står nogen tilbudstype (juridisk grundlag).",
    hvorfor=(
        "Tilbudstypen viser, efter hvilken paragraf tilbuddet er godkendt. Kun de typer, loven nævner, skal stå på "
        "Tilbudsportalen, og uden type kan kommunen ikke se, hvad tilbuddet må bruges til."
    ),
    ret=(
        "Tilføj tilbudstypen under stamdata i jeres indberetning. Kan I ikke vælge den, så kontakt jeres socialtilsyn "
        "eller kommune, som opretter den primære type."
    ),
    alvor=Alvor.KRITISK,
    formaal=Formaal.INDBERETTET,
    lovkilder=("SEL-14-1", "SEL-14-4-1", "BEKTP-3"),
    modtagere=frozenset({Modtager.TILBUD, Modtager.SOCIALTILSYN}),
    entitet=Entitet.AFDELING,
    felt="tilbudstyper",
    sql="""
        SELECT a.tilbudsid, a.afdelingsid, NULL AS vaerdi
        FROM nu_afdeling AS a
        WHERE a.tilbudstyper = '[]'
    """,
    bryder=(
        Eksempel(navn="Ingen tilbudstype", afdelinger=({"tilbudstyper": ()},), fund=(("1001", "1"),)),
        Eksempel(
            navn="Der er pladser, men ingen tilbudstype, på den ene afdeling",
            afdelinger=({}, {"afdelingsid": "2", "tilbudstyper": (), "pladser": {"§ 108": 4}}),
            fund=(("1001", "2"),),
        ),
    ),
    holder=(
        Eksempel(navn="Én tilbudstype", afdelinger=({},)),
        Eksempel(
            navn="Flere tilbudstyper",
            afdelinger=({"tilbudstyper": ("Midlertidigt botilbud, § 107", "Længerevarende botilbud, § 108")},),
        ),
        Eksempel(
            navn="En type uden paragraf: det er TYPE-002", afdelinger=({"tilbudstyper": ("Midlertidigt botilbud",)},)
        ),
    ),
)
