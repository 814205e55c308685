"""Faults of budgets: late or missing, on the wrong form, figures that do not agree, and figures unlike the others'."""

from collections.abc import Callable
from datetime import date, timedelta
from random import Random

from crawler.replica.fejl import Plantet
from crawler.replica.terning import make_terning
from crawler.replica.udtraek.forsinket import find_forsinkede
from crawler.replica.udtraek.model import Row, Tilbudsdata, Udtraeksfejl, tilbud_fund
from crawler.replica.udtraek.skemaer import give_skema
from crawler.replica.udtraek.vilkaar import read_vilkaar
from domain.frister import find_frist, find_sidste_dag
from domain.reference.udtraek import load_frister
from domain.skema import Fejlart, Post

Plantning = tuple[Tilbudsdata, frozenset[Plantet]]
Plant = Callable[[Tilbudsdata, Random], Plantning]

# Of these there are so many, some in five of all, that one always has peers when the register is not tiny.
_STOR_GRUPPE, _STOR_EJERFORM, _STORT_REGISTER = frozenset({"§ 43"}), "privat", 150
_SUMMER = (Fejlart.SUM, Fejlart.RESULTAT, Fejlart.ANTAL_GANGE_TAKST)
_CELLER = (Fejlart.TEKST_I_TALCELLE, Fejlart.FLYTTET, Fejlart.EKSTRA_ARK, Fejlart.FEJLVAERDI)


def _is_of(aar: int) -> Callable[[Row], bool]:
    return lambda row: bool(row["budgetaar"] == aar)


def _newest(data: Tilbudsdata) -> Row:
    return max(data.rows("budget"), key=lambda row: int(row["budgetaar"]))


def _find(data: Tilbudsdata, aar: int) -> Row | None:
    return next(iter(data.rows("budget", hvor=_is_of(aar))), None)


def _has_budget(data: Tilbudsdata) -> bool:
    """Tell whether there is a budget for the extract's year or a later one, and one of the year before it."""
    if not data.rows("budget"):
        return False
    aar = _newest(data)["budgetaar"]
    return bool(aar >= data.dag.year and _newest(data)["takstindtaegt_kr"] > 0 and _find(data, aar - 1))


def _change(data: Tilbudsdata, regel: str, aar: int, **aendringer: object) -> Plantning:
    return data.change("budget", hvor=_is_of(aar), **aendringer), tilbud_fund(regel, data)


def _change_newest(data: Tilbudsdata, regel: str, **aendringer: object) -> Plantning:
    return _change(data, regel, _newest(data)["budgetaar"], **aendringer)


def _find_nyeste_aar(data: Tilbudsdata, navn: str) -> tuple[int, date]:
    """Give the newest budget year whose time limit has passed, and its last day."""
    gruppe = read_vilkaar(data.sider, data.sider).budgetgruppe
    frist = next(x for x in load_frister() if x.frist == navn and x.gruppe == gruppe)
    aar = next(aar for aar in range(data.dag.year + 2, 0, -1) if find_sidste_dag(frist, aar) < data.dag)
    return aar, find_sidste_dag(frist, aar)


def _is_only(regel: str, plant: Plant) -> Callable[[Tilbudsdata], bool]:
    """Tell whether a tilbud that nobody could call late before is found by this rule alone with the fault."""

    def passer(data: Tilbudsdata) -> bool:
        vilkaar = {data.tilbudsid: read_vilkaar(data.sider, data.sider)}
        if not data.rows("budget") or any(find_forsinkede([data], vilkaar)):
            return False
        return frozenset(find_forsinkede([plant(data, make_terning(0, regel))[0]], vilkaar)) == tilbud_fund(regel, data)

    return passer


def _lose(data: Tilbudsdata, _: Random) -> Plantning:
    aar, _dag = _find_nyeste_aar(data, "budget_modtaget")
    return data.without("budget", hvor=_is_of(aar)), tilbud_fund("BUDGET-001", data)


def _come_late(data: Tilbudsdata, terning: Random) -> Plantning:
    aar, sidste_dag = _find_nyeste_aar(data, "budget_modtaget")
    modtaget = sidste_dag + timedelta(days=terning.randint(1, (data.dag - sidste_dag).days))
    return _change(data, "BUDGET-002", aar, modtaget_dato=modtaget.isoformat(), godkendt_dato=None)


def _leave_unapproved(data: Tilbudsdata, _: Random) -> Plantning:
    return _change(data, "BUDGET-003", _find_nyeste_aar(data, "budget_godkendt")[0], godkendt_dato=None)


def _use_old_form(data: Tilbudsdata, terning: Random) -> Plantning:
    """Hand in on last year's form; one in three is seen only in the form itself."""
    if terning.randrange(3):
        return _change_newest(data, "BUDGET-004", skema_aar=_newest(data)["budgetaar"] - 1)
    return give_skema(data, _newest(data), Fejlart.FORKERT_AAR, celle="E5"), tilbud_fund("BUDGET-004", data)


def _send_other_file(data: Tilbudsdata, terning: Random) -> Plantning:
    return _change_newest(data, "BUDGET-005", filtype=terning.choice(("pdf", "docx", "PDF")))


def _leave_koncernnote(data: Tilbudsdata, _: Random) -> Plantning:
    return _change_newest(data, "BUDGET-006", har_koncernnote=False)


def _is_koncern(data: Tilbudsdata) -> bool:
    return _has_budget(data) and bool(data.rows("tilbud")[0]["er_koncern"])


def _miscount_result(data: Tilbudsdata, terning: Random) -> Plantning:
    forkert = _newest(data)["resultat_kr"] + terning.choice((-1, 1)) * terning.randint(2, 90) * 1000.0
    return _change_newest(data, "BUDGET-007", resultat_kr=forkert)


def _state_small_income(data: Tilbudsdata, terning: Random) -> Plantning:
    """State an income below that from takster alone, and costs that agree with it."""
    row = _newest(data)
    indtaegter = float(round(row["takstindtaegt_kr"] * (1 - terning.uniform(0.02, 0.06))))
    return _change_newest(data, "BUDGET-008", indtaegter_kr=indtaegter, omkostninger_kr=indtaegter - row["resultat_kr"])


def _break_sums(data: Tilbudsdata, terning: Random) -> Plantning:
    return give_skema(data, _newest(data), terning.choice(_SUMMER), celle="E45"), tilbud_fund("BUDGET-009", data)


def _spoil_cells(data: Tilbudsdata, terning: Random) -> Plantning:
    return give_skema(data, _newest(data), terning.choice(_CELLER), celle="E40"), tilbud_fund("BUDGET-010", data)


def _revise_form(data: Tilbudsdata, terning: Random) -> Plantning:
    """Let the form say higher costs than the portal, without a fault of its own."""
    row = _newest(data)
    mere = terning.randint(20, 200) * 1000.0
    andre = {
        Post.OMKOSTNINGER_I_ALT: row["omkostninger_kr"] + mere,
        Post.RESULTAT: row["resultat_kr"] - mere,
    }
    return give_skema(data, row, beloeb=andre), tilbud_fund("BUDGET-011", data)


def _change_costs(data: Tilbudsdata, terning: Random) -> Plantning:
    row = _newest(data)
    flyttet = float(round(row["indtaegter_kr"] * terning.uniform(0.17, 0.25) * terning.choice((-1, 1))))
    return _change_newest(
        data,
        "BUDGET-012",
        omkostninger_kr=row["omkostninger_kr"] + flyttet,
        resultat_kr=row["resultat_kr"] - flyttet,
    )


def _change_income(data: Tilbudsdata, terning: Random) -> Plantning:
    """Budget with much more of other income, and spend it all."""
    row = _newest(data)
    mere = float(round(row["indtaegter_kr"] * terning.uniform(0.5, 0.9)))
    return _change_newest(
        data,
        "BUDGET-013",
        indtaegter_kr=row["indtaegter_kr"] + mere,
        omkostninger_kr=row["omkostninger_kr"] + mere,
    )


def _multiply(regel: str, kolonne: str) -> Plant:
    def plant(data: Tilbudsdata, terning: Random) -> Plantning:
        faktor = terning.choice((0.08, 7.0, 9.0))
        return _change_newest(data, regel, **{kolonne: float(round(_newest(data)[kolonne] * faktor))})

    return plant


def _has_peers(data: Tilbudsdata) -> bool:
    vilkaar = read_vilkaar(data.sider, data.sider)
    er_af_gruppen = vilkaar.typer == _STOR_GRUPPE and vilkaar.ejerform == _STOR_EJERFORM
    har_pladser = sum(plads.antal for plads in vilkaar.pladser) > 0
    return _has_budget(data) and er_af_gruppen and vilkaar.har_kendt_ejerform and har_pladser


def _turn_negative(data: Tilbudsdata, terning: Random) -> Plantning:
    kolonne = terning.choice(("omkostninger_kr", "ledelse_kr", "ejendom_kr"))
    return _change_newest(data, "BUDGET-016", **{kolonne: -_newest(data)[kolonne]})


def _write_as_fraction(data: Tilbudsdata, terning: Random) -> Plantning:
    belaegning = terning.choice((round(_newest(data)["belaegning_pct"] / 100, 4), 104.5, 0.0))
    return _change_newest(data, "BUDGET-017", belaegning_pct=belaegning)


def _approve_too_early(data: Tilbudsdata, terning: Random) -> Plantning:
    """Approve before it came; of the extract's own year, which was approved long ago."""
    modtaget = date.fromisoformat(str((_find(data, data.dag.year) or {})["modtaget_dato"]))
    godkendt = modtaget - timedelta(days=terning.randint(1, 30))
    return _change(data, "BUDGET-018", data.dag.year, godkendt_dato=godkendt.isoformat())


def _is_approved(data: Tilbudsdata, *, til_tiden: bool) -> bool:
    """Tell whether the budget of the extract's own year was approved, in time or late.

    Faults are planted where they leave the published shares (Figur 29-30) as they are.
    """
    row = _find(data, data.dag.year)
    if not row or not row["godkendt_dato"]:
        return False
    gruppe = read_vilkaar(data.sider, data.sider).budgetgruppe
    frist = next(x for x in load_frister() if x.frist == "budget_godkendt" and x.gruppe == gruppe)
    return (date.fromisoformat(str(row["godkendt_dato"])) <= find_frist(frist, data.dag.year)) is til_tiden


def _can_be_left_unapproved(data: Tilbudsdata) -> bool:
    return _is_approved(data, til_tiden=False) and _is_only("BUDGET-003", _leave_unapproved)(data)


def _can_be_approved_early(data: Tilbudsdata) -> bool:
    return _is_approved(data, til_tiden=True)


FEJL = (
    Udtraeksfejl(regel="BUDGET-001", plant=_lose, passer=_is_only("BUDGET-001", _lose)),
    Udtraeksfejl(regel="BUDGET-002", plant=_come_late, passer=_is_only("BUDGET-002", _come_late)),
    Udtraeksfejl(regel="BUDGET-003", plant=_leave_unapproved, passer=_can_be_left_unapproved),
    Udtraeksfejl(regel="BUDGET-004", plant=_use_old_form, passer=_has_budget, kasus=6),
    Udtraeksfejl(regel="BUDGET-005", plant=_send_other_file, passer=_has_budget),
    Udtraeksfejl(regel="BUDGET-006", plant=_leave_koncernnote, passer=_is_koncern),
    Udtraeksfejl(regel="BUDGET-007", plant=_miscount_result, passer=_has_budget),
    Udtraeksfejl(regel="BUDGET-008", plant=_state_small_income, passer=_has_budget),
    Udtraeksfejl(regel="BUDGET-009", plant=_break_sums, passer=_has_budget),
    Udtraeksfejl(regel="BUDGET-010", plant=_spoil_cells, passer=_has_budget),
    Udtraeksfejl(regel="BUDGET-011", plant=_revise_form, passer=_has_budget),
    Udtraeksfejl(regel="BUDGET-012", plant=_change_costs, passer=_has_budget),
    Udtraeksfejl(regel="BUDGET-013", plant=_change_income, passer=_has_budget),
    Udtraeksfejl(
        regel="BUDGET-014",
        plant=_multiply("BUDGET-014", "ejendom_kr"),
        passer=_has_peers,
        mindst_tilbud=_STORT_REGISTER,
    ),
    Udtraeksfejl(
        regel="BUDGET-015",
        plant=_multiply("BUDGET-015", "ledelse_kr"),
        passer=_has_peers,
        mindst_tilbud=_STORT_REGISTER,
    ),
    Udtraeksfejl(regel="BUDGET-016", plant=_turn_negative, passer=_has_budget),
    Udtraeksfejl(regel="BUDGET-017", plant=_write_as_fraction, passer=_has_budget),
    Udtraeksfejl(regel="BUDGET-018", plant=_approve_too_early, passer=_can_be_approved_early),
)
