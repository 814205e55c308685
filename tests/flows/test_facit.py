"""The answer key of the made-up dataudtræk, held against every rule: those that are off by default too."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import text

from crawler.replica.register import make_register
from crawler.replica.udtraek import make_udtraek
from crawler.replica.udtraek.fejl import PLEJEFEJL, UDTRAEKSFEJL
from domain.afvigelse import is_socialtilsyn
from domain.dump import Hoved, Slut, encode_dump
from domain.entiteter import Raekke
from expectations.registry import load_regler
from tests.builders import load_afdelinger
from warehouse.gruppe import refresh_grupper
from warehouse.load import load_dump
from warehouse.load.budgetskema import store_skemaer

DAG = date(2026, 11, 23)
REGLER = {regel.id: regel for regel in load_regler()}
# What pages alone can break is held elsewhere; these read the address register, which is not loaded here.
MED_DAR = {f"ADRESSE-{nummer:03d}" for nummer in range(7, 13)}


def moment(dag):
    return datetime(dag.year, dag.month, dag.day, 12, tzinfo=UTC)


def load_night(engine, mappe, register, udtraek):
    """A night as the demo has it: the extract first, then the register."""
    start = moment(udtraek.dag)
    hoved = Hoved(koersel=f"u{start:%Y%m%d}", kilde="dataudtraek", adresse="udtraek.xlsx", start=start.isoformat())
    antal = {entitet: len(rows) for entitet, rows in udtraek.raekker.items()}
    slut = Slut(slut=start.isoformat(), antal=0, sha256="", lister={}, entiteter=antal)
    raekker = (Raekke(entitet=e, felter=dict(row)) for e, rows in udtraek.raekker.items() for row in rows)
    fil = mappe / f"udtraek-{start:%Y%m%d}.jsonl"
    fil.write_bytes(b"".join(encode_dump(hoved, (), slut, raekker)))
    resultat = load_dump(engine, fil, nu=start)
    assert resultat.status == "godkendt", resultat.aarsag
    store_skemaer(engine, udtraek.skemaer, nu=start)
    load_afdelinger(engine, mappe, register.afdelinger, start=start, begrundelse="Prøve")
    refresh_grupper(engine)


def found_by_sql(engine, register):
    """What every rule gives on the newest night, straight from its SQL."""
    sete = {side.noegle[0] for side in register.sider}
    with engine.connect() as forbindelse:
        return {
            (regel.id, row["tilbudsid"], row["afdelingsid"])
            for regel in REGLER.values()
            if regel.id not in MED_DAR
            for row in forbindelse.execute(text(regel.sql)).mappings()
            if row["tilbudsid"] in sete or is_socialtilsyn(row["tilbudsid"])
        }


def hold_both_nights(engine, tmp_path, *, antal, seed, dag):
    """Load both nights, the second on a day, and hold all that is found against the answer keys."""
    for nat in (1, 2):
        register = make_register(seed, nat=nat, antal_tilbud=antal)
        udtraek = make_udtraek(register, dag - timedelta(days=2 - nat), seed)
        load_night(engine, tmp_path, register, udtraek)
        fundet, ventet = found_by_sql(engine, register), {tuple(x) for x in register.facit | udtraek.facit_alle}
        ventet |= {x for x in fundet if x[0] == "IDENT-011"}
        assert fundet - ventet == set()
        assert ventet - fundet == set()


@pytest.mark.parametrize(("antal", "seed"), [(60, 7), pytest.param(250, 4, marks=pytest.mark.slow)])
def test_both_nights_find_what_was_planted_and_accuse_nobody_else(engine, tmp_path, antal, seed):
    hold_both_nights(engine, tmp_path, antal=antal, seed=seed, dag=DAG)


# New Year, after each time limit, and while budgets are late.
@pytest.mark.parametrize(
    "dag",
    [date(2027, 1, 1), date(2026, 2, 2), date(2026, 4, 3), date(2026, 5, 2), date(2026, 10, 2), date(2028, 2, 29)],
    ids=str,
)
def test_the_answer_key_holds_on_any_day_of_the_year(engine, tmp_path, dag):
    hold_both_nights(engine, tmp_path, antal=120, seed=5, dag=dag)


@pytest.mark.slow
def test_the_national_register_gives_exactly_what_was_planted_by_every_rule(engine, tmp_path):
    hold_both_nights(engine, tmp_path, antal=1999, seed=7, dag=DAG)


@pytest.mark.slow
@pytest.mark.parametrize("dag", [date(2026, 1, 15), date(2026, 6, 15)], ids=str)
def test_the_national_register_holds_in_other_seasons_too(engine, tmp_path, dag):
    hold_both_nights(engine, tmp_path, antal=1999, seed=11, dag=dag)


def test_every_rule_on_dataudtraek_is_planted_and_known_to_be_on_or_off():
    egne = {x.regel: x.aktiv for x in UDTRAEKSFEJL} | {x.regel: x.aktiv for x in PLEJEFEJL}
    assert {regel: aktiv for regel, aktiv in egne.items() if REGLER[regel].aktiv is not aktiv} == {}
    paa_siderne = {fund.regel for fund in make_register(7).facit_dar} | {"IDENT-011"}
    # Speaks of mails that came back; in a made-up register none has gone out.
    paa_siderne |= {"KONTAKT-009"}
    assert set(REGLER) - paa_siderne == set(egne)


def test_the_demos_answer_key_leaves_out_rules_that_are_off():
    udtraek = make_udtraek(make_register(7), DAG, 7)
    slukkede = {regel.id for regel in REGLER.values() if not regel.aktiv}
    assert {x.regel for x in udtraek.facit_alle - udtraek.facit} == slukkede - {"IDENT-011"}
    assert min(Counter(x.regel for x in udtraek.facit_alle).values()) >= 5
