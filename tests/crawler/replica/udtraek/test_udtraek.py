"""The made-up dataudtræk: rows that agree with each other and with the pages, and an answer key an oracle confirms."""

from collections import Counter, defaultdict
from datetime import date, timedelta
from functools import cache

import pytest

from crawler.replica.register import Register, make_register
from crawler.replica.udtraek import Udtraek, make_udtraek
from crawler.replica.udtraek.fejl import PLEJEFEJL, UDTRAEKSFEJL
from domain.entiteter import ENTITETER, Art
from domain.reference.udtraek import load_reguleringer, load_takstenheder
from domain.tekst import fold
from tests.crawler.replica.orakel_udtraek import REGLER, Levering, find_all

DAG = date(2026, 11, 22)


@cache
def register_of(antal: int, nat: int = 1, seed: int = 7) -> Register:
    return make_register(seed, nat=nat, antal_tilbud=antal)


@cache
def udtraek_of(antal: int, nat: int = 1, *, seed: int = 7, dag: date = DAG, fejl: bool = True) -> Udtraek:
    arter = {} if fejl else {"fejl": (), "plejefejl": ()}
    return make_udtraek(register_of(antal, nat, seed), dag + timedelta(days=nat - 1), seed, **arter)


def judged(udtraek: Udtraek) -> set[tuple[str, str, str | None]]:
    skemaer = frozenset((str(x.tilbudsid), int(x.budgetaar or 0)) for x in udtraek.skemaer)
    return find_all(Levering(udtraek.raekker, udtraek.dag, skemaer))


def keys_of(udtraek: Udtraek, entitet: str):
    return {tuple(row[navn] for navn in ENTITETER[entitet].noegle): row for row in udtraek.raekker[entitet]}


@pytest.mark.parametrize("dag", [DAG, date(2026, 6, 3), date(2028, 2, 28)])
@pytest.mark.parametrize(("antal", "seed"), [(1, 1), (60, 2), (300, 3)])
def test_rows_without_planted_faults_break_no_rule(antal, seed, dag):
    assert judged(udtraek_of(antal, seed=seed, dag=dag, fejl=False)) == set()


@pytest.mark.parametrize("nat", [1, 2])
@pytest.mark.parametrize(("antal", "seed"), [(60, 2), (400, 3), pytest.param(1999, 7, marks=pytest.mark.slow)])
def test_the_answer_key_is_what_an_independent_reading_finds(antal, seed, nat):
    udtraek = udtraek_of(antal, nat, seed=seed)
    assert judged(udtraek) == {tuple(x) for x in udtraek.facit_alle if x.regel in REGLER}


@pytest.mark.slow
def test_every_kind_of_fault_is_found_at_least_five_times_on_both_nights():
    arter = {x.regel for x in UDTRAEKSFEJL} | {x.regel for x in PLEJEFEJL}
    for nat in (1, 2):
        antal = Counter(x.regel for x in udtraek_of(1999, nat).facit_alle)
        assert {regel: antal[regel] for regel in arter if antal[regel] < 5} == {}


def test_the_oracle_judges_only_rules_that_are_planted():
    assert {x.regel for x in UDTRAEKSFEJL} | {x.regel for x in PLEJEFEJL} >= REGLER


def test_a_smaller_register_has_one_of_each_fault_that_finds_room():
    fundet = {x.regel for x in udtraek_of(400).facit_alle}
    arter = {x.regel for x in UDTRAEKSFEJL}
    assert len(arter - fundet) < len(arter) / 4


@pytest.mark.slow
def test_no_tilbud_has_two_faults_or_one_of_the_portals():
    for nat in (1, 2):
        rene, med_fejl = udtraek_of(1999, nat, fejl=False), udtraek_of(1999, nat)
        aendrede = set()
        for entitet in ENTITETER.keys() - {"plejefamilie"}:
            foer, efter = keys_of(rene, entitet), keys_of(med_fejl, entitet)
            aendrede |= {n[0] for n in foer.keys() | efter.keys() if foer.get(n) != efter.get(n)}
        aendrede |= {str(x.tilbudsid) for x in med_fejl.skemaer}
        assert aendrede
        assert not aendrede & register_of(1999).optagne
        anklagede = {x.tilbudsid for x in med_fejl.facit_alle - rene.facit_alle if x.regel.split("-")[0] != "PLEJE"}
        assert anklagede == aendrede


def test_the_same_arguments_give_the_same_rows():
    register = make_register(7, antal_tilbud=60)
    first, second = (make_udtraek(register, DAG, 7) for _ in range(2))
    assert first == second
    assert make_udtraek(register, DAG, 8).raekker != first.raekker


def test_every_entity_is_there_and_each_key_stands_once():
    udtraek = udtraek_of(1999)
    assert set(udtraek.raekker) == set(ENTITETER)
    for entitet, rows in udtraek.raekker.items():
        assert len(keys_of(udtraek, entitet)) == len(rows) > 0
        assert all(set(row) == {kolonne.navn for kolonne in ENTITETER[entitet].kolonner} for row in rows)


def test_values_are_of_their_columns_kinds():
    typer = {Art.TEKST: str, Art.HELTAL: int, Art.TAL: float, Art.DATO: str, Art.JANEJ: bool}
    for entitet, rows in udtraek_of(400).raekker.items():
        for kolonne in ENTITETER[entitet].kolonner:
            vaerdier = [row[kolonne.navn] for row in rows if row[kolonne.navn] is not None]
            assert all(type(vaerdi) is typer[kolonne.art] for vaerdi in vaerdier), (entitet, kolonne.navn)
            if kolonne.art is Art.DATO:
                assert all(date.fromisoformat(vaerdi).isoformat() == vaerdi for vaerdi in vaerdier)


def test_places_are_those_the_pages_show():
    sider = {
        (*side.noegle, paragraf): antal
        for side in register_of(400).sider
        for paragraf, antal in side.afdeling.pladser.items()
    }
    pladser = {noegle: row["godkendte_antal"] for noegle, row in keys_of(udtraek_of(400, fejl=False), "plads").items()}
    assert {noegle: antal for noegle, antal in pladser.items() if noegle in sider} == sider
    # A page that shows no places at all is a planted fault; the extract knows better.
    tomme = {side.noegle for side in register_of(400).sider if not side.afdeling.pladser}
    assert {noegle[:2] for noegle in pladser.keys() - sider.keys()} == tomme


def test_every_afdeling_has_a_takst_for_three_years():
    afdelinger = {side.noegle for side in register_of(400).sider}
    for aar in (2024, 2025, 2026):
        rows = udtraek_of(400, fejl=False).raekker["takst"]
        assert {(row["tilbudsid"], row["afdelingsid"]) for row in rows if row["takst_aar"] == aar} == afdelinger


def test_takster_follow_the_regulation_of_each_year_and_are_never_quite_the_same():
    regulering = {x.aar: x.regulering_pct for x in load_reguleringer()}
    priser = {noegle[2:]: row["takst_kr"] for noegle, row in keys_of(udtraek_of(400, fejl=False), "takst").items()}
    for (ydelsesid, aar), kroner in priser.items():
        foer = priser.get((ydelsesid, aar - 1))
        if foer is not None:
            assert abs(100 * (kroner / foer - 1) - regulering[aar]) < 0.6
            assert kroner != foer


def test_income_from_takster_is_takst_times_places_times_days_times_belaegning():
    udtraek = udtraek_of(400, fejl=False)
    dage = {fold(x.tekst): x.dage for x in load_takstenheder()}
    priser = defaultdict(list)
    for row in udtraek.raekker["takst"]:
        if row["takst_aar"] == 2026:
            priser[row["tilbudsid"], row["afdelingsid"], row["paragraf"]].append((row["takst_kr"], row["takst_enhed"]))
    budget = keys_of(udtraek, "budget")
    belaegning = keys_of(udtraek, "belaegning")
    pladser = defaultdict(list)
    for noegle, row in keys_of(udtraek, "plads").items():
        pladser[row["tilbudsid"]].append((noegle, row["godkendte_antal"]))
    proevet = 0
    for tilbudsid, alle in pladser.items():
        enheder = {enhed for noegle, _ in alle for _, enhed in priser[noegle]}
        if (tilbudsid, 2026) not in budget or not all(dage[fold(enhed)] for enhed in enheder):
            continue
        i_alt = sum(antal * sum(k for k, _ in priser[n]) / len(priser[n]) * 365 for n, antal in alle)
        ventet = i_alt * belaegning[tilbudsid, 2026]["belaegning_pct"] / 100
        assert budget[tilbudsid, 2026]["takstindtaegt_kr"] == pytest.approx(ventet, abs=1)
        proevet += 1
    assert proevet > 200


def test_sums_of_budgets_hold_and_noegletal_are_worked_out_right():
    udtraek = udtraek_of(400, fejl=False)
    for row in udtraek.raekker["budget"]:
        assert row["indtaegter_kr"] - row["omkostninger_kr"] == row["resultat_kr"]
        assert 0 < row["takstindtaegt_kr"] <= row["indtaegter_kr"]
        assert row["ledelse_kr"] + row["ejendom_kr"] < row["omkostninger_kr"]
    for row in udtraek.raekker["noegletal"]:
        a = row["a_omsaetning_kr"]
        loen = sum(row[f"{navn}_kr"] for navn in (
            "i_ledelse", "j_bestyrelse", "k_borgerrelateret", "l_administrativ", "m_ikke_fastansat",
        ))  # fmt: skip
        assert row["c_resultat_pct"] == pytest.approx(100 * row["b_resultat_kr"] / a, abs=0.006)
        assert row["o_loen_pct"] == pytest.approx(100 * loen / a, abs=0.006)
        assert row["p_kompetence_pct"] == pytest.approx(100 * row["n_kompetence_kr"] / a, abs=0.006)
        assert all(0 <= row[f"{n}_pct"] <= 100 for n in ("o_loen", "q_administration", "s_ejendom", "sygefravaer"))


def test_only_tilbud_under_a_socialtilsyn_have_budgets_visits_and_scores():
    udtraek = udtraek_of(400, fejl=False)
    kommunale = {
        gruppe
        for gruppe in {side.noegle[0] for side in register_of(400).stamdata}
        if all(side.typer <= {"§ 103", "§ 104"} for side in register_of(400).stamdata if side.noegle[0] == gruppe)
    }
    assert kommunale
    for entitet in ("budget", "noegletal", "tilsynsbesoeg", "kvalitetsscore", "sanktion"):
        assert not kommunale & {row["tilbudsid"] for row in udtraek.raekker[entitet]}


def test_revision_and_costs_of_stay_stand_where_the_law_asks_for_them():
    typer: defaultdict[str, set[str]] = defaultdict(set)
    for side in register_of(400).sider:
        typer[side.noegle[0]] |= side.typer
    for row in udtraek_of(400, fejl=False).raekker["tilbud"]:
        egne = typer[row["tilbudsid"]]
        assert (row["har_revisionspaategning"] is True) == bool(egne & {"§ 109", "§ 110"}) or not egne
        assert (row["husleje_kr"] is not None) == ("§ 4" in egne) or not egne


def test_the_second_night_changes_little_but_what_was_planted():
    foer, efter = udtraek_of(1999, 1), udtraek_of(1999, 2)
    assert efter.rettede
    assert efter.nye
    assert not efter.rettede & efter.facit_alle
    assert efter.nye <= efter.facit_alle
    assert foer.rettede <= foer.facit_alle
    tidligere = udtraek_of(1999, 1, fejl=False).facit_alle
    assert efter.facit_alle - foer.facit_alle <= efter.nye
    assert foer.facit_alle - efter.facit_alle - tidligere <= efter.rettede
    for entitet in ENTITETER:
        gamle, nye = keys_of(foer, entitet), keys_of(efter, entitet)
        ens = sum(gamle[noegle] == nye[noegle] for noegle in gamle.keys() & nye.keys())
        assert ens > 0.9 * len(gamle)


def test_both_nights_of_new_year_speak_of_one_year():
    foer, efter = (udtraek_of(60, nat, dag=date(2026, 12, 31), fejl=False) for nat in (1, 2))
    assert foer.dag.year + 1 == efter.dag.year == 2027
    for udtraek in (foer, efter):
        assert {row["takst_aar"] for row in udtraek.raekker["takst"]} == {2025, 2026, 2027}


@pytest.mark.parametrize("dag", [date(2026, 1, 1), date(2026, 4, 30), DAG])
def test_nothing_has_happened_after_the_day_of_the_extract(dag):
    udtraek = udtraek_of(200, dag=dag, fejl=False)
    for entitet, rows in udtraek.raekker.items():
        datoer = [kolonne.navn for kolonne in ENTITETER[entitet].kolonner if kolonne.art is Art.DATO]
        assert all((row[navn] or "") <= dag.isoformat() for row in rows for navn in datoer), entitet


def test_the_newcomer_of_the_second_night_is_newly_approved_and_owes_nothing_yet():
    register, udtraek = register_of(200, 2), udtraek_of(200, 2, fejl=False)
    (tilbudsid,) = {noegle[0] for noegle in register.aendringer.tilkomne}
    (row,) = (row for row in udtraek.raekker["tilbud"] if row["tilbudsid"] == tilbudsid)
    assert row["godkendt_dato"] == udtraek.dag.isoformat()
    assert not any(row["tilbudsid"] == tilbudsid for row in udtraek.raekker["budget"])
    assert any(row["tilbudsid"] == tilbudsid for row in udtraek.raekker["takst"])
