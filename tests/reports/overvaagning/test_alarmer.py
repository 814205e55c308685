"""Every kind of alarm, tried once: raised by what is wrong, told in words, closed by its remedy."""

import ast
from datetime import timedelta
from pathlib import Path

import pytest

from domain.drejebog import load_drejebog, write_drejebog
from domain.reference.forventninger import load_forventningsgraenser
from reports.overvaagning.bedoem import SLAGS, judge_alt, list_rejsninger
from reports.overvaagning.omgivelser import Omgivelser
from tests.builders import NAT_1
from tests.reports.overvaagning.proever import ANDRES, PROEVER, TIME
from warehouse.alarmer import Rejsning, close_alarmer, list_alarmer, raise_alarm, update_alarmer
from warehouse.transaktion import reading

ROD = Path(__file__).resolve().parents[3]


def watch(engine, nu, **omgivelser):
    with reading(engine) as session:
        ventede = judge_alt(session.connection(), Omgivelser(**omgivelser), nu=nu)
    return update_alarmer(engine, SLAGS, list_rejsninger(ventede), nu=nu)


def find(engine, slags, noegle):
    return [alarm for alarm in list_alarmer(engine) if (alarm.slags, alarm.noegle) == (slags, noegle)]


@pytest.mark.parametrize("slags", PROEVER)
def test_an_alarm_is_raised_by_what_is_wrong_and_closed_by_its_remedy(engine, tmp_path, slags):
    proeve = PROEVER[slags]
    proeve.foer(engine, tmp_path)
    watch(engine, proeve.galt, **proeve.omgivelser)
    (alarm,) = find(engine, slags, proeve.noegle)
    assert proeve.siger in alarm.tekst
    assert alarm.rejst == proeve.galt
    assert watch(engine, proeve.galt, **proeve.omgivelser).rejst == 0, "den samme alarm blev rejst igen"
    proeve.bod(engine, tmp_path)
    watch(engine, proeve.godt, **proeve.bedre)
    assert find(engine, slags, proeve.noegle) == []


def test_the_kinds_their_sections_their_trials_and_their_limits_are_the_same():
    drejebog = set(load_drejebog())
    assert set(PROEVER) == set(SLAGS)
    assert set(SLAGS) | set(ANDRES) == drejebog
    assert {graense.noegle for graense in load_forventningsgraenser()} <= drejebog | {
        "dataudtraek_i_saeson",
        "saeson_foer_frist",
        "saeson_efter_frist",
    }


def test_the_runbook_in_the_docs_is_the_programs_own():
    drift = (ROD / "docs/drift.md").read_text(encoding="utf-8")
    assert write_drejebog() in drift, "kør: PYTHONPATH=. .venv/bin/python tools/drejebog.py"
    for slags in load_drejebog():
        assert drift.count(f"\n### {slags}\n") == 1


@pytest.mark.parametrize("afsnit", load_drejebog().values(), ids=lambda afsnit: afsnit.slags)
def test_each_section_says_what_it_means_what_to_do_and_how_it_ends(afsnit):
    assert len(afsnit.trin) >= 2
    for tekst in (afsnit.betyder, *afsnit.trin, afsnit.ovre):
        assert tekst[0].isupper() or tekst[0] == "`"
        assert tekst.endswith((".", "`."))
        assert tekst.count("`") % 2 == 0


def _kinds_raised(fil):
    """Give the kinds a file raises: words written out, and names that stand for words."""
    tekst = fil.read_text(encoding="utf-8")
    if "raise_alarm(" not in tekst:
        return
    trae = ast.parse(tekst)
    navne = {
        node.targets[0].id: node.value.value
        for node in trae.body
        if isinstance(node, ast.Assign)
        and isinstance(node.targets[0], ast.Name)
        and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(trae):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "raise_alarm":
            slags = [*node.args[1:2], *(k.value for k in node.keywords if k.arg == "slags")]
            for del_ in (x for arg in slags for x in ast.walk(arg)):
                if isinstance(del_, ast.Constant) and isinstance(del_.value, str):
                    yield del_.value
                elif isinstance(del_, ast.Name) and del_.id in navne:
                    yield navne[del_.id]


def test_every_kind_that_anything_raises_is_in_the_runbook():
    rejst = {
        slags
        for rum in ("crawler", "expectations", "flows", "reports", "sampling", "warehouse")
        for fil in (ROD / rum).rglob("*.py")
        for slags in _kinds_raised(fil)
    }
    assert {"nat_fejlet", "opgave_fejlet"} <= rejst
    assert rejst - set(load_drejebog()) == set()


def test_on_an_empty_warehouse_nothing_is_late(engine):
    assert watch(engine, NAT_1, disk_fri_pct=50.0).rejst == 0


@pytest.mark.begge_lagre
def test_an_alarm_is_open_once_and_can_be_raised_again_after_it_closed(engine):
    assert raise_alarm(engine, "nat_fejlet", "2026-11-01", tekst="Natten fejlede.", nu=NAT_1)
    assert not raise_alarm(engine, "nat_fejlet", "2026-11-01", tekst="Natten fejlede.", nu=NAT_1 + TIME)
    assert raise_alarm(engine, "nat_fejlet", "2026-11-02", tekst="Natten fejlede.", nu=NAT_1 + TIME)
    assert close_alarmer(engine, "nat_fejlet", nu=NAT_1 + 2 * TIME, undtagen={"2026-11-02"}) == 1
    assert [alarm.noegle for alarm in list_alarmer(engine)] == ["2026-11-02"]
    assert raise_alarm(engine, "nat_fejlet", "2026-11-01", tekst="Igen.", nu=NAT_1 + 3 * TIME)


@pytest.mark.begge_lagre
def test_what_is_looked_at_closes_only_its_own_kinds(engine):
    raise_alarm(engine, "kopi_med_beskyttet", "a", tekst="Se til kopierne.", nu=NAT_1)
    nu = NAT_1 + timedelta(minutes=15)
    assert update_alarmer(engine, SLAGS, [Rejsning(slags="dar_gammel", noegle="", tekst="Gammel.")], nu=nu).rejst == 1
    tal = update_alarmer(engine, SLAGS, [], nu=nu + TIME)
    assert (tal.rejst, tal.lukket) == (0, 1)
    assert [alarm.slags for alarm in list_alarmer(engine)] == ["kopi_med_beskyttet"]
