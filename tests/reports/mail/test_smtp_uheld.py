"""Whatever happens on the way, each mail is accepted once, or listed as unknown, and none is lost: seeded mishaps."""

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import create_engine, event, text

from reports.mail.smtp import deliver_smtp
from reports.mail.takt import Ur
from tests.builders import NAT_1, load_afdelinger, make_afdeling
from tests.mails import make_key, put_mails, states
from tests.postkontor import AFBRYD, GODT, TAG_OG_AFBRYD, TAV, Certifikater, Postkontor
from warehouse.engine import open_warehouse
from warehouse.fejl import WarehouseFejl
from warehouse.sqlite import tune

# A process that dies in the middle closes nothing; here the socket it leaves is one of this process.
pytestmark = [
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

ANTAL = 4
RUNDER_MED_UHELD, RUNDER_I_ALT = 3, 14
_SVAR = ("421", "450", "451", "452", "550", "552", "554")
_UHELD = {
    "auth": (AFBRYD, "454", "535"),
    "mail": (AFBRYD, TAV, "421", "451", "550"),
    "rcpt": (AFBRYD, TAV, *_SVAR),
    "data": (AFBRYD, TAV, *_SVAR),
    "kvittering": (AFBRYD, TAV, TAG_OG_AFBRYD, TAG_OG_AFBRYD, *_SVAR),
}


class Drab(BaseException):
    """The process dies here."""


class Skaebne:
    """A seeded run of bad luck: the server's answers, a death at some step, a locked database, a clock that jumps."""

    def __init__(self, froe: int, fil: Path) -> None:
        self._tal = random.Random(froe)  # noqa: S311 - fates, not secrets
        self._fil = fil
        self._laas: sqlite3.Connection | None = None
        self._til_drab = 0
        self.runde = 0

    def begin_round(self, runde: int) -> None:
        self.runde = runde
        self.release_lock()
        er_ond = runde < RUNDER_MED_UHELD
        self._til_drab = self._tal.randint(1, 90) if er_ond and self._tal.random() < 0.5 else 0
        self._uheld_andel = self._tal.choice((0.0, 0.05, 0.2, 0.6)) if er_ond else 0.0
        self._laase_andel = self._tal.choice((0.0, 0.0, 0.1)) if er_ond else 0.0
        self._spring = er_ond and self._tal.random() < 0.3

    def uheld(self, trin: str) -> str:
        """What the server does at a step; asked in the server's thread."""
        if self._laas is None and self._tal.random() < self._laase_andel:
            self._lock()
        if self._tal.random() < self._uheld_andel:
            return self._tal.choice(_UHELD[trin])
        return GODT

    def step(self, *_: object) -> None:
        """One step of the program: the last one, when death comes."""
        if self._til_drab:
            self._til_drab -= 1
            if not self._til_drab:
                raise Drab

    def ur(self) -> Ur:
        return Ur(nu=self._nu, sekunder=self._sekunder, sov=self._sov)

    def release_lock(self) -> None:
        if self._laas is not None:
            self._laas.close()
            self._laas = None

    def _nu(self):
        self.step()
        spring = timedelta(hours=self._tal.randint(-2000, 2000)) if self._spring else timedelta()
        return NAT_1 + timedelta(days=2 * self.runde) + spring

    def _sekunder(self) -> float:
        self.step()
        return self._tal.uniform(-1e6, 1e6) if self._spring else 0.0

    def _sov(self, sekunder: float) -> None:
        assert 0 <= sekunder <= 30
        self.step()
        if self._tal.random() < 0.5:
            self.release_lock()

    def _lock(self) -> None:
        laas = sqlite3.connect(self._fil, isolation_level=None, check_same_thread=False, timeout=0)
        try:
            laas.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError:
            laas.close()
        else:
            self._laas = laas


# An audit hook can never be taken away again, so there is one, which asks whoever is listening.
_LYTTER: list[Skaebne] = []


def _hear(haendelse: str, _args: object) -> None:
    if _LYTTER and haendelse in {"smtplib.send", "smtplib.connect"}:
        _LYTTER[-1].step()


sys.addaudithook(_hear)


@contextmanager
def _listening(skaebne: Skaebne, engine) -> Iterator[None]:
    haendelser = ("before_cursor_execute", "after_cursor_execute", "commit")
    for navn in haendelser:
        event.listen(engine, navn, skaebne.step)
    _LYTTER.append(skaebne)
    try:
        yield
    finally:
        _LYTTER.pop()
        for navn in haendelser:
            event.remove(engine, navn, skaebne.step)


@pytest.fixture(scope="module")
def skabelon(tmp_path_factory: pytest.TempPathFactory) -> Path:
    mappe = tmp_path_factory.mktemp("uheld")
    engine = open_warehouse(f"sqlite:///{mappe / 'skabelon.db'}")
    load_afdelinger(engine, mappe, [make_afdeling(1)])
    put_mails(engine, [f"a{n}@ude.example.org" for n in range(ANTAL)])
    engine.dispose()
    return mappe / "skabelon.db"


@pytest.fixture(scope="module")
def kontor(tmp_path_factory) -> Iterator[Postkontor]:
    with Postkontor(Certifikater(tmp_path_factory.mktemp("ca")), tavs_s=0.1) as kontor:
        yield kontor


def live(froe: int, kontor: Postkontor, skabelon: Path, fil: Path) -> tuple[dict[str, str], dict[str, int]]:
    """Live through one fate until nothing is left to do; gives each mail's state, and how often it was accepted."""
    for gammel in fil.parent.glob(f"{fil.name}*"):
        gammel.unlink()
    shutil.copy(skabelon, fil)
    skaebne = Skaebne(froe, fil)
    kontor.modtaget.clear()
    kontor.uheld = skaebne.uheld
    faerdige = {"sendt", "ukendt", "afvist"}
    for runde in range(RUNDER_I_ALT):
        skaebne.begin_round(runde)
        # Each round is a new process: nothing is remembered but what the database holds.
        engine = create_engine(f"sqlite:///{fil}")
        tune(engine, ventetid_s=0.02)
        if runde >= RUNDER_MED_UHELD and set(states(engine).values()) <= faerdige:
            break
        try:
            with _listening(skaebne, engine):
                deliver_smtp(engine, kontor.server(), ur=skaebne.ur(), pr_minut=600)
        except (Drab, WarehouseFejl):
            pass
        finally:
            engine.dispose()
    skaebne.release_lock()
    tilstande = states(engine)
    engine.dispose()
    antal = kontor.antal()
    return tilstande, {str(n): antal[f"<{make_key(n)}@example.org>"] for n in range(1001, 1001 + ANTAL)}


def check(froe: int, kontor: Postkontor, skabelon: Path, fil: Path) -> list[str]:
    tilstande, accepteret = live(froe, kontor, skabelon, fil)
    assert len(tilstande) == ANTAL, froe
    for tilbudsid, status in tilstande.items():
        tilladt = {"sendt": {1}, "ukendt": {0, 1}, "afvist": {0}}
        assert accepteret[tilbudsid] in tilladt.get(status, set()), (froe, tilbudsid, status, accepteret)
    return [f"{status}-{accepteret[tilbudsid]}" for tilbudsid, status in tilstande.items()]


def test_every_mail_is_accepted_once_or_unknown_over_some_fates(kontor, skabelon, tmp_path):
    for froe in range(12):
        check(froe, kontor, skabelon, tmp_path / "m.db")


@pytest.mark.slow
def test_every_mail_is_accepted_once_or_unknown_over_a_thousand_fates(kontor, skabelon, tmp_path):
    udfald: list[str] = []
    for froe in range(1000, 2000):
        udfald += check(froe, kontor, skabelon, tmp_path / "m.db")
    tal = {navn: udfald.count(navn) for navn in sorted(set(udfald))}
    assert len(udfald) == 1000 * ANTAL
    # The fates were hard enough to mean something, and most mails came through them.
    assert tal["sendt-1"] > 2000
    assert min(tal["ukendt-0"], tal["ukendt-1"], tal["afvist-0"]) > 20, tal


_BARN = """
import sys, time
from datetime import datetime
from reports.mail.smtp import deliver_smtp
from reports.mail.smtpserver import read_smtp_url
from reports.mail.takt import Ur
from warehouse.engine import open_warehouse
engine = open_warehouse(sys.argv[1])
ur = Ur(nu=lambda: datetime.fromisoformat(sys.argv[3]), sekunder=time.monotonic, sov=time.sleep)
deliver_smtp(engine, read_smtp_url(sys.argv[2]), ur=ur, pr_minut=6000)
"""


@pytest.mark.slow
@pytest.mark.parametrize("trin", ["mail", "rcpt", "data", "kvittering"])
@pytest.mark.parametrize("nummer", [1, 3])
def test_a_real_kill_at_any_step_sends_none_twice_and_loses_none(tmp_path_factory, skabelon, tmp_path, trin, nummer):
    certifikater = Certifikater(tmp_path_factory.mktemp("ca"))
    fil = Path(shutil.copy(skabelon, tmp_path / "m.db"))
    naaet: list[str] = []
    with Postkontor(certifikater, tavs_s=20) as kontor:
        url = f"smtps://post:p%40ss%3Aord%2F1@127.0.0.1:{kontor.port}"
        kald = [sys.executable, "-c", _BARN, f"sqlite:///{fil}", url, NAT_1.isoformat()]
        barn: list[subprocess.Popen[bytes]] = []

        def kill(hvor: str) -> str:
            naaet.append(hvor)
            if naaet.count(trin) == nummer and hvor == trin and barn[0].poll() is None:
                barn[0].send_signal(signal.SIGKILL)
                barn[0].wait()
            return GODT

        kontor.uheld = kill
        miljoe = {**os.environ, "SSL_CERT_FILE": str(certifikater.fil)}
        barn.append(subprocess.Popen(kald, env=miljoe))
        assert barn[0].wait(60) == -signal.SIGKILL
        kontor.uheld = lambda _trin: GODT
        subprocess.run(kald, env=miljoe, check=True, timeout=60)
        antal = kontor.antal()
    engine = create_engine(f"sqlite:///{fil}")
    for tilbudsid, status in states(engine).items():
        gange = antal[f"<{make_key(int(tilbudsid))}@example.org>"]
        assert (status, gange) in {("sendt", 1), ("ukendt", 0), ("ukendt", 1)}
    with engine.connect() as conn:
        ukendte = conn.execute(text("SELECT COUNT(*) FROM mail WHERE status = 'ukendt'")).scalar()
    assert ukendte == (1 if trin in {"data", "kvittering"} else 0)
    engine.dispose()
