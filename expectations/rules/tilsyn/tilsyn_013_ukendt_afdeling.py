"""Et besøg er registreret på en afdeling, som registret ikke har."""

from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel

_UKENDT = {"afdelingsid": "7", "afdeling_navn": "Søhuset"}

REGEL = Regel(
    id="TILSYN-013",
    titel="Et tilsynsbesøg er registreret på en afdeling, registret ikke har",
    finder=(
        "Tilbud, hvor et tilsynsbesøg inden for det seneste år er registreret på en afdeling, som ikke er blandt "
        "tilbuddets afdelinger på portalen."
    ),
    hvorfor=(
        "Afdelinger, som besøges, bør kunne ses på portalen. Afdelingen kan være lukket siden, eller besøget kan være "
        "registreret på et forkert nummer."
    ),
    ret="Socialtilsynet ser, om afdelingen findes, og retter besøget eller får afdelingen oprettet på portalen.",
    alvor=Alvor.ADVARSEL,
    formaal=Formaal.FAKTA,
    lovkilder=("SBST-AARSRAPPORT-2022", "SBST-DRIFT", "SEL-14-4-2"),
    modtagere=frozenset({Modtager.SOCIALTILSYN}),
    entitet=Entitet.TILBUD,
    felt="tilsynsbesoeg",
    sql="""
        SELECT besoegt.tilbudsid, NULL AS afdelingsid, 'Afdeling ' || besoegt.afdelingsid AS raekke,
            besoegt.afdelingsid AS vaerdi, CASE WHEN NOT t.er_beskyttet THEN besoegt.sted END AS sted,
            besoegt.senest AS senest_besoegt_dato, besoegt.antal AS besoeg_antal
        FROM (
            SELECT b.tilbudsid, b.afdelingsid, MIN(b.afdeling_navn) AS sted, MAX(b.besoeg_dato) AS senest,
                COUNT(*) AS antal
            FROM nu_tilsynsbesoeg AS b
            JOIN nu_udtraek AS u ON u.entitet = 'tilsynsbesoeg'
            JOIN kontroldag AS k ON k.dag_nr >= u.dag_nr
            JOIN reference_graense AS g ON g.noegle = 'besoeg_ukendt_afdeling_dage' AND g.gyldig_fra <= u.dag
                AND (g.gyldig_til IS NULL OR g.gyldig_til >= u.dag)
            LEFT JOIN nu_afdelingsprofil AS a ON a.tilbudsid = b.tilbudsid AND a.afdelingsid = b.afdelingsid
            WHERE b.afdelingsid IS NOT NULL AND a.afdelingsid IS NULL AND u.dag_nr - b.besoeg_dato_nr <= g.vaerdi
            GROUP BY b.tilbudsid, b.afdelingsid
        ) AS besoegt
        JOIN nu_tilbud AS t ON t.tilbudsid = besoegt.tilbudsid AND t.alle_set
    """,
    note="For krisecentre vises stedets navn ikke. Er registret hentet før udtrækket, siger reglen intet.",
    bryder=(
        Eksempel(
            navn="Afdeling 7 er besøgt to gange, registret har 1; et andet tilbud har en afdeling 7",
            afdelinger=({}, {"tilbudsid": "1002", "afdelingsid": "7"}),
            udtraek={
                "tilsynsbesoeg": (
                    _UKENDT,
                    {**_UKENDT, "besoegsid": "1", "besoeg_dato": "2025-11-05"},
                    {**_UKENDT, "tilbudsid": "1002"},
                )
            },
            fund=(("1001", None),),
        ),
        Eksempel(
            navn="Besøgt på dagen for et år siden, og et besøg på tilbuddets egen afdeling",
            afdelinger=({},),
            udtraek={"tilsynsbesoeg": ({}, {**_UKENDT, "besoegsid": "1", "besoeg_dato": "2025-10-31"})},
            fund=(("1001", None),),
        ),
        Eksempel(
            navn="To ukendte afdelinger giver to fund",
            afdelinger=({},),
            udtraek={"tilsynsbesoeg": (_UKENDT, {**_UKENDT, "besoegsid": "1", "afdelingsid": "8"})},
            fund=(("1001", None), ("1001", None)),
        ),
    ),
    holder=(
        Eksempel(navn="Tilbuddets egen afdeling", afdelinger=({},), udtraek={"tilsynsbesoeg": ({},)}),
        Eksempel(navn="Hele tilbuddet", afdelinger=({},), udtraek={"tilsynsbesoeg": ({"afdelingsid": None},)}),
        Eksempel(
            navn="Over et år gammelt: afdelingen kan være lukket siden",
            afdelinger=({},),
            udtraek={"tilsynsbesoeg": ({**_UKENDT, "besoeg_dato": "2025-10-30"},)},
        ),
        Eksempel(
            navn="Over et år gammelt, men ikke på den dag, et ældre udtræk af andet er fra",
            afdelinger=({},),
            udtraek_foer={"sanktion": ({},)},
            udtraek={"tilsynsbesoeg": ({**_UKENDT, "besoeg_dato": "2025-10-20"},)},
        ),
        Eksempel(
            navn="Et tilbud, registret ikke har",
            afdelinger=({},),
            udtraek={"tilsynsbesoeg": ({**_UKENDT, "tilbudsid": "1009"},)},
        ),
        Eksempel(
            navn="En afdeling blev ikke set i nat",
            afdelinger=({}, {"afdelingsid": "2"}),
            udtraek={"tilsynsbesoeg": (_UKENDT,)},
            savnet=(("1001", "2"),),
        ),
    ),
)
