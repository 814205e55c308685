"""Antallet af ledige pladser er ikke ændret i tre år."""

from datetime import date

from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel

REGEL = Regel(
    id="PLADS-011",
    titel="Antallet af ledige pladser er ikke ændret i tre år",
    finder="Afdelinger, hvor antallet af ledige pladser efter en paragraf ikke er ændret i over tre år.",
    hvorfor=(
        "Tilbuddet har ansvar for, at oplysningerne er rigtige også løbende. Et tal, der har stået stille i tre år, "
        "kan være rigtigt, men det er værd at se efter. De tre år er styrelsens eget kriterium for plejefamilier."
    ),
    ret="Se efter, om antallet af ledige pladser stadig passer, og ret det i jeres indberetning, hvis det ikke gør.",
    alvor=Alvor.ADVARSEL,
    formaal=Formaal.FAKTA,
    lovkilder=("SEL-14-4-2", "BREV-2024", "SBST-231"),
    modtagere=frozenset({Modtager.TILBUD, Modtager.SOCIALTILSYN}),
    entitet=Entitet.AFDELING,
    felt="ledige_pladser",
    sql="""
        SELECT p.tilbudsid, p.afdelingsid, p.paragraf AS raekke, CAST(p.ledige_antal AS VARCHAR) AS vaerdi,
            p.opdateret_dato, u.dag_nr - p.opdateret_dato_nr AS alder_dage
        FROM nu_plads AS p
        JOIN nu_udtraek AS u ON u.entitet = 'plads'
        JOIN reference_graense AS g ON g.noegle = 'ledige_foraeldet_dage' AND g.gyldig_fra <= u.dag
            AND (g.gyldig_til IS NULL OR g.gyldig_til >= u.dag)
        WHERE p.ledige_antal IS NOT NULL AND u.dag_nr - p.opdateret_dato_nr > g.vaerdi
    """,
    sikkerhed="B",
    note="Alderen regnes fra den dag, dataudtrækket taler om. Mangler tallet, er det PLADS-007.",
    bryder=(
        Eksempel(
            navn="Tre år og en dag",
            afdelinger=({},),
            udtraek={"plads": ({"opdateret_dato": "2023-10-31"},)},
            fund=(("1001", "1"),),
        ),
        Eksempel(
            navn="Den ene paragraf er gammel, den anden ikke",
            afdelinger=({},),
            udtraek={"plads": ({}, {"paragraf": "§ 108", "opdateret_dato": "2019-01-01"}), "sanktion": ({},)},
            udtraek_foer={"sanktion": ({},)},
            fund=(("1001", "1"),),
        ),
    ),
    holder=(
        Eksempel(navn="Ændret for nylig", afdelinger=({},), udtraek={"plads": ({},)}),
        Eksempel(navn="Tre år på dagen", afdelinger=({},), udtraek={"plads": ({"opdateret_dato": "2023-11-01"},)}),
        Eksempel(
            navn="Tre år på dagen, da udtrækket blev lavet",
            afdelinger=({},),
            udtraek_foer={"plads": ({"opdateret_dato": "2023-10-02"},)},
            udtraek={"sanktion": ({},)},
        ),
        Eksempel(navn="Ingen dato", afdelinger=({},), udtraek={"plads": ({"opdateret_dato": None},)}),
        Eksempel(
            navn="Intet tal: det er PLADS-007",
            afdelinger=({},),
            udtraek={"plads": ({"ledige_antal": None, "opdateret_dato": "2019-01-01"},)},
        ),
        Eksempel(
            navn="Før grænsen blev sat",
            afdelinger=({},),
            udtraek={"plads": ({"opdateret_dato": "2009-01-01"},)},
            dato=date(2013, 12, 31),
        ),
    ),
)
