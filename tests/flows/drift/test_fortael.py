"""Alarms told to people over a real mail server: once, with what to do, and once more when they are over."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from domain.tid import DANSK_TID
from flows.drift.fortael import fortael
from flows.drift.post import read_modtagere
from flows.drift.uden_database import read_husket
from flows.drift.udfald import NAT_FEJLET, note_nat, report_fejl
from flows.settings import Indstillinger, IndstillingFejl
from tests.postkontor import BRUGER, GODT, Certifikater, Postkontor
from warehouse.alarmer import close_alarmer, list_alarmer, raise_alarm
from warehouse.engine import open_warehouse
from warehouse.load import Indlaesning

NU = datetime(2026, 11, 24, 3, 5, tzinfo=DANSK_TID)
TIL = "vagt@drift.example.org"


@pytest.fixture(scope="module")
def certifikater(tmp_path_factory):
    return Certifikater(tmp_path_factory.mktemp("ca"))


@pytest.fixture
def postkontor(certifikater, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(certifikater.fil))
    with Postkontor(certifikater) as kontor:
        yield kontor


def _settings(tmp_path: Path, url: str, **felter: object) -> Indstillinger:
    return Indstillinger(var=tmp_path / "var", database_url=url, alarm_til=TIL, **felter)  # type: ignore[arg-type]


def _smtp(kontor: Postkontor) -> str:
    return f"smtps://{BRUGER}:p%40ss%3Aord%2F1@127.0.0.1:{kontor.port}"


@pytest.mark.begge_lagre
def test_an_alarm_is_told_once_with_what_to_do_and_once_more_when_it_is_over(tmp_path, warehouse_url, postkontor):
    indstillinger = _settings(tmp_path, warehouse_url, smtp_url=_smtp(postkontor), web_url="https://t.example.org")
    engine = open_warehouse(warehouse_url)
    raise_alarm(engine, NAT_FEJLET, "2026-11-24", tekst="Portalen svarer ikke.", nu=NU)
    assert fortael(indstillinger, nu=NU)
    assert not fortael(indstillinger, nu=NU + timedelta(minutes=15))
    ((til, besked),) = postkontor.modtaget
    tekst = besked.get_content()
    assert til == TIL
    assert besked["Subject"] == "Tilbudstjek: Natten fejlede"
    assert "Portalen svarer ikke." in tekst
    assert "24-11-2026 kl. 03.05" in tekst
    assert "Det gør du:\n1. " in tekst.replace("\r\n", "\n")
    assert "docs/drift.md#nat_fejlet" in tekst
    assert "https://t.example.org/drift" in tekst
    assert besked["Auto-Submitted"] == "auto-generated"
    close_alarmer(engine, NAT_FEJLET, nu=NU + timedelta(days=1))
    assert fortael(indstillinger, nu=NU + timedelta(days=1))
    assert not fortael(indstillinger, nu=NU + timedelta(days=1, minutes=15))
    (_, lettelse) = postkontor.modtaget
    assert lettelse[1]["Subject"] == "Tilbudstjek: ovre: Natten fejlede"
    assert "Det gør du" not in lettelse[1].get_content()
    engine.dispose()


def test_an_alarm_waits_for_a_mail_server_that_is_down(tmp_path, warehouse_url, certifikater, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(certifikater.fil))
    engine = open_warehouse(warehouse_url)
    raise_alarm(engine, NAT_FEJLET, "2026-11-24", tekst="Disken er fuld.", nu=NU)
    kontor = Postkontor(certifikater)
    indstillinger = _settings(tmp_path, warehouse_url, smtp_url=_smtp(kontor))
    assert not fortael(indstillinger, nu=NU)
    assert list_alarmer(engine)[0].fortalt is None
    with kontor:
        assert fortael(indstillinger, nu=NU + timedelta(minutes=15))
    assert len(kontor.modtaget) == 1
    assert list_alarmer(engine)[0].fortalt is not None
    engine.dispose()


def test_an_address_that_is_dead_keeps_the_others_neither_from_being_told_nor_from_peace(
    tmp_path, warehouse_url, certifikater, monkeypatch
):
    monkeypatch.setenv("SSL_CERT_FILE", str(certifikater.fil))
    engine = open_warehouse(warehouse_url)
    raise_alarm(engine, NAT_FEJLET, "2026-11-24", tekst="Disken er fuld.", nu=NU)
    nej = iter(["550"])
    with Postkontor(certifikater) as kontor:
        kontor.uheld = lambda trin: next(nej, GODT) if trin == "rcpt" else GODT
        indstillinger = _settings(tmp_path, warehouse_url, smtp_url=_smtp(kontor)).model_copy(
            update={"alarm_til": f"ophoert@drift.example.org, {TIL}"}
        )
        assert fortael(indstillinger, nu=NU)
        assert not fortael(indstillinger, nu=NU + timedelta(minutes=15))
    assert [til for til, _ in kontor.modtaget] == [TIL]
    assert list_alarmer(engine)[0].fortalt == NU
    engine.dispose()


def test_without_a_mail_server_alarms_are_files_one_for_each_of_those_they_are_for(tmp_path, warehouse_url):
    indstillinger = _settings(tmp_path, warehouse_url).model_copy(
        update={"alarm_til": "a@drift.example.org, b@drift.example.org"}
    )
    engine = open_warehouse(warehouse_url)
    for noegle in ("2026-11-23", "2026-11-24"):
        raise_alarm(engine, NAT_FEJLET, noegle, tekst="Portalen svarer ikke.", nu=NU)
    assert fortael(indstillinger, nu=NU)
    assert not fortael(indstillinger, nu=NU)
    filer = [fil.read_text(encoding="ascii") for fil in indstillinger.alarmer.glob("*.eml")]
    assert sorted(linje for fil in filer for linje in fil.splitlines() if linje.startswith("To:")) == [
        "To: a@drift.example.org",
        "To: b@drift.example.org",
    ]
    assert all("Subject: Tilbudstjek: 2 alarmer" in fil for fil in filer)
    engine.dispose()


def test_nobody_is_told_when_nobody_is_named_and_the_alarm_stays_untold(tmp_path, warehouse_url):
    indstillinger = Indstillinger(var=tmp_path / "var", database_url=warehouse_url, alarm_til="")
    report_fejl(indstillinger, "natlig-kontrol", tekst="Natten fejlede.", nu=NU)
    engine = open_warehouse(warehouse_url)
    (alarm,) = list_alarmer(engine)
    assert (alarm.slags, alarm.noegle, alarm.fortalt) == (NAT_FEJLET, "2026-11-24", None)
    engine.dispose()


def test_a_database_that_is_gone_is_told_of_once_and_again_when_it_is_back(tmp_path, postkontor):
    fil = tmp_path / "db" / "t.db"
    url = f"sqlite:///{fil}"
    open_warehouse(url).dispose()
    indstillinger = _settings(tmp_path, url, smtp_url=_smtp(postkontor))
    borte = tmp_path / "borte"
    fil.parent.rename(borte)
    fil.parent.write_text("no folder any more")
    for kvarter in range(4):
        report_fejl(indstillinger, "natlig-kontrol", tekst="Natten fejlede.", nu=NU + timedelta(minutes=15 * kvarter))
    ((_, besked),) = postkontor.modtaget
    assert besked["Subject"] == "Tilbudstjek: Databasen svarer ikke"
    assert "24-11-2026 kl. 03.05" in besked.get_content()
    fil.parent.unlink()
    borte.rename(fil.parent)
    assert fortael(indstillinger, nu=NU + timedelta(hours=2))
    assert not fortael(indstillinger, nu=NU + timedelta(hours=3))
    assert [besked["Subject"] for _, besked in postkontor.modtaget[1:]] == ["Tilbudstjek: ovre: Databasen svarer ikke"]
    assert read_husket(indstillinger.alarmer) is None


def test_half_a_file_of_what_is_remembered_is_begun_anew(tmp_path):
    (tmp_path / "uden-database.json").write_text('{"rejst": "2026-', encoding="utf-8")
    assert read_husket(tmp_path) is None


def test_a_rejected_night_raises_an_alarm_and_a_good_one_closes_it_and_that_of_a_failed_one(engine):
    afvist = Indlaesning(koersel_id="k", status="afvist", aarsag="Listen er tom.", snapshot_id=None, antal=0)
    raise_alarm(engine, NAT_FEJLET, "2026-11-23", tekst="Disken er fuld.", nu=NU - timedelta(days=1))
    note_nat(engine, afvist, nu=NU)
    assert [alarm.slags for alarm in list_alarmer(engine)] == [NAT_FEJLET, "nat_afvist"]
    assert "Listen er tom." in list_alarmer(engine)[1].tekst
    god = Indlaesning(koersel_id="l", status="godkendt", aarsag=None, snapshot_id=1, antal=3)
    note_nat(engine, god, nu=NU + timedelta(days=1))
    assert list_alarmer(engine) == ()


def test_what_is_no_address_is_refused_in_a_sentence():
    with pytest.raises(IndstillingFejl, match="TILBUDSTJEK_ALARM_TIL"):
        read_modtagere(Indstillinger(alarm_til="vagten"))
    assert read_modtagere(Indstillinger(alarm_til=" , ")) == ()
