"""Hashes noted between a backup and its restore are told as such; nothing else that is not in the chain is."""

from datetime import UTC, datetime, timedelta

import pytest
from typer.testing import CliRunner

import flows.cli  # noqa: F401 - registers the commands
from flows.cli.app import app
from flows.revisionshoved import find_fil, keep_hoved, list_hoveder, read_hoveder
from flows.settings import Indstillinger
from flows.sikkerhedskopi import take_kopi
from flows.sikkerhedskopi_gendan import gendan
from tests.flows.test_revision import look
from warehouse.engine import open_warehouse
from warehouse.kopi.arkiv import read_arkiv
from warehouse.revision import read_hoved
from warehouse.revision.gendannet import Gendannet, find_forklaring, read_gendannet, write_bemaerkning
from warehouse.revision.kaede import Hoved
from warehouse.revision.kontrol import check_kaede

# Before the looks, whose times are the links'.
KOPI = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
GENDANNET = KOPI + timedelta(hours=6)


@pytest.fixture
def gendannet(tmp_path, lager, warehouse_url, request):
    """A night's link noted before the backup and two after it, then the backup put back; with what was moved aside."""
    pg_bin = request.getfixturevalue("postgresql_lager").bin if lager.navn == "postgresql" else None
    indstillinger = Indstillinger(var=tmp_path / "var", database_url=warehouse_url, pg_bin=pg_bin)
    engine = open_warehouse(warehouse_url)
    look(engine, 1)
    keep_hoved(engine, indstillinger)
    kopi = take_kopi(indstillinger, tmp_path / "kopi.tar.gz", nu=KOPI, hvem="drift")
    for nummer in (2, 3):
        look(engine, nummer)
        keep_hoved(engine, indstillinger)
    engine.dispose()
    resultat = gendan(indstillinger, kopi.fil, nu=GENDANNET, hvem="drift", erstat=True)
    engine = open_warehouse(warehouse_url)
    yield indstillinger, engine, resultat, kopi
    engine.dispose()


def _find_flyttet(indstillinger):
    (fil,) = indstillinger.var.glob("foer-gendannelse-*/revision/hoveder.csv")
    return fil


def _check(indstillinger, *ord_):
    miljoe = {"TILBUDSTJEK_VAR": str(indstillinger.var), "TILBUDSTJEK_DATABASE_URL": indstillinger.database}
    return CliRunner().invoke(app, ["revision", "kontroller", *map(str, ord_)], env=miljoe)


@pytest.mark.begge_lagre
def test_the_restore_says_which_are_newer_and_the_check_knows_why(gendannet):
    indstillinger, engine, resultat, kopi = gendannet
    flyttet = _find_flyttet(indstillinger)
    assert len(read_hoveder(find_fil(indstillinger))) == 1
    assert resultat.nyere_hoveder == read_hoveder(flyttet)[1:]
    manifest = read_arkiv(kopi.fil).database
    assert (manifest.revision, manifest.revision_hash) == (2, list_hoveder(flyttet)[0])
    dom = check_kaede(engine, hoveder=read_hoveder(flyttet))
    assert dom.er_hel
    assert [hoved for hoved, _ in dom.efter_kopi] == list(resultat.nyere_hoveder)
    svar = _check(indstillinger, "--hoveder", flyttet)
    assert svar.exit_code == 0
    numre = ", ".join(str(hoved.nr) for hoved in resultat.nyere_hoveder)
    assert f"er disse gemte led ikke i kæden mere: {numre}." in svar.stdout
    assert "kopi taget 23-11-2026 08:00:00" in svar.stdout


def test_a_hash_alone_says_not_when_and_is_a_break_with_a_word_of_what_to_do(gendannet):
    indstillinger, _, resultat, _ = gendannet
    svar = _check(indstillinger, "--hoved", resultat.nyere_hoveder[0].hash)
    assert svar.exit_code == 1
    assert "prøv hele linjen med --hoveder" in svar.stdout


def test_what_is_older_than_the_backup_or_newer_than_the_restore_is_a_break(gendannet):
    _, engine, resultat, _ = gendannet
    (nyere, _) = resultat.nyere_hoveder
    for hoved in (
        Hoved(nr=2, tidspunkt=nyere.tidspunkt, hash="a" * 64),
        Hoved(nr=nyere.nr, tidspunkt=GENDANNET + timedelta(seconds=1), hash="b" * 64),
    ):
        dom = check_kaede(engine, hoveder=[hoved, nyere])
        assert ([et for et, _ in dom.efter_kopi], dom.antal_brud) == ([nyere], 1)


def test_a_chain_that_was_cut_without_a_restore_is_a_break(engine):
    look(engine, 1)
    hoved = read_hoved(engine)
    assert hoved is not None
    dom = check_kaede(engine, hoveder=[Hoved(nr=9, tidspunkt=hoved.tidspunkt, hash="c" * 64)])
    assert (dom.efter_kopi, dom.antal_brud) == ((), 1)


def test_a_file_that_is_not_there_is_said(tmp_path):
    svar = _check(Indstillinger(var=tmp_path, database_url=""), "--hoveder", tmp_path / "ingen.csv")
    assert (svar.exit_code, "ingen.csv" in svar.stderr) == (1, True)


def test_what_a_link_says_is_read_back_and_other_words_say_nothing():
    led = Gendannet(nr=7, tidspunkt=GENDANNET, kopi_taget=KOPI, kopi_led=3)
    assert read_gendannet(7, GENDANNET, write_bemaerkning(KOPI, 3, "2 mails holdt tilbage.")) == led
    for andet in (None, "", "Kopi taget i går, led 3. x", "Kopi taget 2026-11-23T07:00:00+00:00; 2 mails"):
        assert read_gendannet(7, GENDANNET, andet) is None
    assert find_forklaring(Hoved(nr=4, tidspunkt=KOPI, hash=""), [led]) == led
    assert find_forklaring(Hoved(nr=3, tidspunkt=KOPI, hash=""), [led]) is None


def test_a_line_with_an_odd_number_is_still_a_hash(tmp_path):
    fil = tmp_path / "hoveder.csv"
    fil.write_text(f"nr;tidspunkt;hash\n1;2026-11-23T07:00:00+00:00;{'a' * 64}\nx;i går;{'b' * 64}\n;;\n")
    assert read_hoveder(fil) == (Hoved(nr=1, tidspunkt=KOPI, hash="a" * 64), "b" * 64)
