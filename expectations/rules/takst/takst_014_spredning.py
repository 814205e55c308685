"""Samme ydelse har meget forskellige takster på tilbuddets afdelinger."""

from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel

_TO: tuple[dict[str, object], ...] = ({}, {"afdelingsid": "2"})
_DOBBELT = {"afdelingsid": "2", "takst_kr": 4001.0}

REGEL = Regel(
    id="TAKST-014",
    titel="Samme ydelse har meget forskellige takster på afdelingerne",
    finder=(
        "Tilbud, hvor samme ydelse efter samme paragraf og til samme målgruppe koster mere end dobbelt så meget på én "
        "afdeling som på en anden."
    ),
    hvorfor=(
        "Forskellen kan have en god grund, for eksempel forskellig normering. Den kan også være en tastefejl. At samme "
        "ydelse skal koste omtrent det samme på alle afdelinger, er ikke bekræftet."
    ),
    ret="Socialtilsynet ser på taksterne ved siden af hinanden og spørger tilbuddet, hvis det er i tvivl.",
    alvor=Alvor.ADVARSEL,
    formaal=Formaal.FAKTA,
    lovkilder=("BEKTP-10-1", "STL-11A", "SEL-14-4-2"),
    modtagere=frozenset({Modtager.SOCIALTILSYN}),
    entitet=Entitet.TILBUD,
    felt="takst",
    sikkerhed="C",
    aktiv=False,
    sql="""
        SELECT t.tilbudsid, NULL AS afdelingsid,
            t.ydelse || ', ' || t.paragraf || ', ' || MIN(t.maalgruppe) || ', ' || MIN(t.takst_enhed) AS raekke,
            CAST(CAST(ROUND(CAST(MIN(t.takst_kr) AS NUMERIC)) AS BIGINT) AS VARCHAR) || ' / '
                || CAST(CAST(ROUND(CAST(MAX(t.takst_kr) AS NUMERIC)) AS BIGINT) AS VARCHAR) AS vaerdi,
            MIN(t.takst_kr) AS laveste_takst_kr, MAX(t.takst_kr) AS hoejeste_takst_kr,
            COUNT(DISTINCT t.afdelingsid) AS antal_afdelinger, g.vaerdi AS hoejst_gange
        FROM nu_takst AS t
        JOIN nu_afdeling AS a ON a.tilbudsid = t.tilbudsid AND a.afdelingsid = t.afdelingsid
        JOIN kontroldag AS k ON t.takst_aar = k.aar
        JOIN nu_graense AS g ON g.noegle = 'takst_spredning_faktor'
        WHERE NOT a.er_beskyttet AND t.takst_kr > 0 AND t.ydelse IS NOT NULL AND t.paragraf IS NOT NULL
            AND t.maalgruppe_foldet IS NOT NULL AND t.takst_enhed_foldet IS NOT NULL
        GROUP BY t.tilbudsid, t.ydelse, t.paragraf, t.maalgruppe_foldet, t.takst_enhed_foldet, g.vaerdi
        HAVING COUNT(DISTINCT t.afdelingsid) > 1 AND MAX(t.takst_kr) > g.vaerdi * MIN(t.takst_kr)
    """,
    note="Et krisecenters ydelser har ingen navne i registret, så de kan ikke sammenlignes.",
    bryder=(
        Eksempel(navn="2.000 og 4.001", afdelinger=_TO, udtraek={"takst": ({}, _DOBBELT)}, fund=(("1001", None),)),
        Eksempel(
            navn="Den billigste af tre, og målgruppen skrevet med store bogstaver",
            afdelinger=(*_TO, {"afdelingsid": "3"}, {"tilbudsid": "1002"}, {"tilbudsid": "1002", "afdelingsid": "2"}),
            udtraek={
                "takst": (
                    {},
                    {"afdelingsid": "2"},
                    {"afdelingsid": "3", "takst_kr": 200.0, "maalgruppe": "PSYKISKE LIDELSER"},
                    {"tilbudsid": "1002"},
                    {"tilbudsid": "1002", "afdelingsid": "2"},
                )
            },
            fund=(("1001", None),),
        ),
    ),
    holder=(
        Eksempel(navn="2.000 og 4.000", afdelinger=_TO, udtraek={"takst": ({}, {**_DOBBELT, "takst_kr": 4000.0})}),
        Eksempel(
            navn="To takster på samme afdeling",
            afdelinger=({},),
            udtraek={"takst": ({}, {"ydelsesid": "4", "takst_kr": 9000.0})},
        ),
        Eksempel(
            navn="En anden ydelse, paragraf, målgruppe og enhed og et andet år",
            afdelinger=_TO,
            udtraek={
                "takst": (
                    {},
                    {**_DOBBELT, "ydelsesid": "4", "ydelse": "Aflastning"},
                    {**_DOBBELT, "ydelsesid": "5", "paragraf": "§ 108"},
                    {**_DOBBELT, "ydelsesid": "6", "maalgruppe": "Udviklingshæmning"},
                    {**_DOBBELT, "ydelsesid": "7", "takst_enhed": "måned"},
                    {**_DOBBELT, "ydelsesid": "8", "takst_aar": 2025},
                )
            },
        ),
        Eksempel(
            navn="Intet at sammenligne på",
            afdelinger=_TO,
            udtraek={
                "takst": tuple(
                    {**takst, "ydelsesid": str(nummer), kolonne: None}
                    for nummer, kolonne in enumerate(("ydelse", "paragraf", "maalgruppe", "takst_enhed"))
                    for takst in ({}, _DOBBELT)
                )
            },
        ),
        Eksempel(
            navn="Et krisecenter, hvor ydelsernes navne er udeladt",
            afdelinger=tuple({**x, "tilbudstyper": ("Krisecenter, § 109",), "pladser": {"§ 109": 8}} for x in _TO),
            udtraek={"takst": ({}, {**_DOBBELT, "ydelsesid": "4", "ydelse": "Aflastning"})},
        ),
        Eksempel(
            navn="0 kr. er ikke en takst: det er TAKST-004",
            afdelinger=_TO,
            udtraek={"takst": ({}, {**_DOBBELT, "takst_kr": 0.0})},
        ),
        Eksempel(
            navn="Det andet tilbuds takst, og en afdeling, som ikke står på portalen",
            afdelinger=({}, {"tilbudsid": "1002", "afdelingsid": "2"}),
            udtraek={"takst": ({}, _DOBBELT, {**_DOBBELT, "tilbudsid": "1002"})},
        ),
    ),
)
