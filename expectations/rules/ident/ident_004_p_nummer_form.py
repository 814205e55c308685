"""P-nummeret har ikke ti cifre."""

from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel

REGEL = Regel(
    id="IDENT-004",
    titel="P-nummeret har ikke ti cifre",
    finder="P-numre, som ikke består af ti cifre.",
    hvorfor="Et P-nummer har altid ti cifre. Nummeret kan derfor ikke slås op i CVR-registeret.",
    ret="Ret P-nummeret under stamdata i jeres indberetning på Tilbudsportalen. I finder det på Virk.",
    alvor=Alvor.ALVORLIG,
    formaal=Formaal.FAKTA,
    lovkilder=("SEL-14-4-2", "CVRL-6"),
    modtagere=frozenset({Modtager.TILBUD, Modtager.SOCIALTILSYN}),
    entitet=Entitet.AFDELING,
    felt="p_nummer",
    sql="""
        SELECT a.tilbudsid, a.afdelingsid, a.p_nummer AS vaerdi, a.cvr AS cvr_nummer
        FROM nu_afdeling AS a
        WHERE NOT a.p_nummer_form_ok
    """,
    note="Der findes ingen kontrolregel, som gælder for alle serier af P-numre; kun antallet af cifre bedømmes.",
    bryder=(
        Eksempel(navn="Ni cifre", afdelinger=({"p_nummer": "199900001"},), fund=(("1001", "1"),)),
        Eksempel(navn="CVR-nummeret skrevet i feltet", afdelinger=({"p_nummer": "99000015"},), fund=(("1001", "1"),)),
    ),
    holder=(
        Eksempel(navn="Ti cifre", afdelinger=({},)),
        Eksempel(navn="Ti cifre skrevet med mellemrum", afdelinger=({"p_nummer": "1 999 000 001"},)),
        Eksempel(navn="Intet P-nummer: det er IDENT-008", afdelinger=({"p_nummer": None},)),
    ),
)
