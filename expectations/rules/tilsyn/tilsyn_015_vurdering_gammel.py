"""Den nyeste kvalitetsvurdering er gammel."""

from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel

REGEL = Regel(
    id="TILSYN-015",
    titel="Den nyeste kvalitetsvurdering er over to år gammel",
    finder="Tilbud, hvis nyeste kvalitetsvurdering er mere end to år gammel.",
    hvorfor=(
        "En gammel vurdering siger mindre om, hvordan tilbuddet er i dag. Hvor ofte der skal vurderes, er ikke "
        "bekræftet; de to år er vores eget valg."
    ),
    ret="Socialtilsynet ser, om der er en nyere vurdering, som ikke er sendt til Tilbudsportalen.",
    alvor=Alvor.ADVARSEL,
    formaal=Formaal.FAKTA,
    lovkilder=("KVALITETSMODEL", "SBST-DRIFT", "SEL-14-4-2"),
    modtagere=frozenset({Modtager.SOCIALTILSYN}),
    entitet=Entitet.TILBUD,
    felt="kvalitetsvurdering",
    sql="""
        SELECT nyeste.tilbudsid, NULL AS afdelingsid, CAST(nyeste.dag AS VARCHAR) AS vaerdi,
            u.dag_nr - nyeste.dag_nr AS alder_dage
        FROM (
            SELECT tilbudsid, MAX(vurderet_dato) AS dag, MAX(vurderet_dato_nr) AS dag_nr
            FROM nu_kvalitetsscore
            GROUP BY tilbudsid
        ) AS nyeste
        JOIN nu_udtraek AS u ON u.entitet = 'kvalitetsscore'
        JOIN reference_graense AS g ON g.noegle = 'vurdering_foraeldet_dage' AND g.gyldig_fra <= u.dag
            AND (g.gyldig_til IS NULL OR g.gyldig_til >= u.dag)
        WHERE u.dag_nr - nyeste.dag_nr > g.vaerdi
    """,
    sikkerhed="C",
    aktiv=False,
    note="Alderen regnes fra den dag, dataudtrækket taler om. Tilbud uden nogen vurdering er ikke med.",
    bryder=(
        Eksempel(
            navn="To år og en dag",
            afdelinger=({},),
            udtraek={"kvalitetsscore": ({"vurderet_dato": "2024-10-30"},), "sanktion": ({},)},
            fund=(("1001", None),),
        ),
        Eksempel(
            navn="To gamle vurderinger, og et andet tilbud med en ny",
            afdelinger=({}, {"tilbudsid": "1002"}),
            udtraek={
                "kvalitetsscore": (
                    {"vurderet_dato": "2021-05-30"},
                    {"vurderet_dato": "2023-05-30"},
                    {"tilbudsid": "1002"},
                )
            },
            fund=(("1001", None),),
        ),
    ),
    holder=(
        Eksempel(navn="Vurderet i år", afdelinger=({},), udtraek={"kvalitetsscore": ({},)}),
        Eksempel(
            navn="To år på dagen",
            afdelinger=({},),
            udtraek={"kvalitetsscore": ({"vurderet_dato": "2024-10-31"},)},
        ),
        Eksempel(
            navn="En gammel og en ny",
            afdelinger=({},),
            udtraek={"kvalitetsscore": ({"vurderet_dato": "2021-05-30"}, {})},
        ),
    ),
)
