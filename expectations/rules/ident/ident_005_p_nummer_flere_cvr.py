"""Samme P-nummer står under flere CVR-numre, et sted i registeret."""

from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel

REGEL = Regel(
    id="IDENT-005",
    titel="P-nummeret står under flere CVR-numre",
    finder="Afdelinger, hvis P-nummer på Tilbudsportalen også står ved et andet CVR-nummer.",
    hvorfor=(
        "Et P-nummer hører til én virksomhed. Når det står under flere CVR-numre, er mindst ét af numrene forkert "
        "eller forældet. Det behøver ikke at være jeres."
    ),
    ret=(
        "Sammenlign CVR-nummer og P-nummer med jeres registrering på Virk. Er et af dem forkert, retter I det under "
        "stamdata i jeres indberetning. Er begge rigtige, skal I ikke gøre noget."
    ),
    alvor=Alvor.ALVORLIG,
    formaal=Formaal.FAKTA,
    lovkilder=("SEL-14-4-2", "CVRL-6"),
    modtagere=frozenset({Modtager.TILBUD, Modtager.SOCIALTILSYN}),
    entitet=Entitet.AFDELING,
    felt="p_nummer",
    sql="""
        SELECT a.tilbudsid, a.afdelingsid, a.p_nummer AS vaerdi, a.cvr AS cvr_nummer, delt.antal AS antal_cvr_numre
        FROM nu_afdeling AS a
        JOIN (
            SELECT p_nummer_cifre, COUNT(DISTINCT cvr_cifre) AS antal
            FROM nu_afdeling
            WHERE p_nummer_form_ok AND cvr_modulus_ok
            GROUP BY p_nummer_cifre
            HAVING COUNT(DISTINCT cvr_cifre) > 1
        ) AS delt ON delt.p_nummer_cifre = a.p_nummer_cifre
        WHERE a.cvr_modulus_ok
    """,
    note="Et ugyldigt CVR-nummer tæller ikke med: det er fejlen, og de andre skal ikke høre for den.",
    bryder=(
        Eksempel(
            navn="To tilbud med hvert sit CVR-nummer og samme P-nummer",
            afdelinger=({}, {"tilbudsid": "1002", "cvr": "99000023"}),
            fund=(("1001", "1"), ("1002", "1")),
        ),
        Eksempel(
            navn="Samme P-nummer skrevet på to måder; de andre afdelinger er ikke med",
            afdelinger=(
                {},
                {"tilbudsid": "1002", "cvr": "99000023", "p_nummer": "1999 000001"},
                {"tilbudsid": "1003", "cvr": None},
                {"tilbudsid": "1004", "cvr": "99000031", "p_nummer": "1999000004"},
                {"tilbudsid": "1005", "cvr": "99000016"},
            ),
            fund=(("1001", "1"), ("1002", "1")),
        ),
    ),
    holder=(
        Eksempel(
            navn="Det andet CVR-nummer er ugyldigt: det er IDENT-003",
            afdelinger=({}, {"tilbudsid": "1002", "cvr": "99000016"}),
        ),
        Eksempel(
            navn="Samme P-nummer og samme CVR-nummer, skrevet på to måder",
            afdelinger=({}, {"tilbudsid": "1002", "cvr": "99 00 00 15"}),
        ),
        Eksempel(
            navn="Hvert sit P-nummer",
            afdelinger=({}, {"tilbudsid": "1002", "cvr": "99000023", "p_nummer": "1999000002"}),
        ),
        Eksempel(
            navn="Samme misdannede P-nummer: det er IDENT-004",
            afdelinger=({"p_nummer": "0"}, {"tilbudsid": "1002", "cvr": "99000023", "p_nummer": "0"}),
        ),
        Eksempel(
            navn="Intet P-nummer to steder",
            afdelinger=({"p_nummer": None}, {"tilbudsid": "1002", "cvr": "99000023", "p_nummer": None}),
        ),
    ),
)
