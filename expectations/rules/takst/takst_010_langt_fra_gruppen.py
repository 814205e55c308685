"""Taksten ligger langt fra sammenlignelige tilbuds."""

from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel

_RIMELIGE = (1700.0, 1800.0, 1900.0, 1950.0, 2000.0, 2050.0, 2100.0, 2200.0, 2300.0)
_ALLE = tuple({"tilbudsid": str(1001 + nummer)} for nummer in range(10))


def _takster(*beloeb: float) -> tuple[dict[str, object], ...]:
    return tuple({"tilbudsid": str(1001 + nummer), "takst_kr": takst} for nummer, takst in enumerate(beloeb))


REGEL = Regel(
    id="TAKST-010",
    titel="Taksten ligger langt fra sammenlignelige tilbuds",
    finder=(
        "Ydelser, hvor årets takst ligger langt fra medianen for ydelser efter samme paragraf, til samme målgruppe, "
        "med samme slags ejer og pr. samme enhed."
    ),
    hvorfor=(
        "Der kan være gode grunde til en særlig takst, og reglen siger intet om, at den er forkert. Men en tastefejl, "
        "en forkert enhed eller en forkert målgruppe viser sig sådan."
    ),
    ret="Socialtilsynet ser, om takst, enhed og målgruppe passer sammen, og spørger tilbuddet, hvis det er i tvivl.",
    alvor=Alvor.ADVARSEL,
    formaal=Formaal.FAKTA,
    lovkilder=("BEKTP-10-1", "STL-11A", "SEL-14-4-2"),
    modtagere=frozenset({Modtager.SOCIALTILSYN}),
    entitet=Entitet.AFDELING,
    felt="takst",
    sikkerhed="B",
    sql="""
        SELECT t.tilbudsid, t.afdelingsid,
            'Ydelse ' || t.ydelsesid || ', ' || CAST(t.takst_aar AS VARCHAR) AS raekke,
            COALESCE(t.takst_tekst, CAST(t.takst_kr AS VARCHAR)) AS vaerdi, t.ydelse AS ydelse,
            t.takst_kr AS takst_kr, d.gruppe AS gruppe, d.gruppe_antal AS gruppe_antal,
            ROUND(CAST(d.median_kr AS NUMERIC), 2) AS gruppens_median_kr,
            ROUND(CAST(d.afvigelse AS NUMERIC), 2) AS afvigelse_robuste_spredninger,
            'ln(takst) minus gruppens median af ln(takst), delt med 1,4826 gange medianen af de numeriske afvigelser'
                AS metode
        FROM nu_takst AS t
        JOIN nu_afdeling AS a ON a.tilbudsid = t.tilbudsid AND a.afdelingsid = t.afdelingsid
        JOIN nu_takstgruppe AS d ON d.takst_id = t.id
        JOIN nu_graense AS g ON g.noegle = 'gruppe_afvigelse'
        WHERE ABS(d.afvigelse) >= g.vaerdi
    """,
    note=(
        "Afvigelsen er robust: ln(takst) minus gruppens median, delt med 1,4826 gange medianen af de numeriske "
        "afvigelser. Små grupper og grupper, hvor de fleste er ens, dømmer ingen. Grænserne står i graenser.csv "
        "(gruppe_mindst_antal, gruppe_afvigelse) og er vores egne."
    ),
    bryder=(
        Eksempel(
            navn="20.000 kr. i døgnet, hvor ni andre ligger omkring 2.000",
            afdelinger=_ALLE,
            udtraek={"takst": _takster(20_000.0, *_RIMELIGE)},
            fund=(("1001", "1"),),
        ),
        Eksempel(
            navn="200 kr., og den tilsvarende for sidste år er ikke med",
            afdelinger=_ALLE,
            udtraek={"takst": (*_takster(200.0, *_RIMELIGE), {"takst_kr": 200.0, "takst_aar": 2025})},
            fund=(("1001", "1"),),
        ),
    ),
    holder=(
        Eksempel(navn="Alle omkring 2.000 kr.", afdelinger=_ALLE, udtraek={"takst": _takster(2400.0, *_RIMELIGE)}),
        Eksempel(
            navn="En afdeling, som ikke står på portalen",
            afdelinger=_ALLE,
            udtraek={"takst": (*_takster(2000.0, *_RIMELIGE), {"takst_kr": 20_000.0, "afdelingsid": "9"})},
        ),
        Eksempel(
            navn="Gruppen er for lille",
            afdelinger=_ALLE,
            udtraek={"takst": _takster(20_000.0, *_RIMELIGE[:8])},
        ),
        Eksempel(
            navn="De fleste er ens: uden spredning dømmes ingen",
            afdelinger=_ALLE,
            udtraek={"takst": _takster(20_000.0, *[2000.0] * 9)},
        ),
        Eksempel(
            navn="Til en anden målgruppe",
            afdelinger=_ALLE,
            udtraek={
                "takst": (
                    {"takst_kr": 20_000.0, "maalgruppe": "Erhvervet hjerneskade"},
                    *_takster(2000.0, *_RIMELIGE)[1:],
                )
            },
        ),
    ),
)
