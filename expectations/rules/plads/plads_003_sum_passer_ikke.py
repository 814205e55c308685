"""Afdelingernes pladser giver ikke "Pladser på hele tilbuddet"."""

from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel

REGEL = Regel(
    id="PLADS-003",
    titel="Afdelingernes pladser giver ikke tallet for hele tilbuddet",
    finder=(
        "Tilbud, hvor summen af afdelingernes pladser ikke er det tal, der står ved »Pladser på hele tilbuddet«. "
        "Tilbud med ambulante pladser (for eksempel § 101) er ikke med, for der er en plads ikke en seng."
    ),
    hvorfor=(
        "De to tal taler om det samme og bør være ens. Enten mangler der pladser på en afdeling, eller også er tallet "
        "for hele tilbuddet forældet."
    ),
    ret=(
        "Gennemgå pladserne på hver afdeling under plads og normering i jeres indberetning. Forslaget er summen af "
        "afdelingernes pladser."
    ),
    alvor=Alvor.ALVORLIG,
    formaal=Formaal.FAKTA,
    lovkilder=("SEL-14-4-2", "SBST-STAMDATA"),
    modtagere=frozenset({Modtager.TILBUD, Modtager.SOCIALTILSYN}),
    entitet=Entitet.TILBUD,
    felt="pladser_i_alt",
    sql="""
        SELECT a.tilbudsid, NULL AS afdelingsid, CAST(MIN(a.pladser_i_alt) AS VARCHAR) AS vaerdi,
            CAST(SUM(tal.pladser) AS VARCHAR) AS forslag, COUNT(*) AS antal_afdelinger
        FROM nu_afdeling AS a
        LEFT JOIN (
            SELECT p.afdeling_id, SUM(p.pladser) AS pladser,
                COUNT(CASE WHEN p.har_pladser AND p.pladser IS NULL THEN 1 END) AS uden_tal
            FROM nu_afdeling_paragraf AS p
            GROUP BY p.afdeling_id
        ) AS tal ON tal.afdeling_id = a.id
        LEFT JOIN (
            SELECT DISTINCT p.tilbudsid
            FROM nu_afdeling_paragraf AS p
            JOIN reference_paragraf AS r ON r.paragraf = p.paragraf
            WHERE NOT r.plads_er_seng
        ) AS ambulant ON ambulant.tilbudsid = a.tilbudsid
        WHERE ambulant.tilbudsid IS NULL
        GROUP BY a.tilbudsid
        HAVING COUNT(*) = COUNT(CASE WHEN a.er_set THEN 1 END)
            AND COUNT(*) = COUNT(tal.pladser) AND SUM(tal.uden_tal) = 0
            AND MIN(a.pladser_i_alt) = MAX(a.pladser_i_alt) AND SUM(tal.pladser) <> MIN(a.pladser_i_alt)
    """,
    note="Mangler der tal på en afdeling, eller er afdelingerne ikke enige om det samlede tal, siger reglen intet.",
    bryder=(
        Eksempel(
            navn="Én afdeling, otte pladser mod ni i alt",
            afdelinger=({"pladser_i_alt": 9},),
            fund=(("1001", None),),
        ),
        Eksempel(
            navn="To afdelinger med i alt tolv pladser mod otte i alt, ved siden af to andre tilbud",
            afdelinger=(
                {},
                {"afdelingsid": "2", "pladser": {"§ 107": 4}},
                {"tilbudsid": "1002", "tilbudstyper": ("Stofmisbrugsbehandling, § 101",), "pladser": {"§ 101": 30}},
                {"tilbudsid": "1003"},
            ),
            fund=(("1001", None),),
        ),
        Eksempel(
            navn="Det samlede tal står kun på den ene afdeling",
            afdelinger=({"pladser_i_alt": 13}, {"afdelingsid": "2", "pladser": {"§ 107": 4}, "pladser_i_alt": None}),
            fund=(("1001", None),),
        ),
    ),
    holder=(
        Eksempel(navn="Otte og otte", afdelinger=({},)),
        Eksempel(
            navn="To afdelinger med flere paragraffer, tolv og tolv",
            afdelinger=(
                {"pladser": {"§ 107": 5, "§ 108": 3}, "pladser_i_alt": 12},
                {"afdelingsid": "2", "pladser": {"§ 107": 4}, "pladser_i_alt": 12},
            ),
        ),
        Eksempel(
            navn="Ambulant behandling er med",
            afdelinger=({"tilbudstyper": ("Midlertidigt botilbud, § 107", "§ 101"), "pladser_i_alt": 9},),
        ),
        Eksempel(
            navn="Den anden afdeling har ingen tal: det er PLADS-001",
            afdelinger=({"pladser_i_alt": 12}, {"afdelingsid": "2", "pladser": {}, "pladser_i_alt": 12}),
        ),
        Eksempel(
            navn="En paragraf, hvor tallet ikke kan læses",
            afdelinger=({"pladser": {"§ 107": 8, "§ 104": None}, "pladser_i_alt": 12},),
        ),
        Eksempel(
            navn="Afdelingerne er ikke enige om det samlede tal: det er PLADS-004",
            afdelinger=({"pladser_i_alt": 9}, {"afdelingsid": "2", "pladser_i_alt": 10}),
        ),
        Eksempel(navn="Intet samlet tal", afdelinger=({"pladser_i_alt": None},)),
        Eksempel(
            navn="En afdeling blev ikke set i nat",
            afdelinger=({}, {"afdelingsid": "2", "pladser": {"§ 107": 4}}),
            savnet=(("1001", "2"),),
        ),
    ),
)
