"""CVR-nummeret mangler på afdelingens side."""

from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel

REGEL = Regel(
    id="IDENT-001",
    titel="CVR-nummeret mangler",
    finder="Afdelinger, hvor der ikke står noget CVR-nummer.",
    hvorfor=(
        "CVR-nummeret fortæller, hvilken virksomhed der driver tilbuddet. Uden det kan kommuner og socialtilsyn "
        "ikke slå virksomheden op. At oplysningen er obligatorisk, er ikke bekræftet i bekendtgørelsens bilag."
    ),
    ret="Skriv virksomhedens CVR-nummer (otte cifre) under stamdata i jeres indberetning på Tilbudsportalen.",
    alvor=Alvor.ADVARSEL,
    formaal=Formaal.INDBERETTET,
    lovkilder=("SEL-14-4-1", "BEKTP-BILAG1"),
    modtagere=frozenset({Modtager.TILBUD, Modtager.SOCIALTILSYN}),
    entitet=Entitet.AFDELING,
    felt="cvr",
    sikkerhed="C",
    sql="""
        SELECT a.tilbudsid, a.afdelingsid, NULL AS vaerdi, a.virksomhed AS virksomhed
        FROM nu_afdeling AS a
        WHERE a.cvr IS NULL
    """,
    bryder=(
        Eksempel(navn="Intet CVR-nummer", afdelinger=({"cvr": None},), fund=(("1001", "1"),)),
        Eksempel(
            navn="Kun den ene af to afdelinger mangler det",
            afdelinger=({}, {"afdelingsid": "2", "cvr": None}),
            fund=(("1001", "2"),),
        ),
    ),
    holder=(
        Eksempel(navn="CVR-nummeret står der", afdelinger=({},)),
        Eksempel(navn="Et forkert CVR-nummer er ikke et manglende", afdelinger=({"cvr": "12345"},)),
    ),
)
