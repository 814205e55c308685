"""A case in the warehouse from the first finding to the markering, and what people do to it on the way."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from domain.afvigelse import Fund
from domain.kontrol import Kontrolresultat, Regelresultat
from domain.sag import Sagstilstand
from domain.sagsbeslutning import Beslutning
from domain.sagsforloeb import TAK, Pause, Pauseart, SagFejl
from domain.tid import find_dag
from tests.builders import NAT_1, load_afdelinger, make_afdelinger
from tests.warehouse.rows import everything, rows, values
from warehouse.findings import record_kontrol
from warehouse.queries.sager import count_sager, list_sager, load_sagsakt
from warehouse.sager import Opfoelgning, follow_up, mark_varslet, open_sager
from warehouse.sager.beslut import (
    accept_fund,
    add_note,
    give_markering,
    give_paabud,
    pause_sag,
    reassign,
    register_leveret,
    resume_sag,
    tell_tilbud,
)
from warehouse.sager.opfoelgning import list_rykkere

REGLER = ("A-001", "B-001")
TABELLER = ("sag", "sag_haendelse", "sag_paabud", "sag_paabud_fejl")
INTET = Opfoelgning(lukket=(), forfra=(), til_vurdering=(), markering_mulig=())


def later(dage: int) -> datetime:
    return NAT_1 + timedelta(days=dage)


def night(engine: Engine, mappe: Path, dage: int, *fund: tuple[str, int], fejl: str | None = None) -> Opfoelgning:
    """A night some days after the first on which each (rule, afdeling) is found; `fejl` is a rule that cannot run."""
    nu = later(dage)
    snapshot_id = load_afdelinger(engine, mappe, make_afdelinger(3), start=nu).snapshot_id or 0
    regler = tuple(
        Regelresultat(
            regel=regel,
            alvor="alvorlig",
            fund=tuple(
                Fund(regel=regel, tilbudsid=str(1000 + n), afdelingsid=str(n), felt="navn")
                for r, n in fund
                if r == regel and r != fejl
            ),
            fejl="kan ikke" if regel == fejl else None,
        )
        for regel in REGLER
    )
    record_kontrol(engine, Kontrolresultat(snapshot_id=snapshot_id, regler=regler), nu=nu)
    open_sager(engine, nu, regler=REGLER)
    return follow_up(engine, find_dag(nu), nu, regler=REGLER)


def decision(dage: int, grund: str = "Står stadig.") -> Beslutning:
    return Beslutning(af="abc", dag=find_dag(later(dage)), grund=grund)


def send_mail(engine: Engine, tilbudsid: str, dage: int) -> None:
    """A mail of the outbox that tells of all the tilbud's open findings, handed over."""
    with engine.begin() as conn:
        noegle = f"{tilbudsid}-{dage}"
        snapshot = conn.execute(text("SELECT max(id) FROM snapshot")).scalar()
        conn.execute(
            text(
                "INSERT INTO mail (noegle, modtager, periode, trin, snapshot_id, emne, indhold, status, "
                "oprettet) VALUES (:n, 'a@example.org', :n, 'varsel', :s, 'e', 'i', 'sendt', :nu)"
            ),
            {"n": noegle, "s": snapshot, "nu": later(dage).replace(tzinfo=None)},
        )
        conn.execute(
            text(
                "INSERT INTO mail_afvigelse (noegle, afvigelse_id, aabnet_i) SELECT :n, a.id, max(h.snapshot_id) "
                "FROM afvigelse a JOIN afvigelse_haendelse h ON h.afvigelse_id = a.id AND h.haendelse <> 'lukket' "
                "WHERE a.tilbudsid = :t AND a.status = 'aaben' GROUP BY a.id"
            ),
            {"n": noegle, "t": tilbudsid},
        )
    mark_varslet(engine, [tilbudsid], nu=later(dage))


def state(engine: Engine, tilbudsid: str = "1001") -> str:
    return str(values(engine, f"SELECT tilstand FROM sag WHERE tilbudsid = '{tilbudsid}'")[0])


@pytest.fixture
def til_vurdering(engine: Engine, tmp_path: Path) -> Engine:
    """A case of two faults whose reminder has run out."""
    for dage in (0, 29, 44):
        night(engine, tmp_path, dage, ("A-001", 1), ("B-001", 1))
        if dage < 44:
            send_mail(engine, "1001", dage)
    assert state(engine) == "til_vurdering"
    return engine


@pytest.fixture
def leveret(til_vurdering: Engine) -> Engine:
    """The same case with a påbud for A-001, delivered on day 46."""
    give_paabud(til_vurdering, "1001", decision(45), nu=later(45), regler=REGLER, kan_paabydes=["A-001"])
    register_leveret(til_vurdering, "1001", find_dag(later(46)), decision(46), nu=later(46))
    return til_vurdering


def test_a_case_goes_all_the_way_and_closes_with_thanks(leveret: Engine, tmp_path: Path):
    begge = (("A-001", 1), ("B-001", 1))
    assert night(leveret, tmp_path, 74, *begge) == INTET
    assert night(leveret, tmp_path, 75, *begge).markering_mulig == ("1001",)
    give_markering(leveret, "1001", decision(76), nu=later(76), regler=REGLER)
    assert state(leveret) == "markeret"
    assert night(leveret, tmp_path, 80, ("B-001", 1)) == Opfoelgning(
        lukket=("1001",), forfra=("1001",), til_vurdering=(), markering_mulig=()
    )
    grunde = values(leveret, "SELECT grund FROM sag_haendelse WHERE til IN ('lukket', 'markeret') ORDER BY id")
    assert grunde == ["Tilbuddet markeres: Står stadig.", f"{TAK} Markeringen skal fjernes fra Tilbudsportalen."]
    assert values(leveret, "SELECT er_afsluttet FROM sag_paabud") == [1]
    mennesker = rows(leveret, "SELECT til, af FROM sag_haendelse WHERE af <> 'system' ORDER BY id")
    assert [(r["til"], r["af"]) for r in mennesker] == [
        ("paabud_afgjort", "abc"),
        ("paabud_afgjort", "abc"),
        ("markeret", "abc"),
    ]


def test_the_night_again_changes_nothing(leveret: Engine, tmp_path: Path):
    night(leveret, tmp_path, 75, ("A-001", 1), ("B-001", 1))
    foer = everything(leveret, TABELLER)
    assert follow_up(leveret, find_dag(later(75)), later(75), regler=REGLER) == INTET
    assert everything(leveret, TABELLER) == foer


def test_a_markering_is_not_possible_on_a_snapshot_from_before_the_weeks_ran_out(leveret: Engine, tmp_path: Path):
    assert follow_up(leveret, find_dag(later(90)), later(90), regler=REGLER) == INTET
    assert state(leveret) == "paabud_afgjort"


def test_a_fault_whose_rule_could_not_run_tonight_leads_to_no_markering(leveret: Engine, tmp_path: Path):
    assert night(leveret, tmp_path, 80, ("B-001", 1), fejl="A-001") == INTET
    assert state(leveret) == "paabud_afgjort"
    assert night(leveret, tmp_path, 81, ("A-001", 1)).markering_mulig == ("1001",)


def test_a_register_that_awaits_its_control_leads_to_no_markering(leveret: Engine, tmp_path: Path):
    night(leveret, tmp_path, 75, ("A-001", 1))
    load_afdelinger(leveret, tmp_path, make_afdelinger(3), start=later(76))
    with pytest.raises(SagFejl, match="ikke hentet og kontrolleret"):
        give_markering(leveret, "1001", decision(76), nu=later(76), regler=REGLER)
    assert state(leveret) == "markering_mulig"


def test_a_paabud_names_only_what_the_tilbud_was_told_of_and_the_law_carries(til_vurdering: Engine, tmp_path: Path):
    with pytest.raises(SagFejl, match="kan bære et påbud"):
        give_paabud(til_vurdering, "1001", decision(45), nu=later(45), regler=REGLER, kan_paabydes=[])
    assert rows(til_vurdering, "SELECT * FROM sag_paabud") == []
    give_paabud(til_vurdering, "1001", decision(45), nu=later(45), regler=REGLER, kan_paabydes=["A-001"])
    navngivne = "SELECT a.regel FROM sag_paabud_fejl f JOIN afvigelse a ON a.noegle = f.noegle"
    assert values(til_vurdering, navngivne) == ["A-001"]


def test_a_fault_no_mail_told_of_begins_a_new_case(til_vurdering: Engine, tmp_path: Path):
    # B-001 is mended and breaks out again: it was told of before, but not since.
    night(til_vurdering, tmp_path, 45, ("A-001", 1))
    night(til_vurdering, tmp_path, 46, ("A-001", 1), ("B-001", 1))
    assert night(til_vurdering, tmp_path, 47, ("B-001", 1)).forfra == ("1001",)
    assert state(til_vurdering) == "ny"


def test_a_tilbud_without_an_address_is_told_by_a_person(engine: Engine, tmp_path: Path):
    night(engine, tmp_path, 0, ("A-001", 1))
    tell_tilbud(engine, "1001", decision(1, "Ringet op."), nu=later(1))
    assert state(engine) == "varslet"
    with pytest.raises(SagFejl, match="ikke have besked"):
        tell_tilbud(engine, "1001", decision(20), nu=later(20))
    with engine.connect() as conn:
        assert list_rykkere(conn, find_dag(later(29))) == frozenset()
        assert list_rykkere(conn, find_dag(later(30))) == {"1001"}
    assert night(engine, tmp_path, 30, ("A-001", 1)) == INTET
    tell_tilbud(engine, "1001", decision(30, "Ringet igen."), nu=later(30))
    assert night(engine, tmp_path, 45, ("A-001", 1)).til_vurdering == ("1001",)


def test_what_was_accepted_closes_the_case_and_comes_back_when_its_day_has_passed(engine: Engine, tmp_path: Path):
    night(engine, tmp_path, 0, ("A-001", 1), ("B-001", 1))
    til = find_dag(later(10))
    assert accept_fund(engine, "1001", til, decision(1), nu=later(1), regler=REGLER, kun_regel="A-001") == 1
    assert state(engine) == "ny"
    assert accept_fund(engine, "1001", til, decision(2), nu=later(2), regler=REGLER) == 1
    assert state(engine) == "lukket"
    assert values(engine, "SELECT grund FROM sag_haendelse ORDER BY id DESC LIMIT 1") == ["Afvigelserne er accepteret."]
    night(engine, tmp_path, 10, ("A-001", 1), ("B-001", 1))
    assert state(engine) == "lukket"
    night(engine, tmp_path, 11, ("A-001", 1), ("B-001", 1))
    assert state(engine) == "ny"


def test_a_case_rests_while_it_is_disputed_and_can_be_taken_up_again(engine: Engine, tmp_path: Path):
    night(engine, tmp_path, 0, ("A-001", 1))
    send_mail(engine, "1001", 0)
    pause_sag(engine, "1001", Pause(art=Pauseart.UENIG, til=date(2027, 1, 15)), decision(5), nu=later(5))
    with engine.connect() as conn:
        (linje,) = list_sager(conn, find_dag(later(40)), REGLER, tilstand=Sagstilstand.VARSLET)
    assert (linje.skal_rykkes, linje.frist, linje.antal_fejl) == (False, date(2027, 1, 15), 1)
    resume_sag(engine, "1001", decision(40), nu=later(40))
    with engine.connect() as conn:
        assert list_rykkere(conn, find_dag(later(40))) == {"1001"}


def test_a_case_is_given_to_a_caseworker_until_a_day(engine: Engine, tmp_path: Path):
    night(engine, tmp_path, 0, ("A-001", 1))
    reassign(engine, "1001", "xyz", find_dag(later(3)), decision(1, "Ferie."), nu=later(1))
    add_note(engine, "1001", decision(2, "Talt med tilsynet."), nu=later(2))
    night(engine, tmp_path, 3, ("A-001", 1))
    assert values(engine, "SELECT sagsbehandler FROM sag") == ["xyz"]
    night(engine, tmp_path, 4, ("A-001", 1))
    assert values(engine, "SELECT sagsbehandler FROM sag") == [None]
    with engine.connect() as conn:
        akt = load_sagsakt(conn, "1001", find_dag(later(4)), REGLER)
        assert count_sager(conn) == {Sagstilstand.NY: 1}
    assert akt is not None
    assert [(note.art, note.af) for note in akt.noter] == [
        ("skridt", "system"),
        ("omfordelt", "abc"),
        ("note", "abc"),
        ("omfordelt", "system"),
    ]


def test_what_is_refused_leaves_the_case_as_it_was(engine: Engine, tmp_path: Path):
    night(engine, tmp_path, 0, ("A-001", 1))
    night(engine, tmp_path, 1, ("A-001", 1), ("A-001", 2))
    night(engine, tmp_path, 2, ("A-001", 1))
    foer = everything(engine, TABELLER)
    for forsoeg in (
        lambda: give_paabud(engine, "1001", decision(3), nu=later(3), regler=REGLER, kan_paabydes=REGLER),
        lambda: give_markering(engine, "1001", decision(3), nu=later(3), regler=REGLER),
        lambda: register_leveret(engine, "1001", find_dag(later(3)), decision(3), nu=later(3)),
        lambda: resume_sag(engine, "1001", decision(3), nu=later(3)),
        lambda: add_note(engine, "1002", decision(3), nu=later(3)),
        lambda: add_note(engine, "findes-ikke", decision(3), nu=later(3)),
        lambda: reassign(engine, "1001", " ", find_dag(later(4)), decision(3), nu=later(3)),
        lambda: reassign(engine, "1001", "x", find_dag(later(0)), decision(3), nu=later(3)),
        lambda: accept_fund(
            engine, "1001", find_dag(later(4)), decision(3), nu=later(3), regler=REGLER, kun_regel="X-1"
        ),
    ):
        with pytest.raises(SagFejl):
            forsoeg()
    assert everything(engine, TABELLER) == foer


def test_the_day_is_the_moments_own(engine: Engine):
    with pytest.raises(ValueError, match="day of nu"):
        follow_up(engine, date(2026, 12, 1), NAT_1, regler=REGLER)
