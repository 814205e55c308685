"""CVR-nummeret har ikke den form, som et CVR-nummer har."""

from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel

REGEL = Regel(
    id="IDENT-002",
    titel="CVR-nummeret har ikke otte cifre",
    finder="CVR-numre, som ikke består af otte cifre, eller som begynder med 0.",
    hvorfor="Et CVR-nummer har altid otte cifre, og det første er aldrig 0. Nummeret kan derfor ikke slås op.",
    ret="Ret CVR-nummeret under stamdata i jeres indberetning på Tilbudsportalen. I finder nummeret på Virk.",
    alvor=Alvor.ALVORLIG,
    formaal=Formaal.FAKTA,
    lovkilder=("SEL-14-4-2", "CVR-MOD11"),
    modtagere=frozenset({Modtager.TILBUD, Modtager.SOCIALTILSYN}),
    entitet=Entitet.AFDELING,
    felt="cvr",
    sql="""
        SELECT a.tilbudsid, a.afdelingsid, a.cvr AS vaerdi, a.virksomhed AS virksomhed
        FROM nu_afdeling AS a
        WHERE NOT a.cvr_form_ok
    """,
    bryder=(
        Eksempel(navn="Syv cifre", afdelinger=({"cvr": "9900001"},), fund=(("1001", "1"),)),
        Eksempel(navn="Begynder med 0", afdelinger=({"cvr": "09900001"},), fund=(("1001", "1"),)),
        Eksempel(navn="Et bogstav imellem", afdelinger=({"cvr": "9900O015"},), fund=(("1001", "1"),)),
    ),
    holder=(
        Eksempel(navn="Otte cifre", afdelinger=({},)),
        Eksempel(navn="Otte cifre skrevet med mellemrum", afdelinger=({"cvr": "99 00 00 15"},)),
        Eksempel(navn="Intet CVR-nummer: det er IDENT-001", afdelinger=({"cvr": None},)),
    ),
)
