"""One seed: the fault, the restarts until the work is done, a person where one is needed, and what then differs."""

import os
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

from crawler.replica.uheld import Uheld
from flows.drift.indhentning import is_nat_done
from tests.postkontor import AFBRYD, TAV
from tests.uheld import indgreb as greb
from tests.uheld.billede import compare, list_filer, list_fund, list_rester, take_billede
from tests.uheld.forsoeg import Forsoeg, Igang
from tests.uheld.lager import copy_var, fill_disk
from tests.uheld.opstilling import EFTER_MIN, Facit, Opstilling, read_spool
from tests.uheld.plan import Plan
from tests.uheld.scene import NAT, POST, Skridt, Sted, do

_FORSOEG = 6
_FRIST_S, _HAENGER_S = 60.0, 8.0
_TRIN_MIN = 7
_UTAALMODIG_MS = 150
# What a clock that was ahead let in is the newest until time reaches it: the attempt that is made then.
_URET_NAAS = 3
_LAENGE = 50


@dataclass(kw_only=True)
class Gang:
    """What a seed gave: `forskelle` empty when the end was right."""

    plan: Plan
    forsoeg: list[str] = field(default_factory=list)
    ukendte: int = 0
    afviste: int = 0
    forskelle: list[str] = field(default_factory=list)
    sekunder: float = 0.0

    def to_row(self) -> dict[str, Any]:
        """Give it as one row of a log."""
        return {**asdict(self.plan), **{k: v for k, v in asdict(self).items() if k != "plan"}}


def run_gang(opstilling: Opstilling, plan: Plan) -> Gang:
    """Try a fault, and hold the end against the undisturbed one."""
    gang = Gang(plan=plan)
    facit = opstilling.facit(plan.scene)
    sted = opstilling.copy(facit.foer)
    disk = _Disk(sted) if plan.art == "disk fuld" and os.geteuid() == 0 else None
    try:
        _Forloeb(opstilling, facit, sted, gang).run()
    finally:
        opstilling.lager.ret()
        if disk is not None:
            disk.close()
        if not gang.forskelle:
            opstilling.drop(sted)
    return gang


class _Disk:
    """A disk of its own for VAR, little larger than what is there: full before the night is over."""

    def __init__(self, sted: Sted) -> None:
        self._var = sted.var
        flyttet = sted.var.with_name("var.foer")
        sted.var.rename(flyttet)
        sted.var.mkdir()
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", str(sted.var)], check=True)
        subprocess.run(["cp", "-a", f"{flyttet}/.", str(sted.var)], check=True)

    def close(self) -> None:
        subprocess.run(["umount", "-l", str(self._var)], check=True)


class _Forloeb:
    def __init__(self, opstilling: Opstilling, facit: Facit, sted: Sted, gang: Gang) -> None:
        self._o = opstilling
        self._facit = facit
        self._sted = sted
        self._gang = gang
        self._plan = gang.plan
        self._skridt = facit.scene.skridt
        self._spool = sted.var.parent / "spool"
        self._nu = self._skridt.nu
        self._er_flere_maskiner = False

    def run(self) -> None:
        """Go through it all."""
        self._o.post.sig(spool=str(self._spool))
        self._gang.sekunder -= _now()
        for nummer in range(_FORSOEG):
            self._nu = self._find_nu(nummer)
            forsoeg = self._try(nummer)
            self._note(forsoeg)
            if forsoeg.svar is not None and forsoeg.svar["status"] == "godkendt" and not forsoeg.svar.get("stop"):
                break
            if forsoeg.er_draebt and self._was_done():
                break
        else:
            self._gang.forskelle.append("aldrig færdig")
        if self._hands_over():
            self._finish_mails()
        self._gang.forskelle += self._differences()
        self._gang.sekunder += _now()

    def _was_done(self) -> bool:
        """Tell whether the night had ended when it was killed: the scheduler begins no other then (flows/nat.py)."""
        if self._skridt.slags != NAT or len(self._facit.billede["snapshot"]) != self._count_naetter():
            return False
        return is_nat_done(self._sted.settings(), siden=self._nu)

    def _count_naetter(self) -> int:
        return int(self._read("SELECT count(*) AS antal FROM snapshot")[0].antal)

    def _find_nu(self, nummer: int) -> datetime:
        """Give what the clock shows at an attempt."""
        nu = self._skridt.nu + timedelta(minutes=_TRIN_MIN * nummer)
        forskydning = timedelta(minutes=self._plan.forskydning_min)
        if forskydning > timedelta() and nummer in (0, _URET_NAAS):
            return nu + forskydning
        if forskydning < timedelta() and nummer:
            return nu + forskydning
        # The second time it is half past two: the wall's clock went back between two attempts.
        igen = nummer and self._plan.scene == "vintertid"
        return (nu - timedelta(minutes=25)).replace(fold=1) if igen else nu

    def _hands_over(self) -> bool:
        return self._skridt.slags == POST or self._facit.scene.navn == "hverdag"

    def _note(self, forsoeg: Forsoeg) -> None:
        self._gang.forsoeg.append(
            "dræbt" if forsoeg.er_draebt else str(forsoeg.svar or forsoeg.fejl or forsoeg.uventet)[:1500]
        )
        if forsoeg.uventet:
            self._gang.forskelle.append(f"uventet fejl: {forsoeg.uventet}")

    def _try(self, nummer: int) -> Forsoeg:
        if nummer == 0:
            return self._disturbed()
        self._heal(nummer)
        igen = self._plan.igen if nummer == 1 else None
        indgreb = None if igen is None else self._aim(greb.SAETNING, igen, greb.die)
        return self._start(indgreb).wait(frist_s=_HAENGER_S if nummer == 1 and self._is_slow() else _FRIST_S)

    def _is_slow(self) -> bool:
        """Tell whether the mail server makes a run wait for minutes, which the scheduler would end."""
        smtp = self._plan.smtp
        return smtp.get("hvad") in {TAV, AFBRYD} and (smtp["hvad"] == TAV or smtp["antal"] >= _LAENGE)

    def _heal(self, nummer: int) -> None:
        """Let what was ill be well again, as it is when the scheduler tries anew."""
        self._o.lager.ret()
        (self._sted.var / "fyld").unlink(missing_ok=True)
        if self._plan.portal:
            self._o.portaler[self._skridt.nat].sig(Uheld())
        # An outage of the mail server lasts for two attempts, a mishap for one.
        if nummer > 1 or self._plan.smtp.get("antal", 1) < _LAENGE:
            self._o.post.sig(spool=str(self._spool))

    def _other_machine(self) -> Sted:
        """Give the same place, or on every other seed another machine's folder with the same database server."""
        if self._o.lager.navn == "sqlite" or self._plan.seed % 2:
            return self._sted
        var = self._sted.var.with_name("var2")
        copy_var(self._sted.var, var)
        self._er_flere_maskiner = True
        return replace(self._sted, var=var)

    def _start(
        self,
        indgreb: greb.Indgreb | None = None,
        *,
        arm: Callable[[], None] | None = None,
        sted: Sted | None = None,
    ) -> Igang:
        nu, hvor = self._nu, sted or self._sted
        return Igang(lambda: do(self._skridt, hvor, nu), self._sted.var.parent / "log", indgreb=indgreb, arm=arm)

    def _aim(self, sted: str, andel: float, handling: Callable[[], bool]) -> greb.Indgreb:
        antal = self._facit.forloeb.antal[sted]
        return greb.Indgreb(sted=sted, nr=1 + int(andel * antal), handling=handling)

    def _disturbed(self) -> Forsoeg:  # noqa: C901, PLR0911, PLR0912 - one kind of fault a line
        plan, lager = self._plan, self._o.lager
        url = self._sted.database
        match plan.art:
            case "dræbt ved en sætning" | "dræbt ved en afslutning" | "dræbt ved en fil" | "ur tilbage":
                return self._start(self._aim(plan.sted, plan.andel, greb.die)).wait(frist_s=_FRIST_S)
            case "dræbt på et tidspunkt":
                efter = plan.andel * self._facit.forloeb.sekunder
                return self._start().wait(frist_s=_FRIST_S, draeb_efter_s=max(efter, 0.01))
            case "hentningen dræbt":
                return self._start().wait(frist_s=_FRIST_S, draeb_barn_efter_s=1.5 * plan.andel)
            case "database fuld":
                return self._start(arm=lambda: greb.limit_pages(int(plan.andel**2 * 20))).wait(frist_s=_FRIST_S)
            case "disk fuld" if os.geteuid() == 0:
                fyld = self._sted.var / "fyld"
                return self._start(self._aim(plan.sted, plan.andel, lambda: fill_disk(fyld))).wait(frist_s=_FRIST_S)
            case "disk fuld":
                # Only root makes disks; a limit of a file's size is what comes nearest without.
                return self._start(self._aim(plan.sted, plan.andel, greb.limit_files)).wait(frist_s=_FRIST_S)
            case "database låst":
                greb_ = self._aim(plan.sted, plan.andel, lager.laas(url))
                return self._start(greb_, arm=lambda: greb.be_impatient(_UTAALMODIG_MS)).wait(frist_s=_FRIST_S)
            case "forbindelse afbrudt":
                return self._start(self._aim(plan.sted, plan.andel, lager.cut(url))).wait(frist_s=_FRIST_S)  # type: ignore[attr-defined]
            case "server genstartet":
                return self._start(self._aim(plan.sted, plan.andel, lager.restart)).wait(frist_s=_FRIST_S)  # type: ignore[attr-defined]
            case "server nede":
                return self._start(self._aim(plan.sted, plan.andel, lager.stop_now)).wait(frist_s=_FRIST_S)  # type: ignore[attr-defined]
            case "portal syg":
                self._o.portaler[self._skridt.nat].sig(plan.uheld)
                return self._start().wait(frist_s=_HAENGER_S if plan.portal == "hænger" else _FRIST_S)
            case "mailserver syg":
                self._o.post.sig(spool=str(self._spool), **plan.smtp)
                return self._start().wait(frist_s=_HAENGER_S if self._is_slow() else _FRIST_S)
            case "dræbt under aflevering":
                return self._killed_by_post()
            case "to på en gang":
                return self._two_at_once()
        raise ValueError(plan.art)

    def _killed_by_post(self) -> Forsoeg:
        # The server learns whom to kill once the child is there; it is far from its first mail then.
        igang = self._start()
        self._o.post.sig(spool=str(self._spool), pid=igang.pid, **self._plan.smtp)
        return igang.wait(frist_s=_FRIST_S)

    def _two_at_once(self) -> Forsoeg:
        foerste = self._start()
        anden = self._start(sted=self._other_machine())
        svar = [foerste.wait(frist_s=_FRIST_S), anden.wait(frist_s=_FRIST_S)]
        gode = [x for x in svar if x.svar is not None]
        if len(gode) != 1:
            self._gang.forskelle.append(f"to på en gang: {len(gode)} kom igennem")
        for x in svar:
            if x not in gode:
                self._note(x)
        return gode[0] if gode else svar[0]

    def _finish_mails(self) -> None:
        """Hand over what waits, ask a person about what nobody can know, and go on until nothing waits."""
        post = Skridt(slags=POST, nu=self._nu)
        for nummer in range(_FORSOEG):
            self._heal_post(nummer)
            self._nu += timedelta(minutes=EFTER_MIN)
            self._o.run(post, self._sted, self._nu)
            rows = self._read("SELECT noegle, status, message_id FROM mail WHERE status <> 'sendt'")
            self._gang.forskelle += self._wrongly_sent()
            venter = [row for row in rows if row.status in ("ukendt", "afvist", "klar")]
            if not venter:
                return
            for row in venter:
                self._settle(row)
        self._gang.forskelle.append(f"mails blev aldrig færdige: {[tuple(row) for row in rows]}")

    def _heal_post(self, nummer: int) -> None:
        if nummer:
            self._o.post.sig(spool=str(self._spool))

    def _settle(self, row: Any) -> None:
        """Do as the person who looks in the mail server's log."""
        if row.status == "klar":
            return
        kom_frem = bool(read_spool(self._spool)[row.message_id])
        if row.status == "ukendt":
            self._gang.ukendte += 1
        else:
            self._gang.afviste += 1
        _in_child(lambda: _decide(self._sted, row.noegle, sendt=kom_frem, nu=self._nu), self._sted)

    def _wrongly_sent(self) -> Iterator[str]:
        breve = read_spool(self._spool)
        for besked, antal in breve.items():
            if antal > 1:
                yield f"mail {besked} kom {antal} gange"
        for row in self._read("SELECT message_id, status FROM mail"):
            if row.status in ("klar", "afventer", "afvist") and breve[row.message_id]:
                yield f"mail {row.message_id} er {row.status}, men kom frem"
            if row.status == "sendt" and not breve[row.message_id]:
                yield f"mail {row.message_id} er sendt, men kom aldrig"

    def _differences(self) -> Iterator[str]:
        yield from self._wrongly_sent()
        yield from (f"rest {fil}" for fil in list_rester(self._sted.var))
        billede = take_billede(self._sted.database)
        if self._plan.forskydning_min > 0:
            # A night dated by a clock that was a day ahead keeps that date, and the next is another night: what was
            # found is compared, not when, and as it stands after so many nights.
            if list_fund(billede) != list_fund(self._facit.billede, naetter=len(billede["snapshot"])):
                yield "andre fund"
            return
        yield from compare(self._facit.billede, billede)
        breve = read_spool(self._spool)
        for besked in (self._facit.breve - breve).keys() | (breve - self._facit.breve).keys():
            yield f"mail {besked}: {self._facit.breve[besked]} uforstyrret, {breve[besked]} her"
        filer = self._facit.filer if self._er_flere_maskiner else list_filer(self._sted.var)
        yield from (f"- fil {fil}" for fil in sorted(set(self._facit.filer) - set(filer))[:5])
        yield from (f"+ fil {fil}" for fil in sorted(set(filer) - set(self._facit.filer))[:5])
        if self._skridt.slags == NAT and self._read("SELECT 1 FROM koersel WHERE status = 'i_gang'"):
            yield "en kørsel står som i gang"

    def _read(self, saetning: str) -> list[Any]:
        url = self._sted.database.replace("postgresql://", "postgresql+psycopg://", 1)
        engine = create_engine(url, poolclass=NullPool)
        with engine.connect() as conn:
            return list(conn.execute(text(saetning)))


def _decide(sted: Sted, noegle: str, *, sendt: bool, nu: Any) -> dict[str, Any]:
    from domain.mailstatus import Mailstatus
    from reports.mail.tilstande import decide, move_cases
    from warehouse.engine import open_warehouse

    engine = open_warehouse(sted.database)
    decide(engine, noegle, status=Mailstatus.SENDT if sendt else Mailstatus.KLAR, nu=nu)
    move_cases(engine, nu=nu)
    return {"status": "godkendt"}


def _in_child(arbejde: Callable[[], dict[str, Any]], sted: Sted) -> None:
    forsoeg = Igang(arbejde, Path(sted.var.parent / "log")).wait(frist_s=_FRIST_S)
    if forsoeg.svar is None:
        raise RuntimeError(str(forsoeg))


def _now() -> float:
    import time

    return time.monotonic()
