"""Afdelinger af samme tilbud viser hvert sit samlede antal pladser."""

from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel

REGEL = Regel(
    id="PLADS-004",
    titel="Afdelingerne viser forskellige tal for hele tilbuddet",
    finder="Tilbud, hvor »Pladser på hele tilbuddet« ikke er det samme tal på alle afdelinger.",
    hvorfor=(
        "Tallet er portalens eget og burde være ens på alle tilbuddets sider. Forskellen ser ud til at ligge i "
        "portalen eller i vores læsning af den. Tilbuddet får ikke besked."
    ),
    ret="Undersøg siderne. Er de læst rigtigt, meldes forskellen til portalens drift.",
    alvor=Alvor.ADVARSEL,
    formaal=Formaal.SYSTEMATIK,
    lovkilder=("SEL-14-4-3", "BEKTP-2"),
    modtagere=frozenset({Modtager.OS}),
    entitet=Entitet.TILBUD,
    felt="pladser_i_alt",
    sql="""
        SELECT a.tilbudsid, NULL AS afdelingsid,
            CAST(MIN(a.pladser_i_alt) AS VARCHAR) || ' / ' || CAST(MAX(a.pladser_i_alt) AS VARCHAR) AS vaerdi,
            COUNT(DISTINCT a.pladser_i_alt) AS antal_tal
        FROM nu_afdeling AS a
        GROUP BY a.tilbudsid
        HAVING COUNT(DISTINCT a.pladser_i_alt) > 1 AND COUNT(*) = COUNT(CASE WHEN a.er_set THEN 1 END)
    """,
    bryder=(
        Eksempel(navn="8 og 9", afdelinger=({}, {"afdelingsid": "2", "pladser_i_alt": 9}), fund=(("1001", None),)),
        Eksempel(
            navn="Kun den tredje siger noget andet",
            afdelinger=({}, {"afdelingsid": "2"}, {"afdelingsid": "3", "pladser_i_alt": 12}),
            fund=(("1001", None),),
        ),
    ),
    holder=(
        Eksempel(navn="8 og 8", afdelinger=({}, {"afdelingsid": "2"})),
        Eksempel(navn="8 og intet", afdelinger=({}, {"afdelingsid": "2", "pladser_i_alt": None})),
        Eksempel(navn="To tilbud med hver sit tal", afdelinger=({}, {"tilbudsid": "1002", "pladser_i_alt": 9})),
        Eksempel(
            navn="Den anden afdeling blev ikke set i nat",
            afdelinger=({}, {"afdelingsid": "2", "pladser_i_alt": 9}),
            savnet=(("1001", "2"),),
        ),
    ),
)
