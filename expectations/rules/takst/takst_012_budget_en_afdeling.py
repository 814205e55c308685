"""Takst, pladser og belægning giver ikke den budgetterede takstindtægt (tilbud med én afdeling)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel

_Raekker = tuple[Mapping[str, Any], ...]
_EN: _Raekker = ({},)
# 8 pladser til 2.000 kr. i 365 dage med 95 % belægning er 5.548.000 kr.; 15 % fra er 4.715.800 og 6.380.200 kr.
_LAVT, _HOEJT = 4_715_799.0, 6_380_201.0


def _udtraek(budget_kr: float, aar: int = 2026, **andet: _Raekker) -> dict[str, _Raekker]:
    return {
        "takst": ({"takst_aar": aar},),
        "plads": _EN,
        "belaegning": ({"aar": aar},),
        "budget": ({"takstindtaegt_kr": budget_kr, "budgetaar": aar},),
        **andet,
    }


REGEL = Regel(
    id="TAKST-012",
    titel="Takst, pladser og belægning passer ikke med den budgetterede takstindtægt",
    finder=(
        "Tilbud med én afdeling, hvor takst gange pladser gange årets dage gange forudsat belægning ligger langt fra "
        "budgettets takstindtægt. Har en paragraf flere takster, regnes der med både den laveste og den højeste."
    ),
    hvorfor=(
        "De to tal taler om den samme indtægt. Ligger de langt fra hinanden, ser takst, pladser, belægning eller "
        "budget ud til at være forkert. Der kan være en forklaring, for eksempel pladser, der åbner midt på året."
    ),
    ret="Socialtilsynet holder takst, pladser og belægning op mod budgettet og spørger tilbuddet om forskellen.",
    alvor=Alvor.ADVARSEL,
    formaal=Formaal.FAKTA,
    lovkilder=("BEKTP-10-1", "STL-16", "SEL-14-4-2"),
    modtagere=frozenset({Modtager.SOCIALTILSYN}),
    entitet=Entitet.TILBUD,
    felt="takst",
    sql="""
        SELECT m.tilbudsid, NULL AS afdelingsid, CAST(CAST(c.takstindtaegt_kr AS BIGINT) AS VARCHAR) AS vaerdi,
            c.takstindtaegt_kr AS budgetteret_takstindtaegt_kr,
            ROUND(CAST(m.lavest_kr * b.belaegning_pct / 100 AS NUMERIC), 0) AS beregnet_mindst_kr,
            ROUND(CAST(m.hoejest_kr * b.belaegning_pct / 100 AS NUMERIC), 0) AS beregnet_hoejst_kr,
            m.pladser AS pladser, b.belaegning_pct AS belaegning_pct, m.dage AS dage, g.vaerdi AS tolerance_pct
        FROM nu_takstindtaegt AS m
        JOIN nu_belaegning AS b ON b.tilbudsid = m.tilbudsid AND b.aar = m.aar
        JOIN nu_budget AS c ON c.tilbudsid = m.tilbudsid AND c.budgetaar = m.aar
        JOIN nu_graense AS fra ON fra.noegle = 'belaegning_broek_hoejest' AND b.belaegning_pct > fra.vaerdi
        JOIN nu_graense AS til ON til.noegle = 'belaegning_hoejest_pct' AND b.belaegning_pct <= til.vaerdi
        JOIN nu_graense AS g ON g.noegle = 'takst_indtaegt_tolerance_pct'
        WHERE m.antal_afdelinger = 1 AND c.takstindtaegt_kr > 0
            AND (
                10000 * c.takstindtaegt_kr < m.lavest_kr * b.belaegning_pct * (100 - g.vaerdi)
                OR 10000 * c.takstindtaegt_kr > m.hoejest_kr * b.belaegning_pct * (100 + g.vaerdi)
            )
    """,
    note=(
        "Reglen regner kun, hvor alle takster er pr. døgn eller dag, hver paragraf har både takst og pladser, og en "
        "plads er en seng i et tilbud under socialtilsynet. Tilbud med flere afdelinger er TAKST-013. Tolerancen står "
        "i graenser.csv (takst_indtaegt_tolerance_pct) og er vores egen."
    ),
    bryder=(
        Eksempel(navn="Budgettet er for lavt", afdelinger=_EN, udtraek=_udtraek(_LAVT), fund=(("1001", None),)),
        Eksempel(navn="Budgettet er for højt", afdelinger=_EN, udtraek=_udtraek(_HOEJT), fund=(("1001", None),)),
        Eksempel(
            navn="To takster på samme paragraf: uden for begge",
            afdelinger=_EN,
            udtraek=_udtraek(9_600_000.0, takst=({}, {"ydelsesid": "4", "takst_kr": 3000.0})),
            fund=(("1001", None),),
        ),
        Eksempel(
            navn="To paragraffer, ved siden af et tilbud, der passer",
            afdelinger=({}, {"tilbudsid": "1002"}),
            udtraek={
                "takst": ({}, {"ydelsesid": "4", "paragraf": "§ 108"}, {"tilbudsid": "1002"}),
                "plads": ({}, {"paragraf": "§ 108"}, {"tilbudsid": "1002"}),
                "belaegning": ({}, {"tilbudsid": "1002"}),
                "budget": ({}, {"tilbudsid": "1002"}),
            },
            fund=(("1001", None),),
        ),
        Eksempel(
            navn="2028 har 366 dage",
            afdelinger=_EN,
            udtraek=_udtraek(4_720_000.0, aar=2028),
            fund=(("1001", None),),
            dato=date(2028, 11, 1),
        ),
        Eksempel(
            navn="100 % belægning",
            afdelinger=_EN,
            udtraek=_udtraek(_LAVT, belaegning=({"belaegning_pct": 100.0},)),
            fund=(("1001", None),),
        ),
    ),
    holder=(
        Eksempel(navn="Det passer", afdelinger=_EN, udtraek=_udtraek(5_548_000.0)),
        Eksempel(
            navn="Paragraffen er skrevet om siden det forrige udtræk",
            afdelinger=_EN,
            udtraek_foer={"takst": ({"ydelsesid": "4", "paragraf": "§ 108"},), "plads": ({"paragraf": "§ 108"},)},
            udtraek=_udtraek(5_548_000.0),
        ),
        Eksempel(navn="Netop 15 % under", afdelinger=_EN, udtraek=_udtraek(_LAVT + 1)),
        Eksempel(navn="Netop 15 % over", afdelinger=_EN, udtraek=_udtraek(_HOEJT - 1)),
        Eksempel(navn="2026 har 365 dage", afdelinger=_EN, udtraek=_udtraek(4_720_000.0)),
        Eksempel(
            navn="To takster på samme paragraf: imellem dem",
            afdelinger=_EN,
            udtraek=_udtraek(6_900_000.0, takst=({}, {"ydelsesid": "4", "takst_kr": 3000.0})),
        ),
        Eksempel(navn="Budgettet har ingen takstindtægt", afdelinger=_EN, udtraek=_udtraek(0.0)),
        Eksempel(
            navn="To afdelinger: det er TAKST-013",
            afdelinger=({}, {"afdelingsid": "2"}),
            udtraek=_udtraek(_LAVT, takst=({}, {"afdelingsid": "2"}), plads=({}, {"afdelingsid": "2"})),
        ),
        Eksempel(
            navn="En takst pr. måned",
            afdelinger=_EN,
            udtraek=_udtraek(_LAVT, takst=({}, {"ydelsesid": "4", "takst_enhed": "måned"})),
        ),
        Eksempel(
            navn="En takst på 0 kr.: det er TAKST-004",
            afdelinger=_EN,
            udtraek=_udtraek(_HOEJT, takst=({}, {"ydelsesid": "4", "takst_kr": 0.0})),
        ),
        Eksempel(
            navn="En ydelse efter en paragraf uden pladser",
            afdelinger=_EN,
            udtraek=_udtraek(_HOEJT, takst=({}, {"ydelsesid": "4", "paragraf": "§ 108"})),
        ),
        Eksempel(
            navn="Pladser efter en paragraf uden takst",
            afdelinger=_EN,
            udtraek=_udtraek(_HOEJT, plads=({}, {"paragraf": "§ 108"})),
        ),
        Eksempel(
            navn="Pladserne står under et andet tilbud, en anden afdeling og en anden paragraf",
            afdelinger=_EN,
            udtraek=_udtraek(_LAVT, plads=({"tilbudsid": "1002"}, {"afdelingsid": "2"}, {"paragraf": "§ 108"})),
        ),
        Eksempel(
            navn="§ 104, hvor dagene ikke er 365",
            afdelinger=_EN,
            udtraek=_udtraek(_LAVT, takst=({"paragraf": "§ 104"},), plads=({"paragraf": "§ 104"},)),
        ),
        Eksempel(
            navn="§ 101, hvor en plads ikke er en seng",
            afdelinger=_EN,
            udtraek=_udtraek(_LAVT, takst=({"paragraf": "§ 101"},), plads=({"paragraf": "§ 101"},)),
        ),
        Eksempel(
            navn="Belægning skrevet som brøk: det er BELAEG-004",
            afdelinger=_EN,
            udtraek=_udtraek(5_548_000.0, belaegning=({"belaegning_pct": 1.0},)),
        ),
        Eksempel(
            navn="Belægning over 100: det er BELAEG-003",
            afdelinger=_EN,
            udtraek=_udtraek(_LAVT, belaegning=({"belaegning_pct": 101.0},)),
        ),
        Eksempel(
            navn="Andre tilbuds og andre års belægning",
            afdelinger=_EN,
            udtraek=_udtraek(_LAVT, belaegning=({"tilbudsid": "1002"}, {"aar": 2025})),
        ),
        Eksempel(
            navn="Et andet års budget",
            afdelinger=_EN,
            udtraek=_udtraek(_LAVT, budget=({"takstindtaegt_kr": _LAVT, "budgetaar": 2027},)),
        ),
        Eksempel(navn="Et andet års takst", afdelinger=_EN, udtraek=_udtraek(_LAVT, takst=({"takst_aar": 2025},))),
        Eksempel(
            navn="Et andet tilbuds budget",
            afdelinger=_EN,
            udtraek=_udtraek(_LAVT, budget=({"tilbudsid": "1002", "takstindtaegt_kr": _LAVT},)),
        ),
    ),
)
