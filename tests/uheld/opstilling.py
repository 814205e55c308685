"""All that the seeds of one engine share: the portals, the mail server, and each stage as it stands and as it ends."""

import json
import shutil
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any

from tests.uheld.billede import Billede, list_filer, take_billede
from tests.uheld.forsoeg import Forsoeg, Igang
from tests.uheld.lager import Uheldslager, copy_var
from tests.uheld.post import Postproces
from tests.uheld.scene import POST, SCENER, Scene, Skridt, Sted, do, open_portaler

_FRIST_S = 90.0
EFTER_MIN = 11


@dataclass(frozen=True, kw_only=True)
class Facit:
    """A stage before the fault, and how it ends when there is none."""

    scene: Scene
    foer: Sted
    billede: Billede
    filer: list[str]
    breve: Counter[str]
    forloeb: Forsoeg


class Opstilling:
    """Where the seeds are tried."""

    def __init__(self, mappe: Path, lager: Uheldslager, portaler: Mapping[int, Any], post: Postproces) -> None:
        self.mappe = mappe
        self.lager = lager
        self.portaler = portaler
        self.post = post
        self._numre = count(1)
        self._facit: dict[str, Facit] = {}

    def facit(self, navn: str) -> Facit:
        """Give a stage, made when it is first asked for."""
        if navn not in self._facit:
            self._facit[navn] = self._make(SCENER[navn])
        return self._facit[navn]

    def copy(self, fra: Sted) -> Sted:
        """Give a stage of its own to try a fault on."""
        var = self.mappe / f"proeve-{next(self._numre)}" / "var"
        copy_var(fra.var, var)
        return Sted(var=var, database=self.lager.kopi(fra.database, var), portaler=fra.portaler, smtp=fra.smtp)

    def drop(self, sted: Sted) -> None:
        """Be done with a stage."""
        self.lager.drop(sted.database)
        shutil.rmtree(sted.var.parent, ignore_errors=True)

    def run(self, skridt: Skridt, sted: Sted, nu: Any) -> Forsoeg:
        """Do a piece of work undisturbed; raise when it does not succeed."""
        forsoeg = Igang(lambda: do(skridt, sted, nu), sted.var.parent / "log").wait(frist_s=_FRIST_S)
        if forsoeg.svar is None or forsoeg.svar["status"] != "godkendt":
            raise RuntimeError(f"{skridt}: {forsoeg}")
        return forsoeg

    def _make(self, scene: Scene) -> Facit:
        foer = self._build(scene)
        sted = self.copy(foer)
        spool = sted.var.parent / "spool"
        self.post.sig(spool=str(spool))
        forloeb = self.run(scene.skridt, sted, scene.skridt.nu)
        if scene.skridt.slags == POST or scene.navn == "hverdag":
            self.run(Skridt(slags=POST, nu=scene.skridt.nu), sted, scene.skridt.nu + timedelta(minutes=EFTER_MIN))
        return Facit(
            scene=scene,
            foer=foer,
            billede=take_billede(sted.database),
            filer=list_filer(sted.var),
            breve=read_spool(spool),
            forloeb=forloeb,
        )

    def _build(self, scene: Scene) -> Sted:
        var = self.mappe / scene.navn / "var"
        var.mkdir(parents=True)
        (var / "hash_noegle").write_text("ab" * 32, encoding="ascii")
        sted = Sted(
            var=var,
            database=self.lager.ny(var),
            portaler={nat: portal.url for nat, portal in self.portaler.items()},
            smtp=self.post.url,
        )
        for skridt in scene.foer:
            self.run(skridt, sted, skridt.nu)
        return sted


def read_spool(fil: Path) -> Counter[str]:
    """Give how often each mail was received, by Message-ID."""
    if not fil.exists():
        return Counter()
    return Counter(json.loads(linje)["id"] for linje in fil.read_text(encoding="utf-8").splitlines())


@contextmanager
def open_opstilling(mappe: Path, lager: Uheldslager) -> Iterator[Opstilling]:
    """Have portals and a mail server for as long as the block lasts; call `prepare_process` first."""
    with Postproces(mappe / "post") as post, open_portaler() as portaler:
        yield Opstilling(mappe, lager, portaler, post)
