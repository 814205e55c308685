"""Faults of takster: none, no amount, no unit, leaps and stand-stills, far from peers, and at odds with the budget."""

from random import Random
from typing import Any

from crawler.replica.fejl import Plantet
from crawler.replica.udtraek.model import Row, Tilbudsdata, Udtraeksfejl, afdeling_fund, tilbud_fund
from crawler.replica.udtraek.priser import write_kroner
from crawler.replica.udtraek.prisvalg import (
    can_reckon,
    choose_takst,
    find_year,
    has_takst,
    is_open,
    is_regulated,
    list_pligtige,
)

Plantning = tuple[Tilbudsdata, frozenset[Plantet]]

_ULAESELIGE = ("efter aftale", "fra 1.500", "individuel pris", "se hjemmesiden")
_UKENDTE_ENHEDER = ("pr. kvartal", "plads", "pr. uge og barn")
# The ydelser of a made-up group of its own: enough of them for a group that can judge, even in a small register.
_GRUPPEPRISER = tuple(1500.0 + 50 * nummer for nummer in range(10))


def _change_takst(data: Tilbudsdata, row: Row, **felter: Any) -> Tilbudsdata:  # noqa: ANN401 - columns of any type
    return data.change("takst", hvor=lambda x: x == row, **felter)


def _price(kroner: float) -> dict[str, Any]:
    return {"takst_kr": kroner, "takst_tekst": write_kroner(kroner), "takst_liste_kr": kroner}


def _empty_takst(data: Tilbudsdata, terning: Random) -> Plantning:
    row = choose_takst(data, terning, aar=find_year(data))
    ny = _change_takst(data, row, takst_kr=None, takst_tekst=None, takst_liste_kr=None)
    return ny, afdeling_fund("TAKST-001", (row,))


def _drop_takster(data: Tilbudsdata, terning: Random) -> Plantning:
    afdelingsid = terning.choice(list_pligtige(data, "takst"))
    valgte = data.rows("takst", hvor=lambda x: x["afdelingsid"] == afdelingsid)
    return data.without("takst", hvor=lambda x: x["afdelingsid"] == afdelingsid), afdeling_fund("TAKST-002", valgte)


def _write_words(data: Tilbudsdata, terning: Random) -> Plantning:
    row = choose_takst(data, terning)
    ny = _change_takst(data, row, takst_kr=None, takst_tekst=terning.choice(_ULAESELIGE), takst_liste_kr=None)
    return ny, afdeling_fund("TAKST-003", (row,))


def _write_nought(data: Tilbudsdata, terning: Random) -> Plantning:
    row = choose_takst(data, terning)
    kroner = terning.choice((0.0, -row["takst_kr"]))
    return _change_takst(data, row, **_price(kroner)), afdeling_fund("TAKST-004", (row,))


def _drop_unit(data: Tilbudsdata, terning: Random) -> Plantning:
    row = choose_takst(data, terning)
    return _change_takst(data, row, takst_enhed=None), afdeling_fund("TAKST-005", (row,))


def _write_odd_unit(data: Tilbudsdata, terning: Random) -> Plantning:
    row = choose_takst(data, terning)
    ny = _change_takst(data, row, takst_enhed=terning.choice(_UKENDTE_ENHEDER))
    return ny, afdeling_fund("TAKST-006", (row,))


def _write_fraction(data: Tilbudsdata, terning: Random) -> Plantning:
    row = choose_takst(data, terning)
    kroner = int(row["takst_kr"]) + terning.randint(1, 9) / 1000
    tekst = f"{kroner:.3f}".replace(".", ",")
    ny = _change_takst(data, row, takst_kr=kroner, takst_tekst=tekst, takst_liste_kr=kroner)
    return ny, afdeling_fund("TAKST-007", (row,))


def _cheapen_last_year(data: Tilbudsdata, terning: Random) -> Plantning:
    """Let last year's price be so low that this year's, which is as it should be, has leapt."""
    row = choose_takst(data, terning, aar=data.dag.year - 1)
    lavere = _price(float(round(row["takst_kr"] * terning.uniform(0.7, 0.85))))
    return _change_takst(data, row, **lavere), afdeling_fund("TAKST-008", (row,))


def _repeat_takst(data: Tilbudsdata, terning: Random) -> Plantning:
    """Let the year's price be that of the two years before it."""
    row = choose_takst(data, terning)
    aar = data.dag.year
    uden = data.without("takst", hvor=lambda x: x["ydelsesid"] == row["ydelsesid"] and aar - 2 <= x["takst_aar"] < aar)
    ny = uden.plus("takst", *({**row, "takst_aar": et_aar} for et_aar in (aar - 2, aar - 1)))
    return ny, afdeling_fund("TAKST-009", (row,))


def _misplace_digit(data: Tilbudsdata, terning: Random) -> Plantning:
    """Add many ydelser for one målgruppe, all close in price but one with a digit too many or too few."""
    row = choose_takst(data, terning)
    forkert = terning.choice((17_200.0, 172.0))
    nye = [
        {
            **row,
            "ydelsesid": f"{row['ydelsesid']}G{nummer}",
            "ydelse": f"Særligt forløb {nummer}",
            "maalgruppe": "Spiseforstyrrelser",
            "takst_enhed": "døgn",
            **_price(kroner),
        }
        for nummer, kroner in enumerate((*_GRUPPEPRISER, forkert), start=1)
    ]
    return data.plus("takst", *nye), afdeling_fund("TAKST-010", (row,))


def _contradict_list(data: Tilbudsdata, terning: Random) -> Plantning:
    row = choose_takst(data, terning)
    ny = _change_takst(data, row, takst_liste_kr=row["takst_kr"] + terning.choice((-50.0, 1.0, 0.5, 100.0)))
    return ny, afdeling_fund("TAKST-011", (row,))


def _budget_half(regel: str, data: Tilbudsdata) -> Plantning:
    """Let the budget expect half of what the takster bring in; what is missing is other income."""
    budget = next(x for x in data.rows("budget") if x["budgetaar"] == data.dag.year)
    halvt = float(round(budget["takstindtaegt_kr"] / 2))
    return data.change("budget", hvor=lambda x: x == budget, takstindtaegt_kr=halvt), tilbud_fund(regel, data)


def _budget_half_of_one(data: Tilbudsdata, _: Random) -> Plantning:
    return _budget_half("TAKST-012", data)


def _budget_half_of_several(data: Tilbudsdata, _: Random) -> Plantning:
    return _budget_half("TAKST-013", data)


def _price_unevenly(data: Tilbudsdata, terning: Random) -> Plantning:
    """Offer the same by the hour at two afdelinger, at more than double the price at one of them."""
    rows = data.rows("takst", hvor=lambda x: x["takst_aar"] == data.dag.year)
    foerste = rows[0]
    anden = next(x for x in rows if x["afdelingsid"] != foerste["afdelingsid"])
    nye = [
        {
            **foerste,
            "afdelingsid": afdelingsid,
            "ydelsesid": f"{afdelingsid}T1",
            "ydelse": "Støtte i weekenden",
            "takst_enhed": "time",
            **_price(kroner),
        }
        for afdelingsid, kroner in (
            (foerste["afdelingsid"], 300.0 + 10 * terning.randint(0, 9)),
            (anden["afdelingsid"], 800.0 + 10 * terning.randint(0, 9)),
        )
    ]
    return data.plus("takst", *nye), tilbud_fund("TAKST-014", data)


def _can_drop_takster(data: Tilbudsdata) -> bool:
    return bool(list_pligtige(data, "takst"))


def _can_group(data: Tilbudsdata) -> bool:
    return is_open(data) and has_takst(data)


def _can_reckon_one(data: Tilbudsdata) -> bool:
    return len(data.sider) == 1 and can_reckon(data)


def _can_reckon_several(data: Tilbudsdata) -> bool:
    return len(data.sider) > 1 and can_reckon(data)


def _can_compare_afdelinger(data: Tilbudsdata) -> bool:
    return is_open(data) and len({x["afdelingsid"] for x in data.rows("takst")}) > 1


FEJL = (
    Udtraeksfejl(regel="TAKST-001", plant=_empty_takst, passer=has_takst, kasus=8),
    Udtraeksfejl(regel="TAKST-002", plant=_drop_takster, passer=_can_drop_takster, kasus=8),
    Udtraeksfejl(regel="TAKST-003", plant=_write_words, passer=has_takst, kasus=8),
    Udtraeksfejl(regel="TAKST-004", plant=_write_nought, passer=has_takst, kasus=6),
    Udtraeksfejl(regel="TAKST-005", plant=_drop_unit, passer=has_takst, aktiv=False),
    Udtraeksfejl(regel="TAKST-006", plant=_write_odd_unit, passer=has_takst, aktiv=False),
    Udtraeksfejl(regel="TAKST-007", plant=_write_fraction, passer=has_takst, aktiv=False),
    Udtraeksfejl(regel="TAKST-008", plant=_cheapen_last_year, passer=is_regulated, aktiv=False),
    Udtraeksfejl(regel="TAKST-009", plant=_repeat_takst, passer=has_takst, kasus=12),
    Udtraeksfejl(regel="TAKST-010", plant=_misplace_digit, passer=_can_group, kasus=6),
    Udtraeksfejl(regel="TAKST-011", plant=_contradict_list, passer=has_takst),
    Udtraeksfejl(regel="TAKST-012", plant=_budget_half_of_one, passer=_can_reckon_one, kasus=8),
    Udtraeksfejl(regel="TAKST-013", plant=_budget_half_of_several, passer=_can_reckon_several, kasus=6),
    Udtraeksfejl(regel="TAKST-014", plant=_price_unevenly, passer=_can_compare_afdelinger, aktiv=False),
)
