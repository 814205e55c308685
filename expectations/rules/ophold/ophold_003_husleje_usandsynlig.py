"""Huslejen er nul, negativ eller usandsynligt høj."""

from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel

_BOLIG = {"tilbudstyper": ("Botilbudslignende tilbud, § 4 stk. 1 nr. 3 i lov om socialtilsyn",), "pladser": {"§ 4": 8}}
_HOEJ = {"husleje_kr": 78_000.0}

REGEL = Regel(
    id="OPHOLD-003",
    titel="Borgerens husleje er usandsynlig",
    finder="Botilbudslignende tilbud, hvor borgerens husleje er 0 kr., negativ eller usædvanligt høj for en måned.",
    hvorfor=(
        "Borgeren lejer sin bolig og betaler husleje hver måned. Et nul ligner et felt, der ikke er udfyldt, og et "
        "meget stort beløb ser ud til at være for et år."
    ),
    ret="Se efter under økonomi i jeres indberetning, at huslejen er skrevet i kroner pr. måned.",
    alvor=Alvor.ADVARSEL,
    formaal=Formaal.FAKTA,
    lovkilder=("BEKTP-10-3", "STL-4", "SEL-14-4-2"),
    modtagere=frozenset({Modtager.TILBUD, Modtager.SOCIALTILSYN}),
    entitet=Entitet.TILBUD,
    felt="husleje",
    sikkerhed="B",
    sql="""
        SELECT o.tilbudsid, NULL AS afdelingsid, o.husleje_kr AS vaerdi,
            o.husleje_kr AS husleje_kr, g.vaerdi AS usaedvanlig_over_kr, pligt.paragraf AS paragraf
        FROM nu_tilbudsoplysning AS o
        JOIN (
            SELECT q.tilbudsid, MIN(q.paragraf) AS paragraf
            FROM nu_afdeling_paragraf AS q
            JOIN kontroldag AS k ON q.er_tilbudstype
            JOIN reference_pligt AS r ON r.pligt = 'ophold' AND r.paragraf = q.paragraf AND r.aar = k.aar
            GROUP BY q.tilbudsid
        ) AS pligt ON pligt.tilbudsid = o.tilbudsid
        JOIN nu_graense AS g ON g.noegle = 'husleje_hoejest_kr'
        WHERE o.husleje_kr <= 0 OR o.husleje_kr > g.vaerdi
    """,
    note="Hvornår en husleje er usædvanligt høj, står i graenser.csv (husleje_hoejest_kr) og er vores eget valg.",
    bryder=(
        Eksempel(navn="78.000 kr.", afdelinger=(_BOLIG,), udtraek={"tilbud": (_HOEJ,)}, fund=(("1001", None),)),
        Eksempel(
            navn="0 kr., og den anden afdeling er botilbudslignende",
            afdelinger=({}, {**_BOLIG, "afdelingsid": "2"}),
            udtraek={"tilbud": ({"husleje_kr": 0.0},)},
            fund=(("1001", None),),
        ),
        Eksempel(
            navn="Negativ, ved siden af et tilbud uden fejl",
            afdelinger=(_BOLIG, {**_BOLIG, "tilbudsid": "1002"}),
            udtraek={"tilbud": ({"husleje_kr": -1.0}, {"tilbudsid": "1002"})},
            fund=(("1001", None),),
        ),
    ),
    holder=(
        Eksempel(navn="6.500 kr.", afdelinger=(_BOLIG,), udtraek={"tilbud": ({},)}),
        Eksempel(navn="En krone", afdelinger=(_BOLIG,), udtraek={"tilbud": ({"husleje_kr": 1.0},)}),
        Eksempel(navn="Netop grænsen", afdelinger=(_BOLIG,), udtraek={"tilbud": ({"husleje_kr": 25_000.0},)}),
        Eksempel(navn="Tom: det er OPHOLD-001", afdelinger=(_BOLIG,), udtraek={"tilbud": ({"husleje_kr": None},)}),
        Eksempel(
            navn="§ 107 og pladser efter § 4, hvor 0 kr. kan være rigtigt",
            afdelinger=({"pladser": {"§ 107": 8, "§ 4": 2}},),
            udtraek={"tilbud": ({"husleje_kr": 0.0},)},
        ),
        Eksempel(
            navn="Et krisecenter og et herberg",
            afdelinger=(
                {"tilbudstyper": ("Krisecenter, § 109",), "pladser": {"§ 109": 8}},
                {"tilbudsid": "1002", "tilbudstyper": ("Herberg, § 110",), "pladser": {"§ 110": 8}},
            ),
            udtraek={"tilbud": (_HOEJ, {**_HOEJ, "tilbudsid": "1002"})},
        ),
        Eksempel(
            navn="Et andet tilbud er botilbudslignende",
            afdelinger=({}, {**_BOLIG, "tilbudsid": "1002"}),
            udtraek={"tilbud": (_HOEJ, {"tilbudsid": "1002"})},
        ),
    ),
)
