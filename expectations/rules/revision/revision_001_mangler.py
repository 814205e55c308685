"""Revisionspåtegning af taksterne mangler (§§ 109 og 110)."""

from datetime import date

from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel

_KRISECENTER = {"tilbudstyper": ("Krisecenter, § 109",), "pladser": {"§ 109": 8}}
_UDEN = {"har_revisionspaategning": False, "revisionspaategning_aar": None}

REGEL = Regel(
    id="REVISION-001",
    titel="Revisionspåtegning af taksterne mangler",
    finder="Krisecentre (§ 109) og herberger (§ 110), hvor der ikke er oplyst om revisionspåtegning af taksterne.",
    hvorfor=(
        "Tilbud efter §§ 109 og 110 skal indberette oplysning om revisionspåtegning af taksterne. Den viser, at en "
        "revisor har set på dem."
    ),
    ret="Bed jeres revisor lægge påtegningen på Tilbudsportalen.",
    alvor=Alvor.KRITISK,
    formaal=Formaal.INDBERETTET,
    lovkilder=("BEKTP-10-2", "REVBEK-109", "SEL-14-4-1"),
    modtagere=frozenset({Modtager.TILBUD, Modtager.SOCIALTILSYN}),
    entitet=Entitet.TILBUD,
    felt="revisionspaategning",
    sql="""
        SELECT p.tilbudsid, NULL AS afdelingsid, NULL AS vaerdi, pligt.paragraf AS paragraf
        FROM nu_tilbudsoplysning AS o
        JOIN nu_tilbudsprofil AS p ON p.tilbudsid = o.tilbudsid
        JOIN nu_udtraek AS u ON u.entitet = 'tilbud' AND u.dag_nr >= p.foerst_set_dag_nr
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
            JOIN nu_udtraek AS levering ON levering.entitet = 'tilbud' AND f.sidste_dag < levering.dag
            WHERE f.frist = 'aarsrapport'
        ) AS aarets ON CAST(COALESCE(o.godkendt_dato, p.foerst_set_dag) AS VARCHAR) < CAST(aarets.aar AS VARCHAR)
        WHERE p.alle_set AND NOT COALESCE(o.har_revisionspaategning, FALSE)
            AND EXISTS (
                SELECT 1
                FROM nu_tilbudsoplysning AS andre
                WHERE andre.har_revisionspaategning IS NOT NULL
            )
    """,
    note=(
        "Siger dataudtrækket intet om revisionspåtegninger for noget tilbud, anklages ingen. Påtegningen følger "
        "regnskabet: tilbud, der er godkendt i løbet af det sidst afsluttede regnskabsår eller senere, er ikke med."
    ),
    bryder=(
        Eksempel(
            navn="Et krisecenter uden påtegning",
            afdelinger=(_KRISECENTER,),
            udtraek={"tilbud": (_UDEN,)},
            fund=(("1001", None),),
        ),
        Eksempel(
            navn="Godkendt den sidste dag før det sidst afsluttede regnskabsår",
            afdelinger=(_KRISECENTER,),
            udtraek={"tilbud": ({**_UDEN, "godkendt_dato": "2024-12-31"},)},
            fund=(("1001", None),),
        ),
        Eksempel(
            navn="Feltet er tomt på et herberg, som også er botilbud, mens et andet tilbud har en påtegning",
            afdelinger=(
                {},
                {"afdelingsid": "2", "tilbudstyper": ("Herberg, § 110",), "pladser": {"§ 110": 8}},
                {**_KRISECENTER, "tilbudsid": "1002"},
            ),
            udtraek={
                "tilbud": ({**_UDEN, "har_revisionspaategning": None}, {"tilbudsid": "1002"}),
                "plads": ({},),
            },
            fund=(("1001", None),),
        ),
    ),
    holder=(
        Eksempel(navn="Med påtegning", afdelinger=(_KRISECENTER,), udtraek={"tilbud": ({},)}),
        Eksempel(navn="Midlertidigt botilbud, § 107", afdelinger=({},), udtraek={"tilbud": (_UDEN,)}),
        Eksempel(
            navn="Botilbudslignende, og § 107 med pladser efter § 110",
            afdelinger=(
                {"pladser": {"§ 107": 8, "§ 110": 2}},
                {"tilbudsid": "1002", "tilbudstyper": ("Botilbudslignende, § 4",), "pladser": {"§ 4": 8}},
            ),
            udtraek={"tilbud": (_UDEN, {**_UDEN, "tilbudsid": "1002"})},
        ),
        Eksempel(
            navn="Et andet tilbud er krisecenter",
            afdelinger=({}, {**_KRISECENTER, "tilbudsid": "1002"}),
            udtraek={"tilbud": (_UDEN, {"tilbudsid": "1002"})},
        ),
        Eksempel(
            navn="Dataudtrækket siger intet om påtegninger",
            afdelinger=(_KRISECENTER,),
            udtraek={"tilbud": ({**_UDEN, "har_revisionspaategning": None},)},
        ),
        Eksempel(
            navn="Tilbuddet kom på portalen efter leveringen",
            afdelinger=(_KRISECENTER,),
            udtraek_foer={"tilbud": (_UDEN,)},
            udtraek={"plads": ({},)},
        ),
        Eksempel(
            navn="Den ene afdeling blev ikke set i nat",
            afdelinger=(_KRISECENTER, {**_KRISECENTER, "afdelingsid": "2"}),
            udtraek={"tilbud": (_UDEN,)},
            savnet=(("1001", "2"),),
        ),
        Eksempel(
            navn="Godkendt i år: det første regnskab er ikke lavet endnu",
            afdelinger=(_KRISECENTER,),
            udtraek={"tilbud": ({**_UDEN, "godkendt_dato": "2026-02-01"},)},
        ),
        Eksempel(
            navn="Godkendt på det sidst afsluttede regnskabsårs første dag",
            afdelinger=(_KRISECENTER,),
            udtraek={"tilbud": ({**_UDEN, "godkendt_dato": "2025-01-01"},)},
        ),
        Eksempel(
            navn="Godkendt sidste år, mens fristen for årsrapporten løber",
            afdelinger=(_KRISECENTER,),
            udtraek={"tilbud": ({**_UDEN, "godkendt_dato": "2024-12-31"},)},
            dato=date(2026, 5, 1),
        ),
        Eksempel(
            navn="Et tilbud, som ikke står på portalen",
            afdelinger=(_KRISECENTER,),
            udtraek={"tilbud": ({}, {**_UDEN, "tilbudsid": "9999"})},
        ),
    ),
)
