"""Faults of supervision: no visit, impossible scores and dates, temaer that are missing, places nobody registered."""

from datetime import date, timedelta
from random import Random

from crawler.replica.fejl import Plantet
from crawler.replica.grundlag import SOCIALTILSYN
from crawler.replica.udtraek.model import Row, Tilbudsdata, Udtraeksfejl, tilbud_fund

Plantning = tuple[Tilbudsdata, frozenset[Plantet]]

_BESOEG_DAGE, _VURDERING_DAGE = 456, 731
_UMULIGE_SCORER = (0.0, 0.4, 5.3, 6.0, 42.0)
_UKENDTE_TEMAER = ("Sundhed", "Ledelse", "Økonomien", "Rammer", "Metoder")
_STEDER = ("Søhuset", "Skovhuset", "Gadehuset", "Parkhuset")


def _back(data: Tilbudsdata, dage: int) -> str:
    return (data.dag - timedelta(days=dage)).isoformat()


def _has_besoeg(data: Tilbudsdata) -> bool:
    return bool(data.rows("tilsynsbesoeg"))


def _has_scorer(data: Tilbudsdata) -> bool:
    return bool(data.rows("kvalitetsscore"))


def _stay_away(data: Tilbudsdata, terning: Random) -> Plantning:
    """Move the visits of the last year and a quarter back before it."""
    graense = _back(data, _BESOEG_DAGE)
    dag = _back(data, _BESOEG_DAGE + terning.randint(2, 150))
    aendret = data.change("tilsynsbesoeg", hvor=lambda row: row["besoeg_dato"] >= graense, besoeg_dato=dag)
    return aendret, tilbud_fund("TILSYN-007", data)


def _change_tema(data: Tilbudsdata, terning: Random, **aendringer: object) -> Tilbudsdata:
    valgt = terning.choice(data.rows("kvalitetsscore"))
    return data.change("kvalitetsscore", hvor=lambda row: row == valgt, **aendringer)


def _score_wrong(data: Tilbudsdata, terning: Random) -> Plantning:
    return _change_tema(data, terning, score=terning.choice(_UMULIGE_SCORER)), tilbud_fund("TILSYN-008", data)


def _forget_temaer(data: Tilbudsdata, terning: Random) -> Plantning:
    temaer = [row["tema"] for row in data.rows("kvalitetsscore")]
    glemte = terning.sample(temaer, terning.randint(1, 2))
    return data.without("kvalitetsscore", hvor=lambda row: row["tema"] in glemte), tilbud_fund("TILSYN-009", data)


def _rename_tema(data: Tilbudsdata, terning: Random) -> Plantning:
    return _change_tema(data, terning, tema=terning.choice(_UKENDTE_TEMAER)), tilbud_fund("TILSYN-010", data)


def _has_named_tilsyn(data: Tilbudsdata) -> bool:
    """Tell whether the pages name the socialtilsyn that made the assessment."""
    myndigheder = {row["myndighed"] for row in data.rows("kvalitetsscore")}
    return myndigheder == {side.afdeling.tilsynsmyndighed for side in data.sider}


def _assess_elsewhere(data: Tilbudsdata, terning: Random) -> Plantning:
    """Let the page's socialtilsyn have assessed the year before, and another one now."""
    rows = data.rows("kvalitetsscore")
    andre = [f"Socialtilsyn {kode}" for kode in SOCIALTILSYN if f"Socialtilsyn {kode}" != rows[0]["myndighed"]]
    foer = tuple({**row, "vurderet_dato": _year_before(row)} for row in rows)
    nu = data.change("kvalitetsscore", myndighed=terning.choice(andre))
    return nu.plus("kvalitetsscore", *foer), tilbud_fund("TILSYN-011", data)


def _year_before(row: Row) -> str:
    return (date.fromisoformat(row["vurderet_dato"]) - timedelta(days=365)).isoformat()


def _has_one_afdeling(data: Tilbudsdata) -> bool:
    """Tell whether there is one page; where krisecentre are visited is not kept."""
    return _has_besoeg(data) and len(data.sider) == 1 and not data.sider[0].er_hemmelig


def _visit_places(data: Tilbudsdata, terning: Random) -> Plantning:
    nye = [
        _make_besoeg(data, nummer, 30 + 20 * nummer, afdeling_navn=sted)
        for nummer, sted in enumerate(terning.sample(_STEDER, 2))
    ]
    return data.plus("tilsynsbesoeg", *nye), tilbud_fund("TILSYN-012", data)


def _make_besoeg(data: Tilbudsdata, nummer: int, dage: int, **felter: object) -> Row:
    return {
        **data.rows("tilsynsbesoeg")[0],
        "besoegsid": f"{data.tilbudsid}F{nummer}",
        "besoeg_dato": _back(data, dage),
        "afdelingsid": None,
        "afdeling_navn": None,
        **felter,
    }


def _visit_unknown(data: Tilbudsdata, terning: Random) -> Plantning:
    ny = _make_besoeg(data, 1, terning.randint(10, 300), afdelingsid=f"{data.sider[0].afdeling.afdelingsid}99")
    return data.plus("tilsynsbesoeg", ny), tilbud_fund("TILSYN-013", data)


def _visit_tomorrow(data: Tilbudsdata, terning: Random) -> Plantning:
    """Date a visit, or the assessment, after the day of the extract."""
    fremtid = _back(data, -terning.randint(10, 400))
    if terning.random() < 0.5:  # noqa: PLR2004
        return data.change("kvalitetsscore", vurderet_dato=fremtid), tilbud_fund("TILSYN-014", data)
    sidste = max(data.rows("tilsynsbesoeg"), key=lambda row: row["besoeg_dato"])
    aendret = data.change("tilsynsbesoeg", hvor=lambda row: row == sidste, besoeg_dato=fremtid)
    return aendret, tilbud_fund("TILSYN-014", data)


def _assess_long_ago(data: Tilbudsdata, terning: Random) -> Plantning:
    dag = _back(data, _VURDERING_DAGE + terning.randint(2, 400))
    return data.change("kvalitetsscore", vurderet_dato=dag), tilbud_fund("TILSYN-015", data)


def _has_sanktion(data: Tilbudsdata) -> bool:
    return bool(data.rows("sanktion"))


def _misdate_sanktion(data: Tilbudsdata, terning: Random) -> Plantning:
    if terning.random() < 0.5:  # noqa: PLR2004
        return data.change("sanktion", afgjort_dato=None), tilbud_fund("TILSYN-016", data)
    afgjort = date.fromisoformat(data.rows("sanktion")[0]["afgjort_dato"])
    ophoert = (afgjort - timedelta(days=terning.randint(1, 60))).isoformat()
    return data.change("sanktion", ophoert_dato=ophoert), tilbud_fund("TILSYN-016", data)


FEJL = (
    Udtraeksfejl(regel="TILSYN-007", plant=_stay_away, passer=_has_besoeg),
    Udtraeksfejl(regel="TILSYN-008", plant=_score_wrong, passer=_has_scorer),
    Udtraeksfejl(regel="TILSYN-009", plant=_forget_temaer, passer=_has_scorer),
    Udtraeksfejl(regel="TILSYN-010", plant=_rename_tema, passer=_has_scorer),
    Udtraeksfejl(regel="TILSYN-011", plant=_assess_elsewhere, passer=_has_named_tilsyn),
    Udtraeksfejl(regel="TILSYN-012", plant=_visit_places, passer=_has_one_afdeling),
    Udtraeksfejl(regel="TILSYN-013", plant=_visit_unknown, passer=_has_besoeg),
    Udtraeksfejl(regel="TILSYN-014", plant=_visit_tomorrow, passer=_has_besoeg, kasus=6),
    Udtraeksfejl(regel="TILSYN-015", plant=_assess_long_ago, passer=_has_scorer, aktiv=False),
    Udtraeksfejl(regel="TILSYN-016", plant=_misdate_sanktion, passer=_has_sanktion, kasus=6),
)
