"""P-nummeret mangler på afdelingens side."""

from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel

REGEL = Regel(
    id="IDENT-008",
    titel="P-nummeret mangler",
    finder="Afdelinger, hvor der ikke står noget P-nummer.",
    hvorfor=(
        "P-nummeret viser, hvilken adresse under virksomheden afdelingen hører til. At oplysningen er obligatorisk, "
        "er ikke bekræftet i bekendtgørelsens bilag."
    ),
    ret="Har afdelingen et P-nummer, skriver I det (ti cifre) under stamdata i jeres indberetning.",
    alvor=Alvor.ADVARSEL,
    formaal=Formaal.INDBERETTET,
    lovkilder=("SEL-14-4-1", "BEKTP-BILAG1"),
    modtagere=frozenset({Modtager.TILBUD}),
    entitet=Entitet.AFDELING,
    felt="p_nummer",
    sikkerhed="C",
    sql="""
        SELECT a.tilbudsid, a.afdelingsid, NULL AS vaerdi, a.cvr AS cvr_nummer
        FROM nu_afdeling AS a
        WHERE a.p_nummer IS NULL
    """,
    bryder=(
        Eksempel(navn="Intet P-nummer", afdelinger=({"p_nummer": None},), fund=(("1001", "1"),)),
        Eksempel(
            navn="Hverken P-nummer eller CVR-nummer",
            afdelinger=({"p_nummer": None, "cvr": None},),
            fund=(("1001", "1"),),
        ),
    ),
    holder=(
        Eksempel(navn="P-nummeret står der", afdelinger=({},)),
        Eksempel(navn="Et forkert P-nummer er ikke et manglende", afdelinger=({"p_nummer": "123"},)),
    ),
)
