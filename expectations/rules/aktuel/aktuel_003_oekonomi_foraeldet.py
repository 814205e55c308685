"""Økonomien er ikke ændret i to år."""

from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel

REGEL = Regel(
    id="AKTUEL-003",
    titel="Økonomien er ikke ændret i to år",
    finder="Tilbud, hvor tilbuddets økonomi ikke er ændret i mere end to år.",
    hvorfor=(
        "Takster og budget fastsættes hvert år. Er økonomien ikke ændret i to år, er den måske ikke ført ajour; en "
        "særlig frist for hele området er ikke bekræftet, og grænsen er vores eget valg."
    ),
    ret="Gennemgå økonomien i jeres indberetning på Tilbudsportalen, og før den ajour.",
    alvor=Alvor.ADVARSEL,
    formaal=Formaal.FAKTA,
    lovkilder=("SEL-14-4-2", "BREV-2024"),
    modtagere=frozenset({Modtager.TILBUD, Modtager.SOCIALTILSYN}),
    entitet=Entitet.TILBUD,
    felt="seneste_aendring",
    sql="""
        SELECT o.tilbudsid, NULL AS afdelingsid, CAST(o.oekonomi_aendret_dato AS VARCHAR) AS vaerdi,
            u.dag_nr - o.oekonomi_aendret_dato_nr AS alder_dage
        FROM nu_tilbudsoplysning AS o
        JOIN nu_udtraek AS u ON u.entitet = 'tilbud'
        JOIN reference_graense AS g ON g.noegle = 'oekonomi_foraeldet_dage' AND g.gyldig_fra <= u.dag
            AND (g.gyldig_til IS NULL OR g.gyldig_til >= u.dag)
        WHERE u.dag_nr - o.oekonomi_aendret_dato_nr > g.vaerdi
    """,
    sikkerhed="C",
    aktiv=False,
    note="Alderen regnes fra den dag, dataudtrækket taler om.",
    bryder=(
        Eksempel(
            navn="To år og en dag",
            afdelinger=({},),
            udtraek={"tilbud": ({"oekonomi_aendret_dato": "2024-10-30"},), "sanktion": ({},)},
            fund=(("1001", None),),
        ),
        Eksempel(
            navn="Ti år, og et andet tilbud ændret i år",
            afdelinger=({}, {"tilbudsid": "1002"}),
            udtraek={"tilbud": ({"oekonomi_aendret_dato": "2016-10-31"}, {"tilbudsid": "1002"})},
            fund=(("1001", None),),
        ),
    ),
    holder=(
        Eksempel(navn="Ændret i år", afdelinger=({},), udtraek={"tilbud": ({},)}),
        Eksempel(
            navn="To år på dagen",
            afdelinger=({},),
            udtraek={"tilbud": ({"oekonomi_aendret_dato": "2024-10-31"},)},
        ),
        Eksempel(navn="Ingen dato", afdelinger=({},), udtraek={"tilbud": ({"oekonomi_aendret_dato": None},)}),
        Eksempel(
            navn="Andre oplysninger er gamle",
            afdelinger=({},),
            udtraek={"tilbud": ({"faglig_aendret_dato": "2016-10-31"},)},
        ),
    ),
)
