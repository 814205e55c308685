"""The demo's dataudtræk: written as a ministry's files and taken in by the same code as `indlaes`."""

import gc
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from crawler.replica.register import Register
from crawler.replica.udtraek import Udtraek, make_udtraek
from crawler.replica.udtraek.filer import write_udtraek
from domain.tid import DANSK_TID
from flows.fremdrift import Visning
from flows.settings import Indstillinger
from flows.udtraek import Valg, load_udtraek
from warehouse.engine import opened_warehouse
from warehouse.load.budgetskema import store_skemaer


class DemoudtraekFejl(RuntimeError):
    """The demo's own extract was not accepted; the message is Danish."""


def take_udtraek(
    register: Register,
    mappe: Path,
    indstillinger: Indstillinger,
    *,
    nu: datetime,
    visning: Visning,
    begrundelse: str | None = None,
) -> Udtraek:
    """Write the extract of a night and load it; give it with its answer key.

    `begrundelse` is why it is to be accepted although the gate warns, as `indlaes --trods-advarsel` says it.

    Raises:
        DemoudtraekFejl: the gate did not accept a file.
    """
    with visning.trin("Skriver dataudtrækket"), _pause_gc():
        udtraek = make_udtraek(register, nu.astimezone(DANSK_TID).date(), register.seed)
        filer = write_udtraek(mappe, udtraek)
    raekker: Counter[str] = Counter()
    with visning.trin("Læser dataudtrækket ind") as opdater, _pause_gc():
        for nummer, fil in enumerate(filer, start=1):
            raekker.update(_load(fil, indstillinger, nu, Valg(begrundelse=begrundelse)))
            opdater(nummer, len(filer))
    with opened_warehouse(indstillinger.database) as engine:
        gemt = store_skemaer(engine, udtraek.skemaer, nu=nu)
    visning.skriv(
        f"Dataudtrækket er indlæst: {sum(raekker.values())} rækker af {len(raekker)} slags i {len(filer)} filer, og "
        f"{gemt.nye + gemt.kendte} budgetskemaer."
    )
    return udtraek


@contextmanager
def _pause_gc() -> Iterator[None]:
    """Look for no cycles among the many rows that live until the end: that would be a fifth of the time."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _load(fil: Path, indstillinger: Indstillinger, nu: datetime, valg: Valg) -> dict[str, int]:
    udfald = load_udtraek(fil, valg, indstillinger, nu=nu).indlaesning
    if udfald.status != "godkendt":
        raise DemoudtraekFejl(f"Demoens dataudtræk {fil.name} er {udfald.status}: {udfald.aarsag}")
    return {navn: tal.nye + tal.aendrede + tal.uaendrede for navn, tal in udfald.tal_pr_entitet.items()}
