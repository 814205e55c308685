"""Tilbuddet har ingen forudsat belægningsprocent for året."""

from datetime import date

from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel

REGEL = Regel(
    id="BELAEG-001",
    titel="Den forudsatte belægningsprocent mangler",
    finder="Tilbud, hvor den forudsatte belægningsprocent ikke står for året eller et senere år.",
    hvorfor=(
        "For hvert tilbud skal det fremgå, hvilken belægning taksten er beregnet med. Uden den kan ingen se, hvad "
        "taksten bygger på."
    ),
    ret="Skriv årets forudsatte belægningsprocent nederst på siden Normering i jeres indberetning.",
    alvor=Alvor.KRITISK,
    formaal=Formaal.INDBERETTET,
    lovkilder=("BEKTP-10-1", "SEL-14-4-1"),
    modtagere=frozenset({Modtager.TILBUD, Modtager.SOCIALTILSYN}),
    entitet=Entitet.TILBUD,
    felt="belaegning",
    sql="""
        WITH aarets AS (
            SELECT u.dag_nr, MAX(f.aar) AS aar
            FROM nu_udtraek AS u
            JOIN reference_frist AS f ON f.frist = 'takst' AND f.sidste_dag < u.dag
            WHERE u.entitet = 'belaegning'
            GROUP BY u.dag_nr
        )
        SELECT p.tilbudsid, NULL AS afdelingsid, NULL AS vaerdi, pligt.aar AS aar, pligt.paragraf AS paragraf
        FROM nu_tilbudsprofil AS p
        JOIN (
            SELECT q.tilbudsid, y.aar, y.dag_nr, MIN(q.paragraf) AS paragraf
            FROM nu_afdeling_paragraf AS q
            JOIN aarets AS y ON q.er_tilbudstype
            JOIN reference_pligt AS r ON r.pligt = 'belaegning' AND r.paragraf = q.paragraf AND r.aar = y.aar
            GROUP BY q.tilbudsid, y.aar, y.dag_nr
        ) AS pligt ON pligt.tilbudsid = p.tilbudsid AND pligt.dag_nr >= p.foerst_set_dag_nr
        LEFT JOIN nu_belaegning AS b ON b.tilbudsid = p.tilbudsid AND b.aar >= pligt.aar
            AND COALESCE(b.belaegning_tekst, CAST(b.belaegning_pct AS VARCHAR)) IS NOT NULL
        WHERE p.alle_set AND b.tilbudsid IS NULL
    """,
    note=(
        "Reglen anklager kun, når dataudtrækket har belægning med, og tilbuddet stod på portalen den dag. Loven nævner "
        "ingen dag, hvor årets procent skal stå der: reglen venter til februar (fristen »takst« i frister.csv)."
    ),
    bryder=(
        Eksempel(navn="Ingen række", afdelinger=({},), udtraek={"belaegning": ()}, fund=(("1001", None),)),
        Eksempel(
            navn="En række uden procent",
            afdelinger=({},),
            udtraek={"belaegning": ({"belaegning_pct": None, "belaegning_tekst": None},)},
            fund=(("1001", None),),
        ),
        Eksempel(
            navn="Kun sidste års procent, den 3. februar 2026, og et andet tilbuds",
            afdelinger=({}, {"tilbudsid": "1002"}),
            udtraek={"belaegning": ({"aar": 2025}, {"tilbudsid": "1002"})},
            fund=(("1001", None),),
            dato=date(2026, 2, 3),
        ),
        Eksempel(
            navn="Et værksted efter § 103 med to afdelinger",
            afdelinger=(
                {"tilbudstyper": ("Beskyttet beskæftigelse, § 103",), "pladser": {"§ 103": 8}},
                {"afdelingsid": "2", "tilbudstyper": ("Samværstilbud, § 104",), "pladser": {"§ 104": 8}},
            ),
            udtraek={"belaegning": ()},
            fund=(("1001", None),),
        ),
    ),
    holder=(
        Eksempel(navn="95 %", afdelinger=({},), udtraek={"belaegning": ({},)}),
        Eksempel(navn="Næste års procent", afdelinger=({},), udtraek={"belaegning": ({"aar": 2027},)}),
        Eksempel(
            navn="Sidste års procent mandag den 2. februar 2026, hvor reglen stadig venter",
            afdelinger=({},),
            udtraek={"belaegning": ({"aar": 2025},)},
            dato=date(2026, 2, 2),
        ),
        Eksempel(
            navn="En tekst, der ikke kan læses: det er BELAEG-002",
            afdelinger=({},),
            udtraek={"belaegning": ({"belaegning_pct": None, "belaegning_tekst": "fuldt hus"},)},
        ),
        Eksempel(navn="Et tal uden tekst", afdelinger=({},), udtraek={"belaegning": ({"belaegning_tekst": None},)}),
        Eksempel(navn="Dataudtrækket har ingen belægning med", afdelinger=({},), udtraek={"plads": ({},)}),
        Eksempel(navn="Tilbuddet kom på portalen efter leveringen", afdelinger=({},), udtraek_foer={"belaegning": ()}),
        Eksempel(
            navn="Den ene afdeling blev ikke set i nat",
            afdelinger=({}, {"afdelingsid": "2"}),
            udtraek={"belaegning": ()},
            savnet=(("1001", "2"),),
        ),
        Eksempel(
            navn="Plejehjem, hvor det er ukendt, om de stadig står på portalen",
            afdelinger=({"tilbudstyper": ("Plejehjem, § 192",), "pladser": {"§ 192": 8, "§ 107": 2}},),
            udtraek={"belaegning": ()},
        ),
        Eksempel(
            navn="§ 66 er ikke længere en type",
            afdelinger=({"tilbudstyper": ("Opholdssted, § 66",), "pladser": {"§ 66": 8}},),
            udtraek={"belaegning": ()},
        ),
    ),
)
