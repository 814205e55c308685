"""Afdelinger af samme tilbud har forskellige CVR-numre."""

from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel

REGEL = Regel(
    id="IDENT-011",
    titel="Tilbuddets afdelinger har forskellige CVR-numre",
    finder="Tilbud, hvor afdelingerne ikke står med samme CVR-nummer.",
    hvorfor=(
        "Et tilbud drives normalt af én virksomhed. Om flere CVR-numre er tilladt i ét tilbud, er ikke bekræftet; "
        "reglen er derfor slået fra, indtil det er afklaret."
    ),
    ret="Sammenlign afdelingernes CVR-numre med Virk, og ret de forkerte under stamdata i jeres indberetning.",
    alvor=Alvor.ADVARSEL,
    formaal=Formaal.FAKTA,
    lovkilder=("SEL-14-4-2", "BEKTP-BILAG1"),
    modtagere=frozenset({Modtager.TILBUD, Modtager.SOCIALTILSYN}),
    entitet=Entitet.TILBUD,
    felt="cvr",
    sikkerhed="C",
    aktiv=False,
    sql="""
        SELECT a.tilbudsid, NULL AS afdelingsid, MIN(a.cvr) || ' / ' || MAX(a.cvr) AS vaerdi,
            COUNT(DISTINCT a.cvr_cifre) AS antal_cvr_numre
        FROM nu_afdeling AS a
        GROUP BY a.tilbudsid
        HAVING COUNT(DISTINCT a.cvr_cifre) > 1 AND COUNT(*) = COUNT(CASE WHEN a.er_set THEN 1 END)
    """,
    bryder=(
        Eksempel(
            navn="To afdelinger, to CVR-numre",
            afdelinger=({}, {"afdelingsid": "2", "cvr": "99000023"}),
            fund=(("1001", None),),
        ),
        Eksempel(
            navn="Den tredje afdeling har et andet CVR-nummer",
            afdelinger=({}, {"afdelingsid": "2"}, {"afdelingsid": "3", "cvr": "99000023"}),
            fund=(("1001", None),),
        ),
    ),
    holder=(
        Eksempel(navn="Samme CVR-nummer", afdelinger=({}, {"afdelingsid": "2", "cvr": "99 00 00 15"})),
        Eksempel(navn="Den ene afdeling har intet", afdelinger=({}, {"afdelingsid": "2", "cvr": None})),
        Eksempel(
            navn="Den anden afdeling blev ikke set i nat",
            afdelinger=({}, {"afdelingsid": "2", "cvr": "99000023"}),
            savnet=(("1001", "2"),),
        ),
        Eksempel(navn="To tilbud, to CVR-numre", afdelinger=({}, {"tilbudsid": "1002", "cvr": "99000023"})),
    ),
)
