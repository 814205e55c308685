"""En sanktion mangler sin dato eller ophørte, før den blev afgjort."""

from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel

REGEL = Regel(
    id="TILSYN-016",
    titel="En sanktion har ingen dato eller ophørte, før den blev afgjort",
    finder="Sanktionsafgørelser uden dato for afgørelsen, og afgørelser, hvis ophør ligger før afgørelsen.",
    hvorfor=(
        "Kommunerne ser efter sanktioner, når de vælger tilbud. Uden rigtige datoer kan ingen se, hvilke der gælder."
    ),
    ret="Socialtilsynet retter afgørelsens datoer på Tilbudsportalen.",
    alvor=Alvor.ADVARSEL,
    formaal=Formaal.FAKTA,
    lovkilder=("SBST-DRIFT", "SEL-14-4-2"),
    modtagere=frozenset({Modtager.SOCIALTILSYN}),
    entitet=Entitet.TILBUD,
    felt="sanktion",
    sql="""
        SELECT s.tilbudsid, NULL AS afdelingsid, 'Afgørelse ' || s.sanktionsid AS raekke,
            CAST(s.afgjort_dato AS VARCHAR) AS vaerdi, s.sanktionsart, s.ophoert_dato
        FROM nu_sanktion AS s
        CROSS JOIN (SELECT COUNT(afgjort_dato) AS antal FROM nu_sanktion) AS leveret
        WHERE (s.afgjort_dato IS NULL AND leveret.antal > 0) OR s.ophoert_dato_nr < s.afgjort_dato_nr
    """,
    note="Har udtrækket ingen afgørelsesdatoer overhovedet, er de ikke leveret, og ingen savnes.",
    bryder=(
        Eksempel(
            navn="Ingen dato, mens en anden har",
            afdelinger=({},),
            udtraek={"sanktion": ({}, {"sanktionsid": "78", "afgjort_dato": None})},
            fund=(("1001", None),),
        ),
        Eksempel(
            navn="Ophørt dagen før afgørelsen",
            afdelinger=({},),
            udtraek={"sanktion": ({"ophoert_dato": "2026-01-31"},)},
            fund=(("1001", None),),
        ),
    ),
    holder=(
        Eksempel(navn="Ophørt senere", afdelinger=({},), udtraek={"sanktion": ({},)}),
        Eksempel(navn="Gælder endnu", afdelinger=({},), udtraek={"sanktion": ({"ophoert_dato": None},)}),
        Eksempel(navn="Ophørt samme dag", afdelinger=({},), udtraek={"sanktion": ({"ophoert_dato": "2026-02-01"},)}),
        Eksempel(navn="Datoer er ikke leveret", afdelinger=({},), udtraek={"sanktion": ({"afgjort_dato": None},)}),
    ),
)
