"""CVR-nummeret har otte cifre, men opfylder ikke modulus 11."""

from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel

REGEL = Regel(
    id="IDENT-003",
    titel="CVR-nummeret findes ikke",
    finder="CVR-numre på otte cifre, som ikke opfylder kontrolreglen modulus 11.",
    hvorfor=(
        "Alle CVR-numre er lavet, så de opfylder modulus 11. Et nummer, som ikke gør det, kan ikke være udstedt; "
        "der er ofte byttet om på to cifre."
    ),
    ret="Sammenlign med jeres registrering på Virk, og ret CVR-nummeret under stamdata i jeres indberetning.",
    alvor=Alvor.ALVORLIG,
    formaal=Formaal.FAKTA,
    lovkilder=("SEL-14-4-2", "CVR-MOD11"),
    modtagere=frozenset({Modtager.TILBUD, Modtager.SOCIALTILSYN}),
    entitet=Entitet.AFDELING,
    felt="cvr",
    sql="""
        SELECT a.tilbudsid, a.afdelingsid, a.cvr AS vaerdi, a.virksomhed AS virksomhed
        FROM nu_afdeling AS a
        WHERE NOT a.cvr_modulus_ok
    """,
    bryder=(
        Eksempel(navn="Sidste ciffer er forkert", afdelinger=({"cvr": "99000016"},), fund=(("1001", "1"),)),
        Eksempel(navn="To cifre er byttet om", afdelinger=({"cvr": "99000051"},), fund=(("1001", "1"),)),
    ),
    holder=(
        Eksempel(navn="Modulus 11 går op", afdelinger=({},)),
        Eksempel(navn="Modulus 11 går op, skrevet med mellemrum", afdelinger=({"cvr": "99 00 00 58"},)),
        Eksempel(navn="For få cifre: det er IDENT-002", afdelinger=({"cvr": "9900001"},)),
        Eksempel(navn="Intet CVR-nummer: det er IDENT-001", afdelinger=({"cvr": None},)),
    ),
)
