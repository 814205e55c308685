"""Et tilbud på portalen har ingen godkendte pladser."""

from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel

REGEL = Regel(
    id="PLADS-012",
    titel="Tilbuddet har nul godkendte pladser",
    finder="Tilbud, som vises på Tilbudsportalen, mens alle deres godkendte pladser i dataudtrækket er nul.",
    hvorfor=(
        "Et tilbud, som kan bruges, har mindst én plads. Er det lukket, hører det ikke til på portalen; er det åbent, "
        "mangler pladserne."
    ),
    ret="Udfyld de godkendte pladser under plads og normering, eller bed jeres socialtilsyn om at lukke tilbuddet.",
    alvor=Alvor.ALVORLIG,
    formaal=Formaal.FAKTA,
    lovkilder=("SEL-14-4-2", "SBST-STAMDATA"),
    modtagere=frozenset({Modtager.TILBUD, Modtager.SOCIALTILSYN}),
    entitet=Entitet.TILBUD,
    felt="pladser",
    sql="""
        SELECT nul.tilbudsid, NULL AS afdelingsid, '0' AS vaerdi, nul.raekker AS raekker_i_udtraekket_antal
        FROM (
            SELECT tilbudsid, COUNT(*) AS raekker
            FROM nu_plads
            GROUP BY tilbudsid
            HAVING COUNT(*) = COUNT(godkendte_antal) AND MIN(godkendte_antal) = 0 AND MAX(godkendte_antal) = 0
        ) AS nul
        JOIN nu_tilbud AS t ON t.tilbudsid = nul.tilbudsid AND t.alle_set
        LEFT JOIN (
            SELECT DISTINCT tilbudsid FROM nu_afdeling_paragraf WHERE pladser <= 0
        ) AS paa_siden ON paa_siden.tilbudsid = nul.tilbudsid
        LEFT JOIN (
            SELECT DISTINCT o.tilbudsid
            FROM nu_tilbudsoplysning AS o
            JOIN reference_godkendelsesstatus AS g ON g.foldet = o.godkendelsesstatus_foldet AND g.er_slut
        ) AS lukket ON lukket.tilbudsid = nul.tilbudsid
        JOIN (
            SELECT DISTINCT p.tilbudsid
            FROM nu_plads AS p
            LEFT JOIN reference_paragraf AS r ON r.paragraf = p.paragraf AND NOT r.plads_er_seng
            WHERE r.paragraf IS NULL
        ) AS med_senge ON med_senge.tilbudsid = nul.tilbudsid
        WHERE paa_siden.tilbudsid IS NULL AND lukket.tilbudsid IS NULL
    """,
    note=(
        "Viser siden selv nul, er det PLADS-002; mangler et tal, siger reglen intet. Tilbud, som kun er ambulante "
        "(for eksempel § 101), er ikke med. Er godkendelsen ophørt, er det AKTUEL-006."
    ),
    bryder=(
        Eksempel(
            navn="Nul pladser, én på siden",
            afdelinger=({"pladser": {"§ 107": 1}}, {"tilbudsid": "1002"}),
            udtraek={"plads": ({"godkendte_antal": 0, "ledige_antal": 0}, {"tilbudsid": "1002"})},
            fund=(("1001", None),),
        ),
        Eksempel(
            navn="To paragraffer, begge nul, og en gældende godkendelse",
            afdelinger=({}, {"tilbudsid": "1002", "pladser": {"§ 107": 0}}),
            udtraek={
                "plads": ({"godkendte_antal": 0}, {"paragraf": "§ 108", "godkendte_antal": 0}),
                "tilbud": ({}, {"tilbudsid": "1002", "godkendelsesstatus": "Ophørt"}),
            },
            fund=(("1001", None),),
        ),
    ),
    holder=(
        Eksempel(navn="Otte pladser", afdelinger=({},), udtraek={"plads": ({},)}),
        Eksempel(
            navn="Nul efter den ene paragraf",
            afdelinger=({},),
            udtraek={"plads": ({}, {"paragraf": "§ 108", "godkendte_antal": 0})},
        ),
        Eksempel(
            navn="Nul og et tal, som mangler",
            afdelinger=({},),
            udtraek={"plads": ({"godkendte_antal": 0}, {"paragraf": "§ 108", "godkendte_antal": None})},
        ),
        Eksempel(
            navn="Nul og et negativt tal: det er PLADS-008",
            afdelinger=({},),
            udtraek={"plads": ({"godkendte_antal": 0}, {"paragraf": "§ 108", "godkendte_antal": -4})},
        ),
        Eksempel(
            navn="Nul også på siden: det er PLADS-002",
            afdelinger=({"pladser": {"§ 107": 0}},),
            udtraek={"plads": ({"godkendte_antal": 0},)},
        ),
        Eksempel(
            navn="Godkendelsen er ophørt: det er AKTUEL-006",
            afdelinger=({},),
            udtraek={"plads": ({"godkendte_antal": 0},), "tilbud": ({"godkendelsesstatus": "Ophørt"},)},
        ),
        Eksempel(
            navn="Kun ambulant behandling, hvor der ingen senge er at godkende",
            afdelinger=(
                {"tilbudstyper": ("Stofmisbrugsbehandling, § 101",), "pladser": {"§ 101": 40}},
                {"tilbudsid": "1002", "tilbudstyper": ("Alkoholbehandling, § 141",), "pladser": {"§ 141": 25}},
            ),
            udtraek={
                "plads": (
                    {"paragraf": "§ 101", "godkendte_antal": 0},
                    {"tilbudsid": "1002", "paragraf": "§ 141", "godkendte_antal": 0},
                )
            },
        ),
        Eksempel(
            navn="En afdeling blev ikke set i nat",
            afdelinger=({}, {"afdelingsid": "2"}),
            udtraek={"plads": ({"godkendte_antal": 0},)},
            savnet=(("1001", "2"),),
        ),
        Eksempel(
            navn="Et tilbud, som registret ikke har",
            afdelinger=({},),
            udtraek={"plads": ({}, {"tilbudsid": "1002", "godkendte_antal": 0})},
        ),
    ),
)
