"""Husleje mangler for et botilbudslignende tilbud."""

from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel

_BOLIG = {"tilbudstyper": ("Botilbudslignende tilbud, § 4 stk. 1 nr. 3 i lov om socialtilsyn",), "pladser": {"§ 4": 8}}
_TOM = {"husleje_kr": None}

REGEL = Regel(
    id="OPHOLD-001",
    titel="Borgerens husleje mangler",
    finder="Botilbudslignende tilbud, hvor borgerens husleje ikke er oplyst.",
    hvorfor=(
        "Et botilbudslignende tilbud skal oplyse, hvad det koster borgeren at bo der, for eksempel huslejen. Borgeren "
        "og kommunen kan ellers ikke se den samlede pris."
    ),
    ret="Skriv huslejen pr. måned under økonomi i jeres indberetning.",
    alvor=Alvor.KRITISK,
    formaal=Formaal.INDBERETTET,
    lovkilder=("BEKTP-10-3", "STL-4", "SEL-14-4-1"),
    modtagere=frozenset({Modtager.TILBUD, Modtager.SOCIALTILSYN}),
    entitet=Entitet.TILBUD,
    felt="husleje",
    sikkerhed="B",
    sql="""
        SELECT p.tilbudsid, NULL AS afdelingsid, NULL AS vaerdi, pligt.paragraf AS paragraf
        FROM nu_tilbudsoplysning AS o
        JOIN nu_tilbudsprofil AS p ON p.tilbudsid = o.tilbudsid
        JOIN nu_udtraek AS u ON u.entitet = 'tilbud' AND u.dag_nr >= p.foerst_set_dag_nr
        JOIN (
            SELECT q.tilbudsid, MIN(q.paragraf) AS paragraf
            FROM nu_afdeling_paragraf AS q
            JOIN kontroldag AS k ON q.er_tilbudstype
            JOIN reference_pligt AS r ON r.pligt = 'ophold' AND r.paragraf = q.paragraf AND r.aar = k.aar
            GROUP BY q.tilbudsid
        ) AS pligt ON pligt.tilbudsid = o.tilbudsid
        WHERE p.alle_set AND o.husleje_kr IS NULL
            AND EXISTS (
                SELECT 1
                FROM nu_tilbudsoplysning AS andre
                WHERE andre.husleje_kr IS NOT NULL OR andre.beboerindskud_kr IS NOT NULL
            )
    """,
    note=(
        "Kun paragraffer, der er sikre, er med: lov om socialtilsyn § 4. Om hjælp efter serviceloven §§ 83-102 gør et "
        "tilbud botilbudslignende, afhænger af boligen [C]. Siger dataudtrækket intet om udgifter til ophold for noget "
        "tilbud, anklages ingen."
    ),
    bryder=(
        Eksempel(
            navn="Ingen husleje, men et beboerindskud",
            afdelinger=(_BOLIG,),
            udtraek={"tilbud": (_TOM,)},
            fund=(("1001", None),),
        ),
        Eksempel(
            navn="Den anden afdeling er botilbudslignende, og et andet tilbud har husleje",
            afdelinger=({}, {**_BOLIG, "afdelingsid": "2"}, {**_BOLIG, "tilbudsid": "1002"}),
            udtraek={
                "tilbud": (
                    {**_TOM, "beboerindskud_kr": None},
                    {"tilbudsid": "1002", "beboerindskud_kr": None},
                ),
                "plads": ({},),
            },
            fund=(("1001", None),),
        ),
    ),
    holder=(
        Eksempel(navn="6.500 kr.", afdelinger=(_BOLIG,), udtraek={"tilbud": ({},)}),
        Eksempel(navn="0 kr.: det er OPHOLD-003", afdelinger=(_BOLIG,), udtraek={"tilbud": ({"husleje_kr": 0.0},)}),
        Eksempel(navn="Midlertidigt botilbud, § 107", afdelinger=({},), udtraek={"tilbud": (_TOM,)}),
        Eksempel(
            navn="§ 107 med pladser efter § 4, og krisecenter",
            afdelinger=(
                {"pladser": {"§ 107": 8, "§ 4": 2}},
                {"tilbudsid": "1002", "tilbudstyper": ("Krisecenter, § 109",), "pladser": {"§ 109": 8}},
            ),
            udtraek={"tilbud": (_TOM, {**_TOM, "tilbudsid": "1002"})},
        ),
        Eksempel(
            navn="Socialpædagogisk støtte, § 85: kan være botilbudslignende",
            afdelinger=({"tilbudstyper": ("Støtte, § 85",), "pladser": {"§ 85": 8}},),
            udtraek={"tilbud": (_TOM,)},
        ),
        Eksempel(
            navn="Dataudtrækket siger intet om udgifter til ophold",
            afdelinger=(_BOLIG,),
            udtraek={"tilbud": ({**_TOM, "beboerindskud_kr": None},)},
        ),
        Eksempel(
            navn="Et andet tilbud er botilbudslignende",
            afdelinger=({}, {**_BOLIG, "tilbudsid": "1002"}),
            udtraek={"tilbud": (_TOM, {"tilbudsid": "1002"})},
        ),
        Eksempel(
            navn="Tilbuddet kom på portalen efter leveringen",
            afdelinger=(_BOLIG,),
            udtraek_foer={"tilbud": (_TOM,)},
            udtraek={"plads": ({},)},
        ),
        Eksempel(
            navn="Den ene afdeling blev ikke set i nat",
            afdelinger=(_BOLIG, {**_BOLIG, "afdelingsid": "2"}),
            udtraek={"tilbud": (_TOM,)},
            savnet=(("1001", "2"),),
        ),
        Eksempel(
            navn="Et tilbud, som ikke står på portalen",
            afdelinger=(_BOLIG,),
            udtraek={"tilbud": ({}, {**_TOM, "tilbudsid": "9999"})},
        ),
    ),
)
