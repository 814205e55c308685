"""En ydelse har ingen takst for året."""

from datetime import date

from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel

_TOM = {"takst_kr": None, "takst_tekst": None}

REGEL = Regel(
    id="TAKST-001",
    titel="En ydelse har ingen takst",
    finder="Ydelser, som er oprettet for året, men hvor feltet til taksten er tomt.",
    hvorfor=(
        "Hver ydelse skal have den takst, der er beregnet efter finansieringsreglerne. Uden den kan kommunen ikke "
        "sammenligne tilbud på pris."
    ),
    ret="Skriv taksten ved ydelsen under indsatser i jeres indberetning. Tilbyder I ikke ydelsen, så fjern den.",
    alvor=Alvor.KRITISK,
    formaal=Formaal.INDBERETTET,
    lovkilder=("BEKTP-10-1", "SEL-14-4-1"),
    modtagere=frozenset({Modtager.TILBUD, Modtager.SOCIALTILSYN}),
    entitet=Entitet.AFDELING,
    felt="takst",
    sql="""
        SELECT t.tilbudsid, t.afdelingsid,
            'Ydelse ' || t.ydelsesid || ', ' || CAST(t.takst_aar AS VARCHAR) AS raekke,
            NULL AS vaerdi, t.ydelse AS ydelse, t.paragraf AS paragraf
        FROM nu_takst AS t
        JOIN nu_afdeling AS a ON a.tilbudsid = t.tilbudsid AND a.afdelingsid = t.afdelingsid
        JOIN (
            SELECT MAX(f.aar) AS aar
            FROM reference_frist AS f
            JOIN nu_udtraek AS u ON u.entitet = 'takst' AND f.sidste_dag < u.dag
            WHERE f.frist = 'takst'
        ) AS aarets ON aarets.aar = t.takst_aar
        WHERE t.takst_kr IS NULL AND t.takst_tekst IS NULL
    """,
    note=(
        "Loven nævner ingen dag, hvor årets takst skal stå på portalen. Reglen venter til februar (fristen »takst« i "
        "frister.csv); indtil da gælder det forrige år. En ydelse, der slet ikke står i dataudtrækket for året, er "
        "TAKST-002."
    ),
    bryder=(
        Eksempel(navn="Taksten er tom", afdelinger=({},), udtraek={"takst": (_TOM,)}, fund=(("1001", "1"),)),
        Eksempel(
            navn="Den ene af to ydelser",
            afdelinger=({}, {"tilbudsid": "1002"}),
            udtraek={"takst": ({}, {**_TOM, "ydelsesid": "4"}, {"tilbudsid": "1002"}), "plads": ({},)},
            fund=(("1001", "1"),),
        ),
        Eksempel(
            navn="Den 3. februar 2026 skal taksten for 2026 stå der, når en ydelse er oprettet",
            afdelinger=({},),
            udtraek={"takst": (_TOM,)},
            fund=(("1001", "1"),),
            dato=date(2026, 2, 3),
        ),
        Eksempel(
            navn="I januar gælder det forrige års takst",
            afdelinger=({},),
            udtraek={"takst": ({**_TOM, "takst_aar": 2025},)},
            fund=(("1001", "1"),),
            dato=date(2026, 1, 15),
        ),
    ),
    holder=(
        Eksempel(navn="2.000 kr.", afdelinger=({},), udtraek={"takst": ({},)}),
        Eksempel(
            navn="En tekst, der ikke kan læses: det er TAKST-003",
            afdelinger=({},),
            udtraek={"takst": ({"takst_kr": None, "takst_tekst": "efter aftale"},)},
        ),
        Eksempel(navn="Et tal uden tekst", afdelinger=({},), udtraek={"takst": ({"takst_tekst": None},)}),
        Eksempel(
            navn="Sidste dag med tålmodighed: mandag den 2. februar 2026",
            afdelinger=({},),
            udtraek={"takst": (_TOM,)},
            dato=date(2026, 2, 2),
        ),
        Eksempel(
            navn="Takster leveret i januar bedømmes ikke efter en senere levering af andet",
            afdelinger=({},),
            udtraek_foer={"takst": (_TOM,)},
            udtraek={"plads": ({},)},
            dato=date(2026, 2, 15),
        ),
        Eksempel(
            navn="Et tidligere og et kommende år",
            afdelinger=({},),
            udtraek={"takst": ({**_TOM, "takst_aar": 2025}, {**_TOM, "takst_aar": 2027})},
        ),
        Eksempel(
            navn="Afdelinger, som ikke står på portalen",
            afdelinger=({},),
            udtraek={"takst": ({**_TOM, "afdelingsid": "9"}, {**_TOM, "tilbudsid": "9999"})},
        ),
    ),
)
