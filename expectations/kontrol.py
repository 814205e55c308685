"""The control as the flow calls it: run the rules on the newest snapshot and record what opened and closed."""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Engine

from domain.kontrol import Regelresultat
from domain.regel import Regel
from expectations.registry import load_regler
from expectations.runner import run_suites
from warehouse.findings import Kontroltal, record_kontrol

_LOG = logging.getLogger(__name__)


def kontroller(
    engine: Engine,
    *,
    url: str,
    nu: datetime,
    regler: Iterable[Regel] | None = None,
    on_progress: Callable[[int, int], None] | None = None,
) -> Kontroltal:
    """Run rules (those that are switched on, unless given) and record the findings.

    `url` is the database's address with its password. `on_progress` is told (rules done, rules in all).

    Raises:
        WarehouseFejl: nothing to judge yet, the register was loaded anew meanwhile, or the database failed.
    """
    valgte = tuple(regel for regel in load_regler() if regel.aktiv) if regler is None else tuple(regler)
    taeller = _Taeller(len(valgte), on_progress)
    resultat = run_suites(engine, valgte, url=url, on_resultat=taeller.note)
    for regel in resultat.regler:
        if regel.fejl:
            _LOG.error("%s could not run: %s", regel.regel, regel.fejl)
    return record_kontrol(engine, resultat, nu=nu)


@dataclass
class _Taeller:
    i_alt: int
    on_progress: Callable[[int, int], None] | None
    faerdige: int = field(default=0, init=False)

    def note(self, _: Regelresultat) -> None:
        self.faerdige += 1
        if self.on_progress is not None:
            self.on_progress(self.faerdige, self.i_alt)
