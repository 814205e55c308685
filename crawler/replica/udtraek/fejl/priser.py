"""Faults of the assumed belægning, of what a stay costs, and of the auditing of takster."""

from random import Random

from crawler.replica.fejl import Plantet
from crawler.replica.udtraek.model import Tilbudsdata, Udtraeksfejl, tilbud_fund
from crawler.replica.udtraek.prisvalg import find_year, has_belaegning, has_budget, has_husleje, has_revision

Plantning = tuple[Tilbudsdata, frozenset[Plantet]]


def _drop_belaegning(data: Tilbudsdata, terning: Random) -> Plantning:
    """Let the row be gone, or be there without a word."""
    aar = find_year(data)
    if terning.random() < 0.5:  # noqa: PLR2004
        ny = data.without("belaegning", hvor=lambda x: x["aar"] >= aar)
    else:
        ny = data.change("belaegning", hvor=lambda x: x["aar"] >= aar, belaegning_pct=None, belaegning_tekst=None)
    return ny, tilbud_fund("BELAEG-001", data)


def _change_belaegning(data: Tilbudsdata, pct: float | None, tekst: str) -> Tilbudsdata:
    return data.change(
        "belaegning", hvor=lambda x: x["aar"] == data.dag.year, belaegning_pct=pct, belaegning_tekst=tekst
    )


def _find_pct(data: Tilbudsdata) -> float:
    return float(next(x for x in data.rows("belaegning") if x["aar"] == data.dag.year)["belaegning_pct"])


def _write(pct: float) -> str:
    return f"{pct:.10g}".replace(".", ",")


def _belaeg_words(data: Tilbudsdata, terning: Random) -> Plantning:
    pct, tekst = terning.choice(((None, "fuldt hus"), (None, "ca. 95 %"), (0.0, "0"), (-95.0, "-95")))
    return _change_belaegning(data, pct, tekst), tilbud_fund("BELAEG-002", data)


def _belaeg_over(data: Tilbudsdata, terning: Random) -> Plantning:
    """Let it be above 100, and so far from the budget's too, where there is one."""
    pct = terning.choice((105.0, 110.0, 120.0))
    fund = tilbud_fund("BELAEG-003", data) | (tilbud_fund("BELAEG-006", data) if has_budget(data) else frozenset())
    return _change_belaegning(data, pct, _write(pct)), fund


def _belaeg_fraction(data: Tilbudsdata, _: Random) -> Plantning:
    pct = round(_find_pct(data) / 100, 4)
    return _change_belaegning(data, pct, _write(pct)), tilbud_fund("BELAEG-004", data)


def _belaeg_hundredfold(data: Tilbudsdata, _: Random) -> Plantning:
    pct = 100 * _find_pct(data)
    return _change_belaegning(data, pct, _write(pct)), tilbud_fund("BELAEG-005", data)


def _belaeg_unlike_budget(data: Tilbudsdata, terning: Random) -> Plantning:
    pct = _find_pct(data) - terning.randint(2, 8)
    return _change_belaegning(data, pct, _write(pct)), tilbud_fund("BELAEG-006", data)


def _drop_husleje(data: Tilbudsdata, _: Random) -> Plantning:
    return data.change("tilbud", husleje_kr=None), tilbud_fund("OPHOLD-001", data)


def _drop_indskud(data: Tilbudsdata, _: Random) -> Plantning:
    return data.change("tilbud", beboerindskud_kr=None), tilbud_fund("OPHOLD-002", data)


def _write_odd_husleje(data: Tilbudsdata, terning: Random) -> Plantning:
    aarlig = 12 * data.rows("tilbud")[0]["husleje_kr"]
    return data.change("tilbud", husleje_kr=terning.choice((0.0, aarlig))), tilbud_fund("OPHOLD-003", data)


def _drop_revision(data: Tilbudsdata, _: Random) -> Plantning:
    ny = data.change("tilbud", har_revisionspaategning=False, revisionspaategning_aar=None)
    return ny, tilbud_fund("REVISION-001", data)


def _age_revision(data: Tilbudsdata, terning: Random) -> Plantning:
    aar = data.rows("tilbud")[0]["revisionspaategning_aar"] - terning.randint(2, 4)
    return data.change("tilbud", revisionspaategning_aar=aar), tilbud_fund("REVISION-002", data)


def _can_miss_budget(data: Tilbudsdata) -> bool:
    return has_belaegning(data) and has_budget(data)


FEJL = (
    Udtraeksfejl(regel="BELAEG-001", plant=_drop_belaegning, passer=has_belaegning, kasus=8),
    Udtraeksfejl(regel="BELAEG-002", plant=_belaeg_words, passer=has_belaegning, kasus=6),
    Udtraeksfejl(regel="BELAEG-003", plant=_belaeg_over, passer=has_belaegning),
    Udtraeksfejl(regel="BELAEG-004", plant=_belaeg_fraction, passer=has_belaegning, kasus=8),
    Udtraeksfejl(regel="BELAEG-005", plant=_belaeg_hundredfold, passer=has_belaegning),
    Udtraeksfejl(regel="BELAEG-006", plant=_belaeg_unlike_budget, passer=_can_miss_budget, kasus=6),
    Udtraeksfejl(regel="OPHOLD-001", plant=_drop_husleje, passer=has_husleje),
    Udtraeksfejl(regel="OPHOLD-002", plant=_drop_indskud, passer=has_husleje),
    Udtraeksfejl(regel="OPHOLD-003", plant=_write_odd_husleje, passer=has_husleje),
    Udtraeksfejl(regel="REVISION-001", plant=_drop_revision, passer=has_revision),
    Udtraeksfejl(regel="REVISION-002", plant=_age_revision, passer=has_revision, aktiv=False),
)
