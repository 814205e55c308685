"""Den nyeste kvalitetsvurdering mangler temaer."""

from datetime import date

from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel

_FEM = (
    {"tema": "Målgrupper, metoder og resultater"},
    {"tema": "Sundhed og trivsel"},
    {"tema": "Organisation og ledelse"},
    {"tema": "Kompetencer"},
    {"tema": "Fysiske rammer"},
)
_SYV = ({"tema": "Uddannelse og beskæftigelse"}, {"tema": "Selvstændighed og relationer"}, *_FEM)

REGEL = Regel(
    id="TILSYN-009",
    titel="Den nyeste kvalitetsvurdering har ikke alle temaer",
    finder=(
        "Tilbud, hvis nyeste kvalitetsvurdering mangler et eller flere af de temaer, der gjaldt på dagen for "
        "vurderingen."
    ),
    hvorfor=(
        "Kvaliteten vurderes tema for tema, og vurderingen vises på portalen. Mangler der temaer, kan tilbud ikke "
        "sammenlignes. Der kan være en god forklaring, for eksempel at kun nogle temaer er vurderet igen."
    ),
    ret="Socialtilsynet ser, om vurderingen er indberettet færdigt, og udfylder de temaer, der mangler.",
    alvor=Alvor.ADVARSEL,
    formaal=Formaal.INDBERETTET,
    lovkilder=("STL-6", "KVALITETSMODEL", "SEL-14-4-1"),
    modtagere=frozenset({Modtager.SOCIALTILSYN}),
    entitet=Entitet.TILBUD,
    felt="kvalitetsvurdering",
    sql="""
        SELECT nyeste.tilbudsid, NULL AS afdelingsid,
            CAST(COUNT(givet.tema) AS VARCHAR) || ' af ' || CAST(COUNT(*) AS VARCHAR) || ' temaer' AS vaerdi,
            nyeste.dag AS vurderet_dato, MIN(CASE WHEN givet.tema IS NULL THEN gaelder.tema END) AS mangler_blandt_andet
        FROM (
            SELECT tilbudsid, MAX(vurderet_dato) AS dag FROM nu_kvalitetsscore GROUP BY tilbudsid
        ) AS nyeste
        JOIN (
            SELECT DISTINCT tema, gyldig_fra, gyldig_til FROM reference_tema
        ) AS gaelder ON gaelder.gyldig_fra <= nyeste.dag
            AND (gaelder.gyldig_til IS NULL OR gaelder.gyldig_til >= nyeste.dag)
        LEFT JOIN (
            SELECT DISTINCT s.tilbudsid, s.vurderet_dato, r.tema
            FROM nu_kvalitetsscore AS s
            JOIN reference_tema AS r ON r.foldet = s.tema_foldet
        ) AS givet ON givet.tilbudsid = nyeste.tilbudsid AND givet.vurderet_dato = nyeste.dag
            AND givet.tema = gaelder.tema
        LEFT JOIN (
            SELECT DISTINCT s.tilbudsid, s.vurderet_dato
            FROM nu_kvalitetsscore AS s
            LEFT JOIN reference_tema AS r ON r.foldet = s.tema_foldet
            WHERE r.foldet IS NULL
        ) AS ukendt ON ukendt.tilbudsid = nyeste.tilbudsid AND ukendt.vurderet_dato = nyeste.dag
        WHERE ukendt.tilbudsid IS NULL
        GROUP BY nyeste.tilbudsid, nyeste.dag
        HAVING COUNT(givet.tema) < COUNT(*)
    """,
    note=(
        "Syv temaer; fem fra den dag, L 200 ophæver to af dem. Et tema uden score tæller med. Har vurderingen et tema, "
        "vi ikke kender, er det TILSYN-010."
    ),
    bryder=(
        Eksempel(
            navn="Kun fem temaer, mens alle syv gælder",
            afdelinger=({},),
            udtraek={"kvalitetsscore": _FEM},
            fund=(("1001", None),),
        ),
        Eksempel(
            navn="Sidste år alle syv, i år seks, og et andet tilbud med syv",
            afdelinger=({}, {"tilbudsid": "1002"}),
            udtraek={
                "kvalitetsscore": (
                    *({**tema, "vurderet_dato": "2025-05-30"} for tema in _SYV),
                    *_SYV[1:],
                    *({**tema, "tilbudsid": "1002"} for tema in _SYV),
                )
            },
            fund=(("1001", None),),
        ),
        Eksempel(
            navn="Et ukendt tema sidste år skjuler ikke, at der mangler to i år",
            afdelinger=({}, {"tilbudsid": "1002"}),
            udtraek={
                "kvalitetsscore": (
                    {"tema": "Økonomien", "vurderet_dato": "2025-05-30"},
                    {"tema": "Økonomien", "tilbudsid": "1002"},
                    *_FEM,
                )
            },
            fund=(("1001", None),),
        ),
        Eksempel(
            navn="Et tema, den første dag temaerne findes",
            afdelinger=({},),
            udtraek={"kvalitetsscore": ({"vurderet_dato": "2014-01-01"},)},
            fund=(("1001", None),),
            dato=date(2014, 1, 1),
        ),
    ),
    holder=(
        Eksempel(navn="Alle syv", afdelinger=({},), udtraek={"kvalitetsscore": _SYV}),
        Eksempel(
            navn="Et af dem uden score",
            afdelinger=({},),
            udtraek={"kvalitetsscore": (*_SYV[1:], {**_SYV[0], "score": None})},
        ),
        Eksempel(
            navn="Alle syv i år, kun fem sidste år",
            afdelinger=({},),
            udtraek={"kvalitetsscore": (*_SYV, *({**tema, "vurderet_dato": "2025-05-30"} for tema in _FEM))},
        ),
        Eksempel(
            navn="Et tema, vi ikke kender: det er TILSYN-010",
            afdelinger=({},),
            udtraek={"kvalitetsscore": (*_FEM, {"tema": "Uddannelse"})},
        ),
        Eksempel(navn="Ingen vurdering", afdelinger=({},), udtraek={"kvalitetsscore": ()}),
        Eksempel(
            navn="En vurdering fra før temaerne fandtes",
            afdelinger=({},),
            udtraek={"kvalitetsscore": ({"vurderet_dato": "2013-12-31"},)},
        ),
    ),
)
