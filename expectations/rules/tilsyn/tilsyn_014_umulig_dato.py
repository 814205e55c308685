"""Et besøg eller en vurdering har en dato, der ikke kan være rigtig."""

from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel

REGEL = Regel(
    id="TILSYN-014",
    titel="Et besøg eller en vurdering har en umulig dato",
    finder=(
        "Tilsynsbesøg og kvalitetsvurderinger, hvis dato ligger efter den dag, dataudtrækket er fra, eller før der var "
        "socialtilsyn."
    ),
    hvorfor="Et besøg kan ikke være aflagt i fremtiden. Datoen er tastet forkert, og den vises på portalen.",
    ret="Socialtilsynet retter datoen på Tilbudsportalen.",
    alvor=Alvor.ALVORLIG,
    formaal=Formaal.FAKTA,
    lovkilder=("SBST-DRIFT", "STL-2", "SEL-14-4-2"),
    modtagere=frozenset({Modtager.SOCIALTILSYN}),
    entitet=Entitet.TILBUD,
    felt="tilsynsbesoeg",
    sql="""
        SELECT d.tilbudsid, NULL AS afdelingsid, d.raekke, CAST(d.dato AS VARCHAR) AS vaerdi,
            u.dag AS udtraekkets_dato, foerste.dag AS socialtilsyn_fra_dato
        FROM (
            SELECT tilbudsid, 'tilsynsbesoeg' AS entitet, 'Besøg ' || besoegsid AS raekke, besoeg_dato AS dato
            FROM nu_tilsynsbesoeg
            UNION
            SELECT tilbudsid, 'kvalitetsscore', 'Vurdering ' || CAST(vurderet_dato AS VARCHAR), vurderet_dato
            FROM nu_kvalitetsscore
        ) AS d
        JOIN nu_udtraek AS u ON u.entitet = d.entitet
        CROSS JOIN (SELECT MIN(gyldig_fra) AS dag FROM reference_socialtilsyn) AS foerste
        WHERE d.dato > u.dag OR d.dato < foerste.dag
    """,
    bryder=(
        Eksempel(
            navn="Et besøg i morgen",
            afdelinger=({},),
            udtraek={"tilsynsbesoeg": ({"besoeg_dato": "2026-11-02"},), "kvalitetsscore": ({},)},
            fund=(("1001", None),),
        ),
        Eksempel(
            navn="En vurdering i år 2062, to temaer: ét fund, mens besøgene er fra et ældre udtræk",
            afdelinger=({},),
            udtraek_foer={"tilsynsbesoeg": ({"besoeg_dato": "2026-10-02"},)},
            udtraek={
                "kvalitetsscore": (
                    {"vurderet_dato": "2062-05-30"},
                    {"vurderet_dato": "2062-05-30", "tema": "Kompetencer"},
                    {"vurderet_dato": "2026-11-01"},
                )
            },
            fund=(("1001", None),),
        ),
        Eksempel(
            navn="Dagen før socialtilsynene",
            afdelinger=({},),
            udtraek={"tilsynsbesoeg": ({"besoeg_dato": "2013-12-31"},)},
            fund=(("1001", None),),
        ),
    ),
    holder=(
        Eksempel(
            navn="Et besøg og en vurdering i foråret",
            afdelinger=({},),
            udtraek={"tilsynsbesoeg": ({},), "kvalitetsscore": ({},)},
        ),
        Eksempel(
            navn="Samme dag som udtrækket, og den første dag med socialtilsyn",
            afdelinger=({},),
            udtraek={
                "tilsynsbesoeg": ({"besoeg_dato": "2026-11-01"}, {"besoegsid": "1", "besoeg_dato": "2014-01-01"}),
            },
        ),
        Eksempel(navn="Ingen dato", afdelinger=({},), udtraek={"tilsynsbesoeg": ({"besoeg_dato": None},)}),
    ),
)
