"""De godkendte pladser i dataudtrækket giver ikke "Pladser på hele tilbuddet"."""

from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel

REGEL = Regel(
    id="PLADS-009",
    titel="De godkendte pladser giver ikke tallet for hele tilbuddet",
    finder=(
        "Tilbud, hvor summen af de godkendte pladser i dataudtrækket ikke er det tal, der står ved »Pladser på hele "
        "tilbuddet« på siden, uden at en enkelt afdelings tal er forskelligt de to steder."
    ),
    hvorfor=(
        "De to tal taler om det samme og bør være ens. Ofte mangler en afdeling eller en paragraf det ene sted. Der "
        "kan være en god forklaring, for eksempel en ændring, som endnu ikke er godkendt."
    ),
    ret=(
        "Sammenlign afdelinger og paragraffer under plads og normering i jeres indberetning med det, siden viser, og "
        "ret det, der er forkert."
    ),
    alvor=Alvor.ADVARSEL,
    formaal=Formaal.FAKTA,
    lovkilder=("SEL-14-4-2", "SBST-STAMDATA"),
    modtagere=frozenset({Modtager.TILBUD, Modtager.SOCIALTILSYN}),
    entitet=Entitet.TILBUD,
    felt="pladser_i_alt",
    sql="""
        SELECT portal.tilbudsid, NULL AS afdelingsid, CAST(portal.i_alt AS VARCHAR) AS vaerdi,
            godkendt.antal AS godkendte_i_udtraekket_antal, godkendt.raekker AS raekker_i_udtraekket_antal
        FROM (
            SELECT a.tilbudsid, MIN(a.pladser_i_alt) AS i_alt
            FROM nu_afdeling AS a
            LEFT JOIN (SELECT DISTINCT tilbudsid, afdelingsid FROM nu_plads) AS egne
                ON egne.tilbudsid = a.tilbudsid AND egne.afdelingsid = a.afdelingsid
            GROUP BY a.tilbudsid
            HAVING COUNT(*) = COUNT(CASE WHEN a.er_set THEN 1 END) AND COUNT(*) = COUNT(egne.afdelingsid)
                AND MIN(a.pladser_i_alt) = MAX(a.pladser_i_alt)
        ) AS portal
        JOIN (
            SELECT tilbudsid, MAX(uaendret_siden_dag_nr) AS siden_nr FROM nu_afdelingsprofil GROUP BY tilbudsid
        ) AS side ON side.tilbudsid = portal.tilbudsid
        JOIN nu_udtraek AS u ON u.entitet = 'plads' AND u.dag_nr >= side.siden_nr
        JOIN (
            SELECT tilbudsid, SUM(godkendte_antal) AS antal, COUNT(*) AS raekker
            FROM nu_plads
            GROUP BY tilbudsid
            HAVING COUNT(*) = COUNT(godkendte_antal) AND MIN(godkendte_antal) >= 0 AND SUM(godkendte_antal) > 0
                AND COUNT(*) = COUNT(CASE WHEN er_set THEN 1 END)
        ) AS godkendt ON godkendt.tilbudsid = portal.tilbudsid AND godkendt.antal <> portal.i_alt
        LEFT JOIN (
            SELECT s.tilbudsid, SUM(s.pladser) AS pladser,
                COUNT(CASE WHEN s.pladser <> p.godkendte_antal OR NOT r.plads_er_seng THEN 1 END) AS forklarede
            FROM nu_afdeling_paragraf AS s
            LEFT JOIN nu_plads AS p
                ON p.tilbudsid = s.tilbudsid AND p.afdelingsid = s.afdelingsid AND p.paragraf = s.paragraf
            LEFT JOIN (SELECT DISTINCT paragraf, plads_er_seng FROM reference_paragraf) AS r ON r.paragraf = s.paragraf
            GROUP BY s.tilbudsid
        ) AS sider ON sider.tilbudsid = portal.tilbudsid
        WHERE COALESCE(sider.forklarede, 0) = 0 AND COALESCE(sider.pladser, portal.i_alt) = portal.i_alt
    """,
    note=(
        "Er en enkelt afdelings tal forskelligt de to steder, er det PLADS-010; giver sidens egne tal ikke summen, er "
        "det PLADS-003; mangler afdelingen i udtrækket, er det PLADS-007; er summen nul, er det PLADS-012. Tilbud med "
        "ambulante pladser er ikke med, og heller ikke sider, der er ændret efter udtrækket, eller tilbud med en "
        "række, som kun det forrige udtræk havde."
    ),
    bryder=(
        Eksempel(
            navn="Siden viser otte, udtrækket har også en § 108 med fire",
            afdelinger=({}, {"tilbudsid": "1002"}),
            udtraek={
                "plads": ({}, {"paragraf": "§ 108", "godkendte_antal": 4}, {"tilbudsid": "1002"}),
                "sanktion": ({},),
            },
            fund=(("1001", None),),
        ),
        Eksempel(
            navn="Udtrækket har en afdeling, som registret ikke har",
            afdelinger=({},),
            udtraek={"plads": ({}, {"afdelingsid": "2"})},
            fund=(("1001", None),),
        ),
        Eksempel(
            navn="Siden viser to paragraffer, udtrækket kun den ene",
            afdelinger=({"pladser": {"§ 107": 8, "§ 104": 4}, "pladser_i_alt": 12},),
            udtraek={"plads": ({},)},
            fund=(("1001", None),),
        ),
        Eksempel(
            navn="Siden har kun det samlede tal, og en række i udtrækket er nul",
            afdelinger=({"pladser": {}, "tilbudstyper": (), "pladser_i_alt": 9},),
            udtraek={"plads": ({}, {"paragraf": "§ 108", "godkendte_antal": 0})},
            fund=(("1001", None),),
        ),
        Eksempel(
            navn="Én godkendt plads",
            afdelinger=({"pladser": {"§ 107": 1, "§ 104": 4}, "pladser_i_alt": 5},),
            udtraek={"plads": ({"godkendte_antal": 1},)},
            fund=(("1001", None),),
        ),
        Eksempel(
            navn="To afdelinger, det samlede tal står kun på den ene",
            afdelinger=({"pladser_i_alt": 16}, {"afdelingsid": "2", "pladser_i_alt": None}),
            udtraek={"plads": ({}, {"afdelingsid": "2"}, {"afdelingsid": "3"})},
            fund=(("1001", None),),
        ),
    ),
    holder=(
        Eksempel(navn="Otte og otte", afdelinger=({},), udtraek={"plads": ({},)}),
        Eksempel(
            navn="To afdelinger, seksten og seksten",
            afdelinger=({"pladser_i_alt": 16}, {"afdelingsid": "2", "pladser_i_alt": 16}),
            udtraek={"plads": ({}, {"afdelingsid": "2"})},
        ),
        Eksempel(
            navn="Paragraffen er skrevet om siden det forrige udtræk",
            afdelinger=({},),
            udtraek_foer={"plads": ({"paragraf": "§ 108"},)},
            udtraek={"plads": ({},)},
        ),
        Eksempel(
            navn="Ni i udtrækket, otte på siden: det er PLADS-010",
            afdelinger=({},),
            udtraek={"plads": ({"godkendte_antal": 9},)},
        ),
        Eksempel(
            navn="Siden er uenig med sig selv: det er PLADS-003",
            afdelinger=({"pladser_i_alt": 9},),
            udtraek={"plads": ({},)},
        ),
        Eksempel(
            navn="Afdelingerne viser hver sit samlede tal: det er PLADS-004",
            afdelinger=(
                {"pladser_i_alt": 8, "pladser": {}, "tilbudstyper": ()},
                {"afdelingsid": "2", "pladser_i_alt": 9, "pladser": {}, "tilbudstyper": ()},
            ),
            udtraek={"plads": ({}, {"afdelingsid": "2"})},
        ),
        Eksempel(
            navn="En afdeling har ingen række i udtrækket: det er PLADS-007",
            afdelinger=({"pladser_i_alt": 16}, {"afdelingsid": "2", "pladser_i_alt": 16}),
            udtraek={"plads": ({}, {"tilbudsid": "1003", "afdelingsid": "2"})},
        ),
        Eksempel(
            navn="Et tal mangler i udtrækket",
            afdelinger=({},),
            udtraek={"plads": ({}, {"paragraf": "§ 108"}, {"paragraf": "§ 104", "godkendte_antal": None})},
        ),
        Eksempel(
            navn="Et tal er negativt: det er PLADS-008",
            afdelinger=({},),
            udtraek={"plads": ({}, {"paragraf": "§ 108", "godkendte_antal": -1})},
        ),
        Eksempel(
            navn="Summen er nul: det er PLADS-012",
            afdelinger=({"pladser": {}, "tilbudstyper": ()},),
            udtraek={"plads": ({"godkendte_antal": 0},)},
        ),
        Eksempel(
            navn="Ambulant behandling er med",
            afdelinger=({"tilbudstyper": ("Midlertidigt botilbud, § 107", "§ 101")},),
            udtraek={"plads": ({}, {"paragraf": "§ 101", "godkendte_antal": 30})},
        ),
        Eksempel(
            navn="Siden er ændret efter udtrækket",
            afdelinger=({},),
            udtraek_foer={"plads": ({}, {"paragraf": "§ 108", "godkendte_antal": 4})},
        ),
        Eksempel(
            navn="En afdeling blev ikke set i nat",
            afdelinger=({"pladser": {"§ 107": 4}}, {"afdelingsid": "2", "pladser": {"§ 107": 4}}),
            udtraek={
                "plads": (
                    {"godkendte_antal": 4},
                    {"afdelingsid": "2", "godkendte_antal": 4},
                    {"paragraf": "§ 108"},
                )
            },
            savnet=(("1001", "2"),),
        ),
        Eksempel(
            navn="Ni i udtrækket, otte på siden, en paragraf vi ikke kender: det er PLADS-010",
            afdelinger=({"pladser": {"§ 299": 8}, "tilbudstyper": ("§ 299",)},),
            udtraek={"plads": ({"paragraf": "§ 299", "godkendte_antal": 9},)},
        ),
        Eksempel(navn="Intet samlet tal på siden", afdelinger=({"pladser_i_alt": None},), udtraek={"plads": ({},)}),
    ),
)
