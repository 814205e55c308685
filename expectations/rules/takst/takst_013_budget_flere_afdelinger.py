"""Afdelingernes takster, pladser og belægning giver ikke den budgetterede takstindtægt."""

from collections.abc import Mapping
from typing import Any

from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel

_Raekker = tuple[Mapping[str, Any], ...]
_TO: _Raekker = ({}, {"afdelingsid": "2"})
# To gange 8 pladser til 2.000 kr. i 365 dage med 95 % er 11.096.000 kr.; 15 % fra er 9.431.600 og 12.760.400 kr.
_LAVT, _HOEJT = 9_431_599.0, 12_760_401.0


def _udtraek(budget_kr: float, **andet: _Raekker) -> dict[str, _Raekker]:
    return {
        "takst": _TO,
        "plads": _TO,
        "belaegning": ({},),
        "budget": ({"takstindtaegt_kr": budget_kr},),
        **andet,
    }


REGEL = Regel(
    id="TAKST-013",
    titel="Afdelingernes takster giver ikke den budgetterede takstindtægt",
    finder=(
        "Tilbud med flere afdelinger, hvor summen af afdelingernes takster gange pladser gange årets dage gange "
        "forudsat belægning ligger langt fra budgettets takstindtægt."
    ),
    hvorfor=(
        "Budgettet gælder hele tilbuddet og burde svare til det, afdelingerne tager tilsammen. Passer det ikke, ser "
        "takst, pladser, belægning eller budget ud til at være forkert på mindst én afdeling. Der kan være en "
        "forklaring, for eksempel en afdeling, der åbner midt på året."
    ),
    ret="Socialtilsynet holder afdelingernes takster og pladser op mod budgettet og spørger tilbuddet om forskellen.",
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
            m.antal_afdelinger AS antal_afdelinger, m.pladser AS pladser, b.belaegning_pct AS belaegning_pct,
            m.dage AS dage, g.vaerdi AS tolerance_pct
        FROM nu_takstindtaegt AS m
        JOIN nu_belaegning AS b ON b.tilbudsid = m.tilbudsid AND b.aar = m.aar
        JOIN nu_budget AS c ON c.tilbudsid = m.tilbudsid AND c.budgetaar = m.aar
        JOIN nu_graense AS fra ON fra.noegle = 'belaegning_broek_hoejest' AND b.belaegning_pct > fra.vaerdi
        JOIN nu_graense AS til ON til.noegle = 'belaegning_hoejest_pct' AND b.belaegning_pct <= til.vaerdi
        JOIN nu_graense AS g ON g.noegle = 'takst_indtaegt_tolerance_pct'
        WHERE m.antal_afdelinger > 1 AND c.takstindtaegt_kr > 0
            AND (
                10000 * c.takstindtaegt_kr < m.lavest_kr * b.belaegning_pct * (100 - g.vaerdi)
                OR 10000 * c.takstindtaegt_kr > m.hoejest_kr * b.belaegning_pct * (100 + g.vaerdi)
            )
    """,
    note="Reglen regner på samme måde og under samme betingelser som TAKST-012.",
    bryder=(
        Eksempel(navn="Budgettet er for lavt", afdelinger=_TO, udtraek=_udtraek(_LAVT), fund=(("1001", None),)),
        Eksempel(navn="Budgettet er for højt", afdelinger=_TO, udtraek=_udtraek(_HOEJT), fund=(("1001", None),)),
        Eksempel(
            navn="Den ene afdelings takst har et ciffer for meget",
            afdelinger=_TO,
            udtraek=_udtraek(11_096_000.0, takst=({"takst_kr": 20_000.0}, {"afdelingsid": "2"})),
            fund=(("1001", None),),
        ),
        Eksempel(
            navn="100 % belægning",
            afdelinger=_TO,
            udtraek=_udtraek(_LAVT, belaegning=({"belaegning_pct": 100.0},)),
            fund=(("1001", None),),
        ),
    ),
    holder=(
        Eksempel(navn="Det passer", afdelinger=_TO, udtraek=_udtraek(11_096_000.0)),
        Eksempel(navn="Netop 15 % under", afdelinger=_TO, udtraek=_udtraek(_LAVT + 1)),
        Eksempel(navn="Netop 15 % over", afdelinger=_TO, udtraek=_udtraek(_HOEJT - 1)),
        Eksempel(
            navn="Én afdeling: det er TAKST-012",
            afdelinger=({},),
            udtraek=_udtraek(_LAVT, takst=({},), plads=({},)),
        ),
        Eksempel(
            navn="Den anden afdeling har ingen takster og pladser",
            afdelinger=_TO,
            udtraek=_udtraek(_HOEJT, takst=({},), plads=({},)),
        ),
        Eksempel(
            navn="En afdeling for meget i dataudtrækket",
            afdelinger=_TO,
            udtraek=_udtraek(_LAVT, takst=(*_TO, {"afdelingsid": "9"}), plads=(*_TO, {"afdelingsid": "9"})),
        ),
        Eksempel(navn="Budgettet har ingen takstindtægt", afdelinger=_TO, udtraek=_udtraek(0.0)),
        Eksempel(
            navn="Belægning skrevet som brøk: det er BELAEG-004",
            afdelinger=_TO,
            udtraek=_udtraek(11_096_000.0, belaegning=({"belaegning_pct": 1.0},)),
        ),
        Eksempel(
            navn="Belægning over 100: det er BELAEG-003",
            afdelinger=_TO,
            udtraek=_udtraek(_LAVT, belaegning=({"belaegning_pct": 101.0},)),
        ),
        Eksempel(
            navn="Andre tilbuds og andre års belægning",
            afdelinger=_TO,
            udtraek=_udtraek(_LAVT, belaegning=({"tilbudsid": "1002"}, {"aar": 2025})),
        ),
        Eksempel(
            navn="Andre tilbuds og andre års budget",
            afdelinger=_TO,
            udtraek=_udtraek(
                _LAVT,
                budget=(
                    {"tilbudsid": "1002", "takstindtaegt_kr": _LAVT},
                    {"budgetaar": 2025, "takstindtaegt_kr": _LAVT},
                ),
            ),
        ),
    ),
)
