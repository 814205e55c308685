"""Sygefravær eller personalegennemstrømning mangler."""

from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel

_FUND = (("1001", None),)

REGEL = Regel(
    id="NOEGLE-012",
    titel="Sygefravær eller personalegennemstrømning mangler i årsrapporten",
    finder="Den nyeste indberettede årsrapport, hvor sygefravær eller personalegennemstrømning ikke er udfyldt.",
    hvorfor="Begge tal skal indberettes med årsrapporten. De siger noget om stabiliteten omkring borgerne.",
    ret=(
        "Udfyld sygefravær og personalegennemstrømning i procent i indberetningen af årsrapporten. Er tallet nul, "
        "skrives 0."
    ),
    alvor=Alvor.ALVORLIG,
    formaal=Formaal.INDBERETTET,
    lovkilder=("BEKST-14", "SEL-14-4-1"),
    modtagere=frozenset({Modtager.TILBUD, Modtager.SOCIALTILSYN}),
    entitet=Entitet.TILBUD,
    felt="noegletal",
    sql="""
        SELECT n.tilbudsid, NULL AS afdelingsid, 'Årsrapport ' || CAST(n.aar AS VARCHAR) AS raekke, NULL AS vaerdi,
            n.sygefravaer_pct, n.personalegennemstroemning_pct, n.indberettet_dato
        FROM nu_noegletal AS n
        LEFT JOIN nu_noegletal AS nyere ON nyere.tilbudsid = n.tilbudsid AND nyere.aar > n.aar
        CROSS JOIN (
            SELECT COUNT(andre.sygefravaer_pct) AS fravaer,
                COUNT(andre.personalegennemstroemning_pct) AS gennemstroemning
            FROM nu_noegletal AS andre
        ) AS leveret
        WHERE nyere.id IS NULL AND n.indberettet_dato IS NOT NULL AND (
            (n.sygefravaer_pct IS NULL AND leveret.fravaer > 0)
            OR (n.personalegennemstroemning_pct IS NULL AND leveret.gennemstroemning > 0)
        )
    """,
    note=(
        "Er årsrapporten ikke indberettet, er det NOEGLE-001. Et dataudtræk helt uden det ene tal anklager ingen for "
        "det."
    ),
    bryder=(
        Eksempel(
            navn="Sygefraværet mangler",
            afdelinger=({}, {"tilbudsid": "1002"}),
            udtraek={
                "noegletal": (
                    {"sygefravaer_pct": None},
                    {"tilbudsid": "1002"},
                )
            },
            fund=_FUND,
        ),
        Eksempel(
            navn="Personalegennemstrømningen mangler; naboen har en nyere årsrapport",
            afdelinger=({}, {"tilbudsid": "1002"}),
            udtraek={
                "noegletal": (
                    {"personalegennemstroemning_pct": None},
                    {"tilbudsid": "1002", "aar": 2026},
                )
            },
            fund=_FUND,
        ),
    ),
    holder=(
        Eksempel(
            navn="Begge er der; den ene er nul", afdelinger=({},), udtraek={"noegletal": ({"sygefravaer_pct": 0.0},)}
        ),
        Eksempel(
            navn="Ikke indberettet: det er NOEGLE-001",
            afdelinger=({}, {"tilbudsid": "1002"}),
            udtraek={
                "noegletal": (
                    {"sygefravaer_pct": None, "indberettet_dato": None},
                    {"tilbudsid": "1002"},
                )
            },
        ),
        Eksempel(
            navn="Udtrækket har intet sygefravær", afdelinger=({},), udtraek={"noegletal": ({"sygefravaer_pct": None},)}
        ),
        Eksempel(
            navn="Udtrækket har ingen personalegennemstrømning",
            afdelinger=({},),
            udtraek={"noegletal": ({"personalegennemstroemning_pct": None},)},
        ),
        Eksempel(
            navn="Fejlen er i et tidligere års årsrapport",
            afdelinger=({},),
            udtraek={
                "noegletal": (
                    {"aar": 2024, "sygefravaer_pct": None},
                    {},
                )
            },
        ),
    ),
)
