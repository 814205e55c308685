"""Faults of the årsrapport: late or missing, wrong arithmetic and signs, and figures that jump."""

from collections.abc import Callable
from datetime import date, timedelta
from random import Random

from crawler.replica.fejl import Plantet
from crawler.replica.udtraek.model import Row, Tilbudsdata, Udtraeksfejl, tilbud_fund
from domain.frister import find_sidste_dag
from domain.reference.udtraek import load_frister, load_pligter

Plantning = tuple[Tilbudsdata, frozenset[Plantet]]

_BELOEB = (
    "a_omsaetning_kr",
    "b_resultat_kr",
    "h_leder_kr",
    "i_ledelse_kr",
    "j_bestyrelse_kr",
    "k_borgerrelateret_kr",
    "l_administrativ_kr",
    "m_ikke_fastansat_kr",
    "n_kompetence_kr",
)
_ANDELE = ("o_loen_pct", "p_kompetence_pct", "q_administration_pct", "r_borgerrelateret_pct", "s_ejendom_pct")


def _is_of(aar: int) -> Callable[[Row], bool]:
    return lambda row: bool(row["aar"] == aar)


def _newest(data: Tilbudsdata) -> Row:
    return max(data.rows("noegletal"), key=lambda row: int(row["aar"]))


def _change(data: Tilbudsdata, regel: str, **aendringer: object) -> Plantning:
    """Change the newest årsrapport."""
    return data.change("noegletal", hvor=_is_of(_newest(data)["aar"]), **aendringer), tilbud_fund(regel, data)


def _is_reported(data: Tilbudsdata) -> bool:
    return bool(data.rows("noegletal")) and _newest(data)["a_omsaetning_kr"] > 0


def _find_nyeste_aar(data: Tilbudsdata) -> tuple[int, date]:
    """Give the newest accounting year whose time limit has passed, and its last day."""
    frist = next(x for x in load_frister() if x.frist == "aarsrapport")
    aar = next(aar for aar in range(data.dag.year, 0, -1) if find_sidste_dag(frist, aar) < data.dag)
    return aar, find_sidste_dag(frist, aar)


def _owes(data: Tilbudsdata) -> bool:
    """Tell whether the årsrapport of the newest year was due from it, and is there in time."""
    aar, sidste_dag = _find_nyeste_aar(data)
    paragraffer = {p for side in data.sider for p in (*side.typer, *side.afdeling.pladser)}
    pligtige = {x.paragraf for x in load_pligter() if x.pligt == "aarsrapport" and x.gyldig.covers(date(aar, 1, 1))}
    er_gammel = data.rows("tilbud")[0]["godkendt_dato"] < str(aar)
    rettidige = (row for row in data.rows("noegletal", hvor=_is_of(aar)) if row["indberettet_dato"] <= str(sidste_dag))
    return er_gammel and bool(paragraffer & pligtige) and any(rettidige)


def _lose(data: Tilbudsdata, _: Random) -> Plantning:
    return data.without("noegletal", hvor=_is_of(_find_nyeste_aar(data)[0])), tilbud_fund("NOEGLE-001", data)


def _come_late(data: Tilbudsdata, terning: Random) -> Plantning:
    aar, sidste_dag = _find_nyeste_aar(data)
    dag = sidste_dag + timedelta(days=terning.randint(1, (data.dag - sidste_dag).days))
    return data.change("noegletal", hvor=_is_of(aar), indberettet_dato=dag.isoformat()), tilbud_fund("NOEGLE-002", data)


def _miscount_resultat(data: Tilbudsdata, terning: Random) -> Plantning:
    """State another percentage of the same sign."""
    pct = _newest(data)["c_resultat_pct"]
    fortegn = -1 if _newest(data)["b_resultat_kr"] < 0 else 1
    return _change(data, "NOEGLE-003", c_resultat_pct=round(pct + fortegn * terning.uniform(1, 9), 1))


def _miscount_loen(data: Tilbudsdata, terning: Random) -> Plantning:
    """State another percentage, or an omsætning with a nought too many."""
    row = _newest(data)
    if terning.randrange(2):
        return _change(data, "NOEGLE-004", o_loen_pct=round(row["o_loen_pct"] - terning.uniform(2, 20), 1))
    return _change(data, "NOEGLE-004", a_omsaetning_kr=row["a_omsaetning_kr"] * 10)


def _miscount_kompetence(data: Tilbudsdata, terning: Random) -> Plantning:
    return _change(
        data, "NOEGLE-005", p_kompetence_pct=round(_newest(data)["p_kompetence_pct"] + terning.uniform(1, 9), 1)
    )


def _leave_range(data: Tilbudsdata, terning: Random) -> Plantning:
    aendring = terning.choice(
        (
            {"sygefravaer_pct": _newest(data)["sygefravaer_pct"] * 100},
            {"o_loen_pct": _newest(data)["o_loen_pct"] * 100},
            {"s_ejendom_pct": -_newest(data)["s_ejendom_pct"]},
            {"personalegennemstroemning_pct": -_newest(data)["personalegennemstroemning_pct"]},
        )
    )
    return _change(data, "NOEGLE-006", **aendring)


def _turn_sign(data: Tilbudsdata, _: Random) -> Plantning:
    return _change(data, "NOEGLE-007", c_resultat_pct=-_newest(data)["c_resultat_pct"])


def _has_result(data: Tilbudsdata) -> bool:
    return _is_reported(data) and _newest(data)["c_resultat_pct"] * _newest(data)["b_resultat_kr"] > 0


def _leave_omsaetning(data: Tilbudsdata, terning: Random) -> Plantning:
    return _change(data, "NOEGLE-008", a_omsaetning_kr=terning.choice((None, 0.0, -_newest(data)["a_omsaetning_kr"])))


def _swap_ledelse(data: Tilbudsdata, _: Random) -> Plantning:
    return _change(data, "NOEGLE-009", h_leder_kr=float(round(1.3 * _newest(data)["i_ledelse_kr"])))


def _turn_negative(data: Tilbudsdata, terning: Random) -> Plantning:
    kolonne = terning.choice(("i_ledelse_kr", "k_borgerrelateret_kr", "n_kompetence_kr"))
    return _change(data, "NOEGLE-010", **{kolonne: -_newest(data)[kolonne]})


def _change_last_year(data: Tilbudsdata, terning: Random) -> Plantning:
    """Let the omsætning jump by what it was the year before; the newest årsrapport is as it should be."""
    foer = float(round(_newest(data)["a_omsaetning_kr"] * terning.choice((0.5, 1.9))))
    aendret = data.change("noegletal", hvor=_is_of(_newest(data)["aar"] - 1), a_omsaetning_kr=foer)
    return aendret, tilbud_fund("NOEGLE-011", data)


def _has_last_year(data: Tilbudsdata) -> bool:
    return _is_reported(data) and bool(data.rows("noegletal", hvor=_is_of(_newest(data)["aar"] - 1)))


def _leave_fravaer(data: Tilbudsdata, terning: Random) -> Plantning:
    return _change(data, "NOEGLE-012", **{terning.choice(("sygefravaer_pct", "personalegennemstroemning_pct")): None})


def _leave_text(data: Tilbudsdata, _: Random) -> Plantning:
    return _change(data, "NOEGLE-013", har_tekst=False)


def _leave_budget(data: Tilbudsdata, terning: Random) -> Plantning:
    """Report a year much larger or smaller than budgeted, with figures that agree with each other."""
    faktor = terning.choice((0.6, 1.6))
    beloeb = {navn: float(round(_newest(data)[navn] * faktor)) for navn in _BELOEB}
    return _change(data, "NOEGLE-014", **beloeb)


def _has_budget(data: Tilbudsdata) -> bool:
    if not _is_reported(data):
        return False
    aar = _newest(data)["aar"]
    return any(row["budgetaar"] == aar and row["takstindtaegt_kr"] > 0 for row in data.rows("budget"))


def _write_as_fraction(data: Tilbudsdata, _: Random) -> Plantning:
    return _change(data, "NOEGLE-015", **{navn: round(_newest(data)[navn] / 100, 4) for navn in _ANDELE})


FEJL = (
    Udtraeksfejl(regel="NOEGLE-001", plant=_lose, passer=_owes),
    Udtraeksfejl(regel="NOEGLE-002", plant=_come_late, passer=_owes),
    Udtraeksfejl(regel="NOEGLE-003", plant=_miscount_resultat, passer=_is_reported),
    Udtraeksfejl(regel="NOEGLE-004", plant=_miscount_loen, passer=_is_reported, kasus=6),
    Udtraeksfejl(regel="NOEGLE-005", plant=_miscount_kompetence, passer=_is_reported),
    Udtraeksfejl(regel="NOEGLE-006", plant=_leave_range, passer=_is_reported, kasus=6),
    Udtraeksfejl(regel="NOEGLE-007", plant=_turn_sign, passer=_has_result),
    Udtraeksfejl(regel="NOEGLE-008", plant=_leave_omsaetning, passer=_is_reported, kasus=6),
    Udtraeksfejl(regel="NOEGLE-009", plant=_swap_ledelse, passer=_is_reported),
    Udtraeksfejl(regel="NOEGLE-010", plant=_turn_negative, passer=_is_reported),
    Udtraeksfejl(regel="NOEGLE-011", plant=_change_last_year, passer=_has_last_year),
    Udtraeksfejl(regel="NOEGLE-012", plant=_leave_fravaer, passer=_is_reported),
    Udtraeksfejl(regel="NOEGLE-013", plant=_leave_text, passer=_is_reported),
    Udtraeksfejl(regel="NOEGLE-014", plant=_leave_budget, passer=_has_budget),
    Udtraeksfejl(regel="NOEGLE-015", plant=_write_as_fraction, passer=_is_reported),
)
