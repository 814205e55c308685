"""Socialtilsynet har ikke besøgt tilbuddet i over et år."""

from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel

_GAMMELT = {"besoeg_dato": "2025-08-01"}

REGEL = Regel(
    id="TILSYN-007",
    titel="Der er ikke registreret et tilsynsbesøg i over et år",
    finder=(
        "Tilbud under et socialtilsyn, hvor det seneste registrerede tilsynsbesøg er mere end et år og tre måneder "
        "gammelt, eller hvor der ikke er noget. Kun tilbud, der har været kendt længere end det."
    ),
    hvorfor=(
        "Socialtilsynet besøger hvert tilbud mindst én gang om året. Besøget kan være aflagt uden at være registreret, "
        "så forskellen er værd at se efter."
    ),
    ret="Socialtilsynet registrerer besøget på Tilbudsportalen, eller planlægger et.",
    alvor=Alvor.ADVARSEL,
    formaal=Formaal.FAKTA,
    lovkilder=("ST-BESOEG", "SBST-DRIFT", "SEL-14-4-2"),
    modtagere=frozenset({Modtager.SOCIALTILSYN}),
    entitet=Entitet.TILBUD,
    felt="tilsynsbesoeg",
    sql="""
        SELECT p.tilbudsid, NULL AS afdelingsid, CAST(besoegt.sidste AS VARCHAR) AS vaerdi,
            u.dag_nr - besoegt.sidste_nr AS siden_seneste_besoeg_dage, o.godkendt_dato,
            p.foerst_set_dag AS i_registret_fra_dato
        FROM nu_tilbudsprofil AS p
        JOIN nu_udtraek AS u ON u.entitet = 'tilsynsbesoeg' AND u.dag_nr >= p.foerst_set_dag_nr
        JOIN reference_graense AS g ON g.noegle = 'besoeg_hoejst_dage' AND g.gyldig_fra <= u.dag
            AND (g.gyldig_til IS NULL OR g.gyldig_til >= u.dag)
        JOIN (
            SELECT MIN(besoeg_dato_nr) AS foerste_nr FROM nu_tilsynsbesoeg
        ) AS alle ON u.dag_nr - alle.foerste_nr > g.vaerdi
        LEFT JOIN nu_tilbudsoplysning AS o ON o.tilbudsid = p.tilbudsid
        LEFT JOIN (
            SELECT tilbudsid, MAX(besoeg_dato) AS sidste, MAX(besoeg_dato_nr) AS sidste_nr,
                COUNT(*) - COUNT(besoeg_dato_nr) AS uden_dato
            FROM nu_tilsynsbesoeg
            GROUP BY tilbudsid
        ) AS besoegt ON besoegt.tilbudsid = p.tilbudsid
        WHERE p.tilsyn_art = 'socialtilsyn' AND p.alle_set
            AND COALESCE(besoegt.uden_dato, 0) = 0
            AND (besoegt.tilbudsid IS NULL OR u.dag_nr - besoegt.sidste_nr > g.vaerdi)
            AND (u.dag_nr - p.foerst_set_dag_nr > g.vaerdi OR u.dag_nr - o.godkendt_dato_nr > g.vaerdi)
    """,
    sikkerhed="B",
    note=(
        "Luften på tre måneder er vores eget valg. Alderen regnes fra den dag, dataudtrækket taler om, og kun når det "
        "rækker længere tilbage end grænsen. Har et besøg ingen dato, siger reglen intet."
    ),
    bryder=(
        Eksempel(
            navn="Seneste besøg for et år og tre måneder siden, godkendt i 2018",
            afdelinger=({}, {"tilbudsid": "1002"}),
            udtraek={
                "tilsynsbesoeg": (_GAMMELT, {"besoegsid": "1", "besoeg_dato": "2024-03-01"}, {"tilbudsid": "1002"}),
                "tilbud": ({}, {"tilbudsid": "1002"}),
            },
            fund=(("1001", None),),
        ),
        Eksempel(
            navn="Slet intet besøg, mens et andet tilbud har et gammelt og et nyt",
            afdelinger=({}, {"tilbudsid": "1002"}),
            udtraek={
                "tilsynsbesoeg": (
                    {"tilbudsid": "1002"},
                    {"tilbudsid": "1002", "besoegsid": "1", "besoeg_dato": "2024-03-01"},
                ),
                "tilbud": ({}, {"tilbudsid": "1002"}),
            },
            fund=(("1001", None),),
        ),
    ),
    holder=(
        Eksempel(navn="Besøgt i år", afdelinger=({},), udtraek={"tilsynsbesoeg": ({},), "tilbud": ({},)}),
        Eksempel(
            navn="Sidste dag inden for grænsen",
            afdelinger=({},),
            udtraek={
                "tilsynsbesoeg": ({"besoeg_dato": "2025-08-02"}, {"besoegsid": "1", "besoeg_dato": "2024-03-01"}),
                "tilbud": ({},),
            },
        ),
        Eksempel(
            navn="Udtrækket rækker ikke længere tilbage end grænsen",
            afdelinger=({}, {"tilbudsid": "1002"}),
            udtraek={
                "tilsynsbesoeg": ({"tilbudsid": "1002", "besoeg_dato": "2025-08-02"},),
                "tilbud": ({}, {"tilbudsid": "1002"}),
            },
        ),
        Eksempel(
            navn="Besøget var nyt, da udtrækket blev lavet",
            afdelinger=({},),
            udtraek_foer={"tilsynsbesoeg": (_GAMMELT, {"besoegsid": "1", "besoeg_dato": "2024-03-01"})},
            udtraek={"tilbud": ({},)},
        ),
        Eksempel(
            navn="Tilbuddet er kommet i registret og godkendt for nylig",
            afdelinger=({}, {"tilbudsid": "1002"}),
            udtraek={
                "tilsynsbesoeg": ({"tilbudsid": "1002"}, {**_GAMMELT, "tilbudsid": "1002", "besoegsid": "1"}),
                "tilbud": ({"godkendt_dato": "2025-08-02"}, {"tilbudsid": "1002"}),
            },
        ),
        Eksempel(
            navn="Ingen ved, hvornår tilbuddet blev godkendt", afdelinger=({},), udtraek={"tilsynsbesoeg": (_GAMMELT,)}
        ),
        Eksempel(navn="Besøg er ikke leveret", afdelinger=({},), udtraek={"tilbud": ({},)}),
        Eksempel(
            navn="Et af besøgene har ingen dato",
            afdelinger=({},),
            udtraek={"tilsynsbesoeg": (_GAMMELT, {"besoegsid": "1", "besoeg_dato": None}), "tilbud": ({},)},
        ),
        Eksempel(
            navn="En kommune fører tilsyn",
            afdelinger=({"tilsynsmyndighed": "Odense Kommune"},),
            udtraek={"tilsynsbesoeg": (_GAMMELT,), "tilbud": ({},)},
        ),
        Eksempel(
            navn="En afdeling blev ikke set i nat",
            afdelinger=({}, {"afdelingsid": "2"}),
            udtraek={"tilsynsbesoeg": (_GAMMELT,), "tilbud": ({},)},
            savnet=(("1001", "2"),),
        ),
    ),
)
