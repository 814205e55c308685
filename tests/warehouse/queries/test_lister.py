"""The rows behind `--json` and the status of the warehouse."""

import json
from pathlib import Path

from sqlalchemy import Engine, text

from domain.afvigelse import Fund
from domain.kontrol import Kontrolresultat, Regelresultat
from tests.builders import NAT_1, NAT_2, load_afdelinger, make_afdeling, make_afdelinger
from warehouse.findings import record_kontrol
from warehouse.koersel import start_koersel
from warehouse.queries import list_afvigelser, list_koersler, list_tilbud
from warehouse.queries.status import has_snapshot, needs_kontrol, read_last_koersel, read_snapshot

TILBUD = (
    "tilbudsid, afdelingsid, navn, adresse, postnr, by, cvr, p_nummer, telefon, email, virksomhedsform, "
    "tilsynsmyndighed, har_leder, har_kontaktperson, virksomhed, tilbudstyper, pladser, pladser_i_alt, kilde_url"
)
AFVIGELSE = "regel, alvor, tilbudsid, afdelingsid, felt, vaerdi, forslag, foerst_set, sidst_set, status, raekke"
KOERSEL = "id, start, slut, kilde, status, aarsag, antal, dump_fil"


def record(engine: Engine, snapshot_id: int, *fund: Fund) -> None:
    regler = tuple(
        Regelresultat(regel=regel, alvor="kritisk", fund=tuple(f for f in fund if f.regel == regel))
        for regel in ("A-001", "B-001")
    )
    record_kontrol(engine, Kontrolresultat(snapshot_id=snapshot_id, regler=regler), nu=NAT_1)


def test_tilbud_have_the_promised_fields_in_the_promised_order(engine: Engine, tmp_path: Path):
    load_afdelinger(engine, tmp_path, [make_afdeling(1, pladser={"§ 107": 8, "§ 104": None})])
    (row,) = list_tilbud(engine)
    assert list(row) == TILBUD.split(", ")
    assert row["tilbudstyper"] == ["Midlertidigt botilbud, § 107"]
    assert row["pladser"] == {"§ 107": 8, "§ 104": None}
    assert row["har_leder"] is True
    assert json.loads(json.dumps(row)) == row


def test_tilbud_come_in_the_order_of_their_numbers_and_without_the_ended(engine: Engine, tmp_path: Path):
    alle = [make_afdeling(n, tilbudsid=t) for n, t in ((1, "100"), (2, "99"), (10, "99"), (3, "7"))]
    load_afdelinger(engine, tmp_path, alle)
    assert [(r["tilbudsid"], r["afdelingsid"]) for r in list_tilbud(engine)] == [
        ("7", "3"),
        ("99", "2"),
        ("99", "10"),
        ("100", "1"),
    ]
    for dag in (2, 3):
        load_afdelinger(engine, tmp_path, alle[:3], start=NAT_1.replace(day=dag))
    assert len(list(list_tilbud(engine))) == 3


def test_afvigelser_are_the_open_and_the_accepted_with_the_days_of_their_snapshots(engine: Engine, tmp_path: Path):
    load_afdelinger(engine, tmp_path, make_afdelinger(12))
    fund = [Fund(regel="A-001", tilbudsid=str(1000 + n), afdelingsid=str(n), felt="navn") for n in (1, 2, 3, 12)]
    record(engine, 1, *fund)
    with engine.begin() as forbindelse:
        forbindelse.execute(text("UPDATE afvigelse SET status = 'accepteret' WHERE afdelingsid = '2'"))
    load_afdelinger(engine, tmp_path, make_afdelinger(12), start=NAT_2)
    record(
        engine, 2, *fund[:2], fund[3], Fund(regel="B-001", tilbudsid="1001", afdelingsid=None, felt="cvr", vaerdi="1")
    )
    alle = list(list_afvigelser(engine))
    assert {tuple(row) for row in alle} == {tuple(AFVIGELSE.split(", "))}
    assert [(r["regel"], r["tilbudsid"], r["afdelingsid"], r["status"]) for r in alle] == [
        ("A-001", "1001", "1", "aaben"),
        ("A-001", "1002", "2", "accepteret"),
        ("A-001", "1012", "12", "aaben"),
        ("B-001", "1001", None, "aaben"),
    ]
    assert (alle[0]["foerst_set"], alle[0]["sidst_set"]) == ("2026-11-01", "2026-11-02")
    assert (alle[3]["foerst_set"], alle[3]["vaerdi"], alle[3]["alvor"]) == ("2026-11-02", "1", "kritisk")


def test_koersler_are_every_run_with_times_that_carry_an_offset(engine: Engine, tmp_path: Path):
    load_afdelinger(engine, tmp_path, make_afdelinger(50))
    load_afdelinger(engine, tmp_path, make_afdelinger(10), start=NAT_2)
    start_koersel(engine, kilde="portal", adresse="x", nu=NAT_2.replace(hour=5))
    alle = list(list_koersler(engine))
    assert {tuple(row) for row in alle} == {tuple(KOERSEL.split(", "))}
    assert [(r["status"], r["antal"], r["aarsag"] is None) for r in alle] == [
        ("godkendt", 50, True),
        ("afvist", 10, False),
        ("i_gang", None, True),
    ]
    assert (alle[0]["start"], alle[0]["slut"]) == ("2026-11-01T01:00:00+00:00", "2026-11-01T01:00:00+00:00")
    assert alle[2]["slut"] is None


def test_an_empty_warehouse_lists_nothing_and_awaits_nothing(engine: Engine):
    assert [*list_tilbud(engine), *list_afvigelser(engine), *list_koersler(engine)] == []
    assert (read_snapshot(engine), read_last_koersel(engine)) == (None, None)
    assert (has_snapshot(engine), needs_kontrol(engine)) == (False, False)


def test_the_status_tells_what_was_accepted_last_and_whether_it_was_judged(engine: Engine, tmp_path: Path):
    resultat = load_afdelinger(engine, tmp_path, make_afdelinger(50))
    assert (has_snapshot(engine), needs_kontrol(engine)) == (True, True)
    record(engine, 1)
    load_afdelinger(engine, tmp_path, make_afdelinger(10), start=NAT_2)
    snapshot, koersel = read_snapshot(engine), read_last_koersel(engine)
    assert snapshot is not None
    assert koersel is not None
    assert (snapshot.snapshot_id, snapshot.kontrolleret, snapshot.antal_tilbud) == (resultat.snapshot_id, True, 50)
    assert (snapshot.dag.isoformat(), snapshot.tidspunkt) == ("2026-11-01", NAT_1)
    assert (koersel.status, needs_kontrol(engine)) == ("afvist", False)
