"""En afdeling har ingen takster for året."""

from datetime import date

from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel

REGEL = Regel(
    id="TAKST-002",
    titel="Afdelingen har ingen takster for året",
    finder=(
        "Afdelinger af en type, som socialtilsynet godkender, hvor der ikke står en eneste ydelse med takst for året "
        "eller et senere år."
    ),
    hvorfor=(
        "Tilbuddet skal indberette årets takster for det, det tilbyder. Uden dem kan kommunen ikke se, hvad en plads "
        "koster."
    ),
    ret="Opret afdelingens ydelser med årets takster under indsatser i jeres indberetning.",
    alvor=Alvor.KRITISK,
    formaal=Formaal.INDBERETTET,
    lovkilder=("BEKTP-10-1", "STL-4", "SEL-14-4-1"),
    modtagere=frozenset({Modtager.TILBUD, Modtager.SOCIALTILSYN}),
    entitet=Entitet.AFDELING,
    felt="takst",
    sql="""
        WITH aarets AS (
            SELECT u.dag_nr, MAX(f.aar) AS aar
            FROM nu_udtraek AS u
            JOIN reference_frist AS f ON f.frist = 'takst' AND f.sidste_dag < u.dag
            WHERE u.entitet = 'takst'
            GROUP BY u.dag_nr
        )
        SELECT a.tilbudsid, a.afdelingsid, NULL AS vaerdi, MIN(y.aar) AS aar, MIN(p.paragraf) AS paragraf
        FROM nu_afdeling AS a
        JOIN nu_afdeling_paragraf AS p ON p.afdeling_id = a.id AND p.er_tilbudstype
        JOIN nu_afdelingsprofil AS l ON l.tilbudsid = a.tilbudsid AND l.afdelingsid = a.afdelingsid
        JOIN aarets AS y ON y.dag_nr >= l.foerst_set_dag_nr
        JOIN reference_pligt AS r ON r.pligt = 'takst' AND r.paragraf = p.paragraf AND r.aar = y.aar
        LEFT JOIN nu_takst AS t
            ON t.tilbudsid = a.tilbudsid AND t.afdelingsid = a.afdelingsid AND t.takst_aar >= y.aar
        WHERE a.er_set AND t.id IS NULL
        GROUP BY a.tilbudsid, a.afdelingsid
    """,
    note=(
        "Reglen anklager kun, når dataudtrækket har takster med, og afdelingen stod på portalen den dag. Loven nævner "
        "ingen dag, hvor årets takst skal stå der: reglen venter til februar (fristen »takst« i frister.csv)."
    ),
    bryder=(
        Eksempel(navn="Ingen takster", afdelinger=({},), udtraek={"takst": ()}, fund=(("1001", "1"),)),
        Eksempel(
            navn="Kun andre afdelinger har takster",
            afdelinger=({}, {"afdelingsid": "2"}, {"tilbudsid": "1002"}, {"tilbudsid": "1003", "afdelingsid": "2"}),
            udtraek={
                "takst": (
                    {"tilbudsid": "1001", "afdelingsid": "2"},
                    {"tilbudsid": "1002"},
                    {"tilbudsid": "1003", "afdelingsid": "2"},
                ),
                "plads": ({},),
            },
            fund=(("1001", "1"),),
        ),
        Eksempel(
            navn="Kun sidste års takst, den 3. februar 2026",
            afdelinger=({},),
            udtraek={"takst": ({"takst_aar": 2025},)},
            fund=(("1001", "1"),),
            dato=date(2026, 2, 3),
        ),
        Eksempel(
            navn="To paragraffer giver ét fund",
            afdelinger=({"tilbudstyper": ("§ 107", "§ 108")},),
            udtraek={"takst": ()},
            fund=(("1001", "1"),),
        ),
        Eksempel(
            navn="Et krisecenter",
            afdelinger=({"tilbudstyper": ("Krisecenter, § 109",), "pladser": {"§ 109": 8}},),
            udtraek={"takst": ()},
            fund=(("1001", "1"),),
        ),
        Eksempel(
            navn="En ældre levering, men afdelingen stod der allerede",
            afdelinger=({}, {"tilbudsid": "1002"}),
            udtraek={"takst": ({"tilbudsid": "1002"},)},
            fund=(("1001", "1"),),
            savnet=(("1002", "1"),),
        ),
    ),
    holder=(
        Eksempel(navn="Årets takst", afdelinger=({},), udtraek={"takst": ({},)}),
        Eksempel(navn="Næste års takst", afdelinger=({},), udtraek={"takst": ({"takst_aar": 2027},)}),
        Eksempel(
            navn="Sidste års takst mandag den 2. februar 2026, hvor reglen stadig venter",
            afdelinger=({},),
            udtraek={"takst": ({"takst_aar": 2025},)},
            dato=date(2026, 2, 2),
        ),
        Eksempel(navn="Dataudtrækket har ingen takster med", afdelinger=({},), udtraek={"plads": ({},)}),
        Eksempel(
            navn="Taksten er tom: det er TAKST-001",
            afdelinger=({},),
            udtraek={"takst": ({"takst_kr": None, "takst_tekst": None},)},
        ),
        Eksempel(navn="Afdelingen kom på portalen efter leveringen", afdelinger=({},), udtraek_foer={"takst": ()}),
        Eksempel(
            navn="Afdelingen blev ikke set i nat",
            afdelinger=({}, {"tilbudsid": "1002"}),
            udtraek={"takst": ({"tilbudsid": "1002"},)},
            savnet=(("1001", "1"),),
        ),
        Eksempel(
            navn="Kun § 104, som kommunen fører tilsyn med, og pladser efter en anden paragraf",
            afdelinger=({"tilbudstyper": ("Samværstilbud, § 104",), "pladser": {"§ 104": 8, "§ 107": 2}},),
            udtraek={"takst": ()},
        ),
        Eksempel(
            navn="Den anden afdelings type tæller ikke",
            afdelinger=(
                {"tilbudstyper": ("Samværstilbud, § 104",), "pladser": {"§ 104": 8}},
                {"afdelingsid": "2"},
            ),
            udtraek={"takst": ({"afdelingsid": "2"},)},
        ),
        Eksempel(
            navn="§ 66 er ikke længere en type",
            afdelinger=({"tilbudstyper": ("Opholdssted, § 66",), "pladser": {"§ 66": 8}},),
            udtraek={"takst": ()},
        ),
    ),
)
