"""Hjemmesidens adresse er ikke en adresse på en hjemmeside."""

from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel

REGEL = Regel(
    id="KONTAKT-006",
    titel="Hjemmesidens adresse er ugyldig",
    finder="Hjemmesidefelter, som ikke indeholder adressen på en hjemmeside.",
    hvorfor="Linket på Tilbudsportalen fører ingen steder hen.",
    ret="Skriv hele adressen, for eksempel https://www.jeres-navn.dk, under stamdata i jeres indberetning.",
    alvor=Alvor.ADVARSEL,
    formaal=Formaal.FAKTA,
    lovkilder=("SEL-14-4-2",),
    modtagere=frozenset({Modtager.TILBUD}),
    entitet=Entitet.AFDELING,
    felt="hjemmeside",
    sql="""
        SELECT a.tilbudsid, a.afdelingsid, CASE WHEN NOT a.er_beskyttet THEN a.hjemmeside END AS vaerdi
        FROM nu_afdeling AS a
        WHERE NOT a.hjemmeside_ok
    """,
    note="For beskyttede tilbud gengives feltet ikke: der kan stå hvad som helst i det, også en adresse.",
    bryder=(
        Eksempel(navn="Tekst i feltet", afdelinger=({"hjemmeside": "Har vi ikke"},), fund=(("1001", "1"),)),
        Eksempel(navn="Uden endelse", afdelinger=({"hjemmeside": "https://birkehuset"},), fund=(("1001", "1"),)),
        Eksempel(
            navn="Ikke en webadresse",
            afdelinger=({"hjemmeside": "ftp://birkehuset.example.org"},),
            fund=(("1001", "1"),),
        ),
    ),
    holder=(
        Eksempel(navn="Hele adressen", afdelinger=({},)),
        Eksempel(navn="Uden https foran", afdelinger=({"hjemmeside": "www.birkehuset.example.org/om-os"},)),
        Eksempel(navn="Domæne med æ", afdelinger=({"hjemmeside": "https://bær.example.org"},)),
        Eksempel(navn="Ingen hjemmeside", afdelinger=({"hjemmeside": None},)),
    ),
)
