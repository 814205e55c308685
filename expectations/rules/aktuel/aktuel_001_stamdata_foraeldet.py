"""Stamdata er ikke ændret i tre år."""

from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel

REGEL = Regel(
    id="AKTUEL-001",
    titel="Stamdata er ikke ændret i tre år",
    finder="Tilbud, hvor tilbuddets stamdata ikke er ændret i mere end tre år.",
    hvorfor=(
        "Navne, adresser, telefonnumre og ledere skifter. At noget ikke er ændret i tre år, er ikke en fejl i sig "
        "selv, og en frist for at gennemgå stamdata er ikke bekræftet; grænsen er vores eget valg."
    ),
    ret="Gennemgå jeres stamdata på Tilbudsportalen, og ret det, der ikke længere passer.",
    alvor=Alvor.ADVARSEL,
    formaal=Formaal.FAKTA,
    lovkilder=("SEL-14-4-2", "BREV-2024"),
    modtagere=frozenset({Modtager.TILBUD, Modtager.SOCIALTILSYN}),
    entitet=Entitet.TILBUD,
    felt="seneste_aendring",
    sql="""
        SELECT o.tilbudsid, NULL AS afdelingsid, CAST(o.stamdata_aendret_dato AS VARCHAR) AS vaerdi,
            u.dag_nr - o.stamdata_aendret_dato_nr AS alder_dage
        FROM nu_tilbudsoplysning AS o
        JOIN nu_udtraek AS u ON u.entitet = 'tilbud'
        JOIN reference_graense AS g ON g.noegle = 'stamdata_foraeldet_dage' AND g.gyldig_fra <= u.dag
            AND (g.gyldig_til IS NULL OR g.gyldig_til >= u.dag)
        WHERE u.dag_nr - o.stamdata_aendret_dato_nr > g.vaerdi
    """,
    sikkerhed="C",
    aktiv=False,
    note="Alderen regnes fra den dag, dataudtrækket taler om.",
    bryder=(
        Eksempel(
            navn="Tre år og en dag",
            afdelinger=({},),
            udtraek={"tilbud": ({"stamdata_aendret_dato": "2023-10-31"},), "sanktion": ({},)},
            fund=(("1001", None),),
        ),
        Eksempel(
            navn="Ti år, og et andet tilbud ændret i år",
            afdelinger=({}, {"tilbudsid": "1002"}),
            udtraek={"tilbud": ({"stamdata_aendret_dato": "2016-10-31"}, {"tilbudsid": "1002"})},
            fund=(("1001", None),),
        ),
    ),
    holder=(
        Eksempel(navn="Ændret i år", afdelinger=({},), udtraek={"tilbud": ({},)}),
        Eksempel(
            navn="Tre år på dagen",
            afdelinger=({},),
            udtraek={"tilbud": ({"stamdata_aendret_dato": "2023-11-01"},)},
        ),
        Eksempel(navn="Ingen dato", afdelinger=({},), udtraek={"tilbud": ({"stamdata_aendret_dato": None},)}),
        Eksempel(
            navn="Andre oplysninger er gamle",
            afdelinger=({},),
            udtraek={"tilbud": ({"pladser_aendret_dato": "2016-10-31"},)},
        ),
    ),
)
