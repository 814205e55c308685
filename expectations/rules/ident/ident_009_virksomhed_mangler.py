"""Virksomhedens navn mangler på afdelingens side."""

from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel

REGEL = Regel(
    id="IDENT-009",
    titel="Virksomhedens navn mangler",
    finder="Afdelinger, hvor der ikke står, hvilken virksomhed der driver tilbuddet.",
    hvorfor=(
        "Navnet viser, hvem der står bag tilbuddet. At oplysningen er obligatorisk, er ikke bekræftet i "
        "bekendtgørelsens bilag."
    ),
    ret="Skriv virksomhedens navn, som det står i CVR-registeret, under stamdata i jeres indberetning.",
    alvor=Alvor.ADVARSEL,
    formaal=Formaal.INDBERETTET,
    lovkilder=("SEL-14-4-1", "BEKTP-BILAG1"),
    modtagere=frozenset({Modtager.TILBUD}),
    entitet=Entitet.AFDELING,
    felt="virksomhed",
    sikkerhed="C",
    sql="""
        SELECT a.tilbudsid, a.afdelingsid, NULL AS vaerdi, a.cvr AS cvr_nummer
        FROM nu_afdeling AS a
        WHERE a.virksomhed IS NULL
    """,
    bryder=(
        Eksempel(navn="Intet virksomhedsnavn", afdelinger=({"virksomhed": None},), fund=(("1001", "1"),)),
        Eksempel(
            navn="Tilbuddet har et navn, men virksomheden ikke",
            afdelinger=({"virksomhed": None, "navn": "Fonden Birkehuset"},),
            fund=(("1001", "1"),),
        ),
    ),
    holder=(
        Eksempel(navn="Virksomhedens navn står der", afdelinger=({},)),
        Eksempel(navn="Tilbuddets navn mangler, virksomhedens gør ikke", afdelinger=({"navn": None},)),
    ),
)
