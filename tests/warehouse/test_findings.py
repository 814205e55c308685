"""A finding's life, step by step."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, text

from domain.afvigelse import Fund
from domain.kontrol import Kontrolresultat, Regelresultat
from tests.builders import NAT_1, NAT_2, NAT_3, NAT_4, load_afdelinger, make_afdeling, make_afdelinger
from tests.warehouse.rows import everything, rows, values
from warehouse.fejl import WarehouseFejl
from warehouse.findings import Kontroltal, record_kontrol

NAETTER = (NAT_1, NAT_2, NAT_3, NAT_4)


def found(nummer: int = 1, regel: str = "NAVN-001", **felter: Any) -> Fund:
    return Fund(
        **{"regel": regel, "tilbudsid": str(1000 + nummer), "afdelingsid": str(nummer), "felt": "navn", **felter}
    )


def control(
    engine: Engine, *fund: Fund, fejl: tuple[str, ...] = (), regler: tuple[str, ...] = ("NAVN-001",)
) -> Kontroltal:
    """Record a run of `regler`, of which those in `fejl` could not run, on the newest snapshot."""
    snapshot_id = values(engine, "SELECT snapshot_id FROM kontroldag")[0]
    resultater = tuple(
        Regelresultat(
            regel=regel,
            alvor="alvorlig",
            fund=tuple(f for f in fund if f.regel == regel),
            fejl="no such column" if regel in fejl else None,
        )
        for regel in regler
    )
    return record_kontrol(
        engine, Kontrolresultat(snapshot_id=snapshot_id, regler=resultater), nu=NAETTER[snapshot_id - 1]
    )


def status(engine: Engine) -> str:
    return str(values(engine, "SELECT status FROM afvigelse")[0])


def events(engine: Engine) -> list[tuple[int, str]]:
    sql = "SELECT snapshot_id, haendelse FROM afvigelse_haendelse ORDER BY id"
    return [(row["snapshot_id"], row["haendelse"]) for row in rows(engine, sql)]


@pytest.fixture
def nat(engine: Engine, tmp_path: Path):
    """Load one more night; by default with the same three afdelinger."""
    naetter = iter(NAETTER)

    def load(afdelinger=None, **dump) -> int | None:
        alle = make_afdelinger(3) if afdelinger is None else afdelinger
        return load_afdelinger(engine, tmp_path, alle, start=next(naetter), **dump).snapshot_id

    load()
    return load


def test_a_first_finding_is_opened(engine: Engine, nat):
    tal = control(engine, found(vaerdi="x", forslag="y", bevis={"b": "1", "a": None}))
    assert tal == Kontroltal(aabnet=1, genaabnet=0, lukket=0, aabne_i_alt=1)
    raekke = rows(engine, "SELECT * FROM afvigelse")[0]
    assert raekke["noegle"] == found().noegle
    assert (raekke["status"], raekke["foerst_set"], raekke["sidst_set"], raekke["lukket_af"]) == ("aaben", 1, 1, None)
    assert (raekke["vaerdi"], raekke["forslag"], raekke["bevis"]) == ("x", "y", '{"b":"1","a":null}')
    assert events(engine) == [(1, "aabnet")]


def test_found_again_it_stays_with_its_newest_values(engine: Engine, nat):
    control(engine, found(vaerdi="x"))
    nat()
    tal = control(engine, found(vaerdi="z", forslag="q", bevis={"c": "2"}))
    assert tal == Kontroltal(aabnet=0, genaabnet=0, lukket=0, aabne_i_alt=1)
    raekke = rows(engine, "SELECT * FROM afvigelse")[0]
    assert (raekke["foerst_set"], raekke["sidst_set"], raekke["vaerdi"], raekke["forslag"]) == (1, 2, "z", "q")
    assert events(engine) == [(1, "aabnet")]


def test_no_longer_found_it_is_closed_and_found_again_reopened(engine: Engine, nat):
    control(engine, found())
    nat()
    assert control(engine) == Kontroltal(aabnet=0, genaabnet=0, lukket=1, aabne_i_alt=0)
    assert rows(engine, "SELECT status, sidst_set, lukket_af FROM afvigelse") == [
        {"status": "lukket", "sidst_set": 1, "lukket_af": 2}
    ]
    nat()
    assert control(engine, found()) == Kontroltal(aabnet=0, genaabnet=1, lukket=0, aabne_i_alt=1)
    assert rows(engine, "SELECT status, foerst_set, sidst_set, lukket_af, genaabnet_antal FROM afvigelse") == [
        {"status": "aaben", "foerst_set": 1, "sidst_set": 3, "lukket_af": None, "genaabnet_antal": 1}
    ]
    assert events(engine) == [(1, "aabnet"), (2, "lukket"), (3, "genaabnet")]


def test_the_same_run_again_changes_nothing_and_tells_the_same(engine: Engine, nat):
    control(engine, found(1), found(2))
    nat()
    foerste = control(engine, found(1), found(3))
    tabeller = ("afvigelse", "afvigelse_haendelse", "kontrol", "regelkoersel")
    foer = {
        navn: [{**r, "id": 0, "kontrol_id": 0} for r in alle] for navn, alle in everything(engine, tabeller).items()
    }
    assert control(engine, found(1), found(3)) == foerste
    efter = {
        navn: [{**r, "id": 0, "kontrol_id": 0} for r in alle] for navn, alle in everything(engine, tabeller).items()
    }
    assert efter == foer
    assert values(engine, "SELECT COUNT(*) FROM kontrol") == [2]


def test_an_afdeling_that_was_not_seen_keeps_its_findings_and_gets_none(engine: Engine, nat):
    control(engine, found(1), found(2))
    nat(make_afdelinger(1), manglende=[("1002", "2"), ("1003", "3")])
    assert control(engine, found(1), found(3)) == Kontroltal(aabnet=0, genaabnet=0, lukket=0, aabne_i_alt=2)
    assert values(engine, "SELECT sidst_set FROM afvigelse ORDER BY afdelingsid") == [2, 1]


def test_a_finding_on_a_whole_tilbud_waits_until_all_its_afdelinger_are_seen(engine: Engine, tmp_path: Path):
    to = [make_afdeling(1, tilbudsid="7"), make_afdeling(2, tilbudsid="7")]
    fund = found(tilbudsid="7", afdelingsid=None)
    load_afdelinger(engine, tmp_path, to)
    control(engine, fund)
    load_afdelinger(engine, tmp_path, to[:1], start=NAT_2, manglende=[("7", "2")])
    assert control(engine).lukket == 0
    load_afdelinger(engine, tmp_path, to, start=NAT_3)
    assert control(engine).lukket == 1


def test_a_rule_that_could_not_run_opens_and_closes_nothing(engine: Engine, nat):
    control(engine, found(1))
    nat()
    tal = control(engine, found(2), fejl=("NAVN-001",))
    assert tal == Kontroltal(aabnet=0, genaabnet=0, lukket=0, aabne_i_alt=1, regelfejl=("NAVN-001",))
    assert rows(engine, "SELECT regel, fejl, antal FROM regelkoersel ORDER BY id DESC")[0] == {
        "regel": "NAVN-001",
        "fejl": "no such column",
        "antal": 1,
    }


def test_findings_of_an_afdeling_that_ended_are_closed_even_if_the_rule_cannot_run(engine: Engine, nat):
    control(engine, found(3))
    nat(make_afdelinger(2))
    assert control(engine).lukket == 0
    nat(make_afdelinger(2))
    assert control(engine, fejl=("NAVN-001",)).lukket == 1


def test_findings_of_a_whole_tilbud_that_ended_are_closed(engine: Engine, nat):
    control(engine, found(3, afdelingsid=None))
    nat(make_afdelinger(2))
    nat(make_afdelinger(2))
    assert control(engine).lukket == 1


def test_a_rule_that_is_no_longer_run_has_its_findings_closed(engine: Engine, nat):
    control(engine, found(1), found(1, "GAMMEL-001"), regler=("NAVN-001", "GAMMEL-001"))
    nat()
    assert control(engine, found(1)).lukket == 1
    assert values(engine, "SELECT regel FROM afvigelse WHERE status = 'aaben'") == ["NAVN-001"]


@pytest.mark.parametrize(
    ("til", "ventet"), [(None, "accepteret"), (date(2026, 11, 2), "accepteret"), (date(2026, 11, 1), "aaben")]
)
def test_an_accepted_finding_stays_accepted_until_its_end_date(engine: Engine, nat, til: date | None, ventet: str):
    control(engine, found())
    with engine.begin() as forbindelse:
        accept = "UPDATE afvigelse SET status = 'accepteret', accepteret_grund = 'Aftalt', accepteret_til = :til"
        forbindelse.execute(text(accept), {"til": til and til.isoformat()})
    nat()
    tal = control(engine, found(vaerdi="ny"))
    assert (status(engine), values(engine, "SELECT sidst_set FROM afvigelse")) == (ventet, [2])
    assert tal.aabne_i_alt == (1 if ventet == "aaben" else 0)
    assert tal.genaabnet == (1 if ventet == "aaben" else 0)
    assert values(engine, "SELECT vaerdi FROM afvigelse") == ["ny"]


def test_an_accepted_finding_that_is_mended_is_closed(engine: Engine, nat):
    control(engine, found())
    with engine.begin() as forbindelse:
        forbindelse.execute(text("UPDATE afvigelse SET status = 'accepteret'"))
    nat()
    assert control(engine).lukket == 1
    assert status(engine) == "lukket"


def test_the_same_key_twice_in_a_run_is_one_finding(engine: Engine, nat):
    assert control(engine, found(vaerdi="a"), found(vaerdi="b")).aabnet == 1


def test_personal_values_are_never_kept_whatever_a_rule_hands_over(engine: Engine, nat):
    fund = found(
        felt="telefon", vaerdi="32401020", forslag="32 40 10 20", bevis={"email": "a@example.org", "navn": "B"}
    )
    control(engine, fund)
    assert rows(engine, "SELECT vaerdi, forslag, bevis FROM afvigelse") == [
        {"vaerdi": None, "forslag": None, "bevis": '{"navn":"B"}'}
    ]


def test_no_address_value_of_a_krisecenter_is_kept_whatever_a_rule_hands_over(engine: Engine, tmp_path: Path):
    load_afdelinger(engine, tmp_path, [make_afdeling(1, tilbudstyper=("Krisecenter, § 109",)), make_afdeling(2)])
    adresse: dict[str, Any] = {
        "felt": "adresse",
        "vaerdi": "Vej 1",
        "forslag": "Vej 2",
        "bevis": {"postnr_by": "Odense C", "navn": "B"},
    }
    control(engine, found(1, **adresse), found(2, **adresse))
    assert rows(engine, "SELECT vaerdi, forslag, bevis FROM afvigelse ORDER BY tilbudsid") == [
        {"vaerdi": None, "forslag": None, "bevis": '{"navn":"B"}'},
        {"vaerdi": "Vej 1", "forslag": "Vej 2", "bevis": '{"postnr_by":"Odense C","navn":"B"}'},
    ]


def test_a_run_over_an_older_snapshot_is_refused(engine: Engine, nat):
    gammelt = Kontrolresultat(snapshot_id=1, regler=(Regelresultat(regel="NAVN-001", alvor="advarsel"),))
    nat()
    with pytest.raises(WarehouseFejl, match="hentet igen, mens kontrollen kørte"):
        record_kontrol(engine, gammelt, nu=NAT_2)
    assert values(engine, "SELECT COUNT(*) FROM kontrol") == [0]


def test_a_run_without_rules_is_refused_since_it_would_close_everything(engine: Engine, nat):
    control(engine, found())
    with pytest.raises(WarehouseFejl, match="ingen regler"):
        record_kontrol(engine, Kontrolresultat(snapshot_id=1, regler=()), nu=NAT_1)
    assert status(engine) == "aaben"
