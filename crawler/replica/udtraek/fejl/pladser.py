"""Faults of places: too many free, none told, impossible or old numbers, and sums that do not agree with the page."""

from datetime import timedelta
from random import Random

from crawler.replica.fejl import Plantet
from crawler.replica.tilbudstyper import UDEN_SENGE
from crawler.replica.udtraek.model import Row, Tilbudsdata, Udtraeksfejl, afdeling_fund, tilbud_fund

Plantning = tuple[Tilbudsdata, frozenset[Plantet]]

_FORAELDET_DAGE = 1096
_MANGE = 30
_DAGTILBUD = ("§ 103", "§ 104")


def _change_first(data: Tilbudsdata, regel: str, **aendringer: object) -> Plantning:
    """Change the first row of places; it is found there."""
    foerste = data.rows("plads")[0]
    return data.change("plads", hvor=lambda row: row == foerste, **aendringer), afdeling_fund(regel, (foerste,))


def _has_pladser(data: Tilbudsdata) -> bool:
    return any(row["godkendte_antal"] > 0 for row in data.rows("plads")[:1])


def _state_too_many(data: Tilbudsdata, terning: Random) -> Plantning:
    godkendte = data.rows("plads")[0]["godkendte_antal"]
    return _change_first(data, "PLADS-006", ledige_antal=godkendte + terning.randint(1, 4))


def _hide_ledige(data: Tilbudsdata, _: Random) -> Plantning:
    return _change_first(data, "PLADS-007", ledige_antal=None)


def _leave_out_afdeling(data: Tilbudsdata, _: Random) -> Plantning:
    foerste = data.rows("plads")[0]

    def is_same(row: Row) -> bool:
        return bool(row["afdelingsid"] == foerste["afdelingsid"])

    return data.without("plads", hvor=is_same), afdeling_fund("PLADS-007", (foerste,))


def _state_negative(data: Tilbudsdata, terning: Random) -> Plantning:
    return _change_first(data, "PLADS-008", ledige_antal=-terning.randint(1, 3))


def _counts_beds(data: Tilbudsdata) -> bool:
    """Tell whether places are beds that no budget is counted by, so that only rules on places can notice them."""
    rows = data.rows("plads")
    uden_senge = any(side.typer & UDEN_SENGE for side in data.sider)
    return bool(rows) and not uden_senge and not data.rows("budget") and all(row["godkendte_antal"] > 0 for row in rows)


def _is_large(data: Tilbudsdata) -> bool:
    """Tell whether one place more is too little for what is worked out per place to notice."""
    uden_senge = any(side.typer & UDEN_SENGE for side in data.sider)
    return not uden_senge and sum(row["godkendte_antal"] for row in data.rows("plads")) >= _MANGE


def _list_ubrugte(data: Tilbudsdata) -> list[str]:
    brugte = {row["paragraf"] for row in data.rows("plads")} | {p for side in data.sider for p in side.typer}
    return [paragraf for paragraf in _DAGTILBUD if paragraf not in brugte]


def _add_paragraph(data: Tilbudsdata, _: Random) -> Plantning:
    """Give the first afdeling a place by a paragraph that its page does not have."""
    nyt = {"paragraf": _list_ubrugte(data)[0], "godkendte_antal": 1, "ledige_antal": 0}
    return data.plus("plads", {**data.rows("plads")[0], **nyt}), tilbud_fund("PLADS-009", data)


def _has_ubrugt(data: Tilbudsdata) -> bool:
    return _is_large(data) and bool(_list_ubrugte(data))


def _state_other_count(data: Tilbudsdata, _: Random) -> Plantning:
    return _change_first(data, "PLADS-010", godkendte_antal=data.rows("plads")[0]["godkendte_antal"] + 1)


def _leave_unchanged(data: Tilbudsdata, terning: Random) -> Plantning:
    gammel = data.dag - timedelta(days=_FORAELDET_DAGE + terning.randint(2, 900))
    return _change_first(data, "PLADS-011", opdateret_dato=gammel.isoformat())


def _state_nought(data: Tilbudsdata, _: Random) -> Plantning:
    return data.change("plads", godkendte_antal=0, ledige_antal=0), tilbud_fund("PLADS-012", data)


FEJL = (
    Udtraeksfejl(regel="PLADS-006", plant=_state_too_many, passer=_has_pladser),
    Udtraeksfejl(regel="PLADS-007", plant=_hide_ledige, passer=_has_pladser),
    Udtraeksfejl(regel="PLADS-007", plant=_leave_out_afdeling, passer=_counts_beds, kasus=2),
    Udtraeksfejl(regel="PLADS-008", plant=_state_negative, passer=_has_pladser),
    Udtraeksfejl(regel="PLADS-009", plant=_add_paragraph, passer=_has_ubrugt),
    Udtraeksfejl(regel="PLADS-010", plant=_state_other_count, passer=_is_large),
    Udtraeksfejl(regel="PLADS-011", plant=_leave_unchanged, passer=_has_pladser),
    Udtraeksfejl(regel="PLADS-012", plant=_state_nought, passer=_counts_beds),
)
