"""Virksomhedsformen står ikke i programmets liste."""

from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel

REGEL = Regel(
    id="TYPE-006",
    titel="Virksomhedsformen kan ikke genkendes",
    finder="Afdelinger med en virksomhedsform, som ikke står i programmets liste over former.",
    hvorfor=(
        "Listen er samlet af det, der er set på portalen og i CVR, og den er ikke bekræftet som fuldstændig. Formen "
        "kan være ny eller fejlstavet. Tilbuddet får ikke besked."
    ),
    ret="Undersøg siden. Er formen rigtig, tilføjes den med kilde i domain/reference/virksomhedsformer.csv.",
    alvor=Alvor.ADVARSEL,
    formaal=Formaal.SYSTEMATIK,
    lovkilder=("SEL-14-4-3", "BEKTP-2"),
    modtagere=frozenset({Modtager.OS}),
    entitet=Entitet.AFDELING,
    felt="virksomhedsform",
    sikkerhed="C",
    sql="""
        SELECT a.tilbudsid, a.afdelingsid, a.virksomhedsform AS vaerdi
        FROM nu_afdeling AS a
        LEFT JOIN (SELECT DISTINCT foldet FROM reference_virksomhedsform) AS kendt
            ON kendt.foldet = a.virksomhedsform_foldet
        WHERE a.virksomhedsform_foldet IS NOT NULL AND kendt.foldet IS NULL
    """,
    bryder=(
        Eksempel(
            navn="En form, listen ikke har", afdelinger=({"virksomhedsform": "Andelsklub"},), fund=(("1001", "1"),)
        ),
        Eksempel(
            navn="En stavefejl", afdelinger=({"virksomhedsform": "Selvejnde institution"},), fund=(("1001", "1"),)
        ),
    ),
    holder=(
        Eksempel(navn="En kendt form", afdelinger=({},)),
        Eksempel(navn="Andre store og små bogstaver", afdelinger=({"virksomhedsform": "selvejende INSTITUTION"},)),
        Eksempel(navn="Ingen form: det er TYPE-007", afdelinger=({"virksomhedsform": None},)),
    ),
)
