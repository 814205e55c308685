"""Revisionspåtegningen er ældre end det sidst afsluttede år."""

from datetime import date

from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel

_KRISECENTER = {"tilbudstyper": ("Krisecenter, § 109",), "pladser": {"§ 109": 8}}
_GAMMEL = {"revisionspaategning_aar": 2024}

REGEL = Regel(
    id="REVISION-002",
    titel="Revisionspåtegningen er ældre end sidste afsluttede år",
    finder=(
        "Krisecentre (§ 109) og herberger (§ 110), hvor påtegningen af taksterne gælder et år før det, der sidst "
        "skulle være årsrapport for."
    ),
    hvorfor=(
        "Taksterne laves om hvert år, så en gammel påtegning siger ikke noget om dem, der gælder. At påtegningen skal "
        "fornyes hvert år, er ikke bekræftet."
    ),
    ret="Bed jeres revisor lægge den nyeste påtegning på Tilbudsportalen.",
    alvor=Alvor.ADVARSEL,
    formaal=Formaal.FAKTA,
    lovkilder=("BEKTP-10-2", "REVBEK-109", "SEL-14-4-2"),
    modtagere=frozenset({Modtager.TILBUD, Modtager.SOCIALTILSYN}),
    entitet=Entitet.TILBUD,
    felt="revisionspaategning",
    sikkerhed="C",
    aktiv=False,
    sql="""
        SELECT o.tilbudsid, NULL AS afdelingsid, CAST(o.revisionspaategning_aar AS VARCHAR) AS vaerdi,
            o.revisionspaategning_aar AS paategning_for_aar, aarets.aar AS sidste_afsluttede_aar,
            pligt.paragraf AS paragraf
        FROM nu_tilbudsoplysning AS o
        JOIN (
            SELECT q.tilbudsid, MIN(q.paragraf) AS paragraf
            FROM nu_afdeling_paragraf AS q
            JOIN kontroldag AS k ON q.er_tilbudstype
            JOIN reference_pligt AS r ON r.pligt = 'revisionspaategning' AND r.paragraf = q.paragraf AND r.aar = k.aar
            GROUP BY q.tilbudsid
        ) AS pligt ON pligt.tilbudsid = o.tilbudsid
        JOIN (
            SELECT MAX(f.aar) AS aar
            FROM reference_frist AS f
            JOIN nu_udtraek AS u ON u.entitet = 'tilbud' AND f.sidste_dag < u.dag
            WHERE f.frist = 'aarsrapport'
        ) AS aarets ON o.revisionspaategning_aar < aarets.aar
        WHERE o.har_revisionspaategning
    """,
    bryder=(
        Eksempel(
            navn="2024, når 2025 er afsluttet",
            afdelinger=(_KRISECENTER,),
            udtraek={"tilbud": (_GAMMEL,)},
            fund=(("1001", None),),
        ),
        Eksempel(
            navn="Et herberg den 5. maj 2026, dagen efter sidste dag for 2025, ved siden af et med ny påtegning",
            afdelinger=(
                {"tilbudstyper": ("Herberg, § 110",), "pladser": {"§ 110": 8}},
                {**_KRISECENTER, "tilbudsid": "1002"},
            ),
            udtraek={"tilbud": (_GAMMEL, {"tilbudsid": "1002"})},
            fund=(("1001", None),),
            dato=date(2026, 5, 5),
        ),
    ),
    holder=(
        Eksempel(navn="2025", afdelinger=(_KRISECENTER,), udtraek={"tilbud": ({},)}),
        Eksempel(navn="2026", afdelinger=(_KRISECENTER,), udtraek={"tilbud": ({"revisionspaategning_aar": 2026},)}),
        Eksempel(
            navn="Før årsrapporten for 2025 skulle ligge der",
            afdelinger=(_KRISECENTER,),
            udtraek={"tilbud": (_GAMMEL,)},
            dato=date(2026, 5, 1),
        ),
        Eksempel(
            navn="Leveringen er fra før, selv om noget andet er leveret siden",
            afdelinger=(_KRISECENTER,),
            udtraek_foer={"tilbud": (_GAMMEL,)},
            udtraek={"plads": ({},)},
            dato=date(2026, 5, 20),
        ),
        Eksempel(
            navn="Ingen påtegning: det er REVISION-001",
            afdelinger=(_KRISECENTER,),
            udtraek={"tilbud": ({**_GAMMEL, "har_revisionspaategning": False},)},
        ),
        Eksempel(
            navn="§ 107 med pladser efter § 109, og botilbudslignende",
            afdelinger=(
                {"pladser": {"§ 107": 8, "§ 109": 2}},
                {"tilbudsid": "1002", "tilbudstyper": ("Botilbudslignende, § 4",), "pladser": {"§ 4": 8}},
            ),
            udtraek={"tilbud": (_GAMMEL, {**_GAMMEL, "tilbudsid": "1002"})},
        ),
        Eksempel(
            navn="Et andet tilbud er krisecenter",
            afdelinger=({}, {**_KRISECENTER, "tilbudsid": "1002"}),
            udtraek={"tilbud": (_GAMMEL, {"tilbudsid": "1002"})},
        ),
    ),
)
