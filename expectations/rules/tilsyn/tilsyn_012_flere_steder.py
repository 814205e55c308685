"""Besøgene nævner flere steder, men tilbuddet viser kun én afdeling."""

from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel

_ANDET_STED = {"besoegsid": "1", "afdelingsid": None, "afdeling_navn": "Birkehuset, Søhuset"}

REGEL = Regel(
    id="TILSYN-012",
    titel="Besøgene nævner flere steder, men tilbuddet viser kun én afdeling",
    finder=(
        "Tilbud med én afdeling i registret, hvor tilsynsbesøg inden for de seneste to år nævner mindst to forskellige "
        "steder."
    ),
    hvorfor=(
        "Afdelinger, som findes, skal stå i registret; ellers kan besøg ikke registreres på dem, og kommunen ser dem "
        "ikke. Det kan også være det samme sted, skrevet på to måder."
    ),
    ret="Socialtilsynet ser, om tilbuddet har flere afdelinger, og får dem i så fald oprettet på Tilbudsportalen.",
    alvor=Alvor.ADVARSEL,
    formaal=Formaal.FAKTA,
    lovkilder=("SBST-AARSRAPPORT-2022", "SBST-DRIFT", "SEL-14-4-2"),
    modtagere=frozenset({Modtager.SOCIALTILSYN}),
    entitet=Entitet.TILBUD,
    felt="afdelinger",
    sql="""
        SELECT besoegt.tilbudsid, NULL AS afdelingsid, CAST(besoegt.steder AS VARCHAR) AS vaerdi,
            CASE WHEN NOT t.er_beskyttet THEN besoegt.et_sted END AS et_sted,
            CASE WHEN NOT t.er_beskyttet THEN besoegt.et_andet_sted END AS et_andet_sted
        FROM (
            SELECT b.tilbudsid, COUNT(DISTINCT b.afdeling_navn_foldet) AS steder, MIN(b.afdeling_navn) AS et_sted,
                MAX(b.afdeling_navn) AS et_andet_sted
            FROM nu_tilsynsbesoeg AS b
            JOIN nu_udtraek AS u ON u.entitet = 'tilsynsbesoeg'
            JOIN reference_graense AS g ON g.noegle = 'besoeg_flere_steder_dage' AND g.gyldig_fra <= u.dag
                AND (g.gyldig_til IS NULL OR g.gyldig_til >= u.dag)
            LEFT JOIN nu_afdelingsprofil AS a ON a.tilbudsid = b.tilbudsid AND a.afdelingsid = b.afdelingsid
            WHERE u.dag_nr - b.besoeg_dato_nr <= g.vaerdi AND (b.afdelingsid IS NULL OR a.afdelingsid IS NOT NULL)
            GROUP BY b.tilbudsid
            HAVING COUNT(DISTINCT b.afdeling_navn_foldet) > 1
        ) AS besoegt
        JOIN nu_tilbud AS t ON t.tilbudsid = besoegt.tilbudsid AND t.alle_set AND t.antal_afdelinger = 1
    """,
    note=(
        "Et besøg, som nævner en afdeling med et nummer, registret ikke har, er TILSYN-013. Hvor krisecentre "
        "besøges, gemmes ikke, så om dem siger reglen intet."
    ),
    bryder=(
        Eksempel(
            navn="Et besøg på Birkehuset og et på Søhuset",
            afdelinger=({}, {"tilbudsid": "1002"}),
            udtraek={
                "tilsynsbesoeg": (
                    {},
                    _ANDET_STED,
                    {"tilbudsid": "1002", "afdeling_navn": "Birkehuset"},
                    {**_ANDET_STED, "tilbudsid": "1002", "afdeling_navn": "BIRKEHUSET"},
                )
            },
            fund=(("1001", None),),
        ),
        Eksempel(
            navn="Begge besøg er registreret på den ene afdeling, det ældste på dagen for to år siden",
            afdelinger=({},),
            udtraek={"tilsynsbesoeg": ({"besoeg_dato": "2024-10-31"}, {**_ANDET_STED, "afdelingsid": "1"})},
            fund=(("1001", None),),
        ),
        Eksempel(
            navn="To besøg, begge uden afdelingens nummer",
            afdelinger=({},),
            udtraek={"tilsynsbesoeg": ({"afdelingsid": None}, _ANDET_STED), "sanktion": ({},)},
            udtraek_foer={"sanktion": ({},)},
            fund=(("1001", None),),
        ),
    ),
    holder=(
        Eksempel(navn="Ét besøg", afdelinger=({},), udtraek={"tilsynsbesoeg": ({},)}),
        Eksempel(
            navn="To besøg samme sted",
            afdelinger=({},),
            udtraek={"tilsynsbesoeg": ({}, {"besoegsid": "1", "besoeg_dato": "2025-06-01"})},
        ),
        Eksempel(
            navn="Tilbuddet har to afdelinger",
            afdelinger=({}, {"afdelingsid": "2"}),
            udtraek={"tilsynsbesoeg": ({}, _ANDET_STED)},
        ),
        Eksempel(
            navn="Det ene besøg er over to år gammelt, men ikke på den dag, et ældre udtræk af andet er fra",
            afdelinger=({},),
            udtraek_foer={"sanktion": ({},)},
            udtraek={"tilsynsbesoeg": ({}, {**_ANDET_STED, "besoeg_dato": "2024-10-30"})},
        ),
        Eksempel(
            navn="Stedet har et nummer, registret ikke har: det er TILSYN-013",
            afdelinger=({}, {"tilbudsid": "1002", "afdelingsid": "7"}),
            udtraek={"tilsynsbesoeg": ({}, {**_ANDET_STED, "afdelingsid": "7"})},
        ),
        Eksempel(
            navn="Det ene besøg nævner intet sted",
            afdelinger=({},),
            udtraek={"tilsynsbesoeg": ({}, {**_ANDET_STED, "afdeling_navn": None})},
        ),
        Eksempel(
            navn="Et krisecenter: stederne gemmes ikke",
            afdelinger=({"tilbudstyper": ("Krisecenter, § 109",), "pladser": {"§ 109": 8}},),
            udtraek={"tilsynsbesoeg": ({}, _ANDET_STED)},
        ),
        Eksempel(
            navn="Tilbuddet blev ikke set i nat",
            afdelinger=({}, {"tilbudsid": "1002"}),
            udtraek={"tilsynsbesoeg": ({}, _ANDET_STED)},
            savnet=(("1001", "1"),),
        ),
    ),
)
