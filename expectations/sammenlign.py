"""The rules as they are in the code, held against the findings recorded: what a change would open and close."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Engine

from domain.regel import Regel
from expectations.runner import run_suites
from warehouse.findings.forudsig import Forudsigelse, predict_kontrol


@dataclass(frozen=True, kw_only=True)
class Sammenligning:
    """One rule beside its recorded findings; `fejl` is set when it could not run, and then nothing would change."""

    regel: str
    forudsigelse: Forudsigelse
    fejl: str | None = None


def compare_regler(
    engine: Engine, regler: Iterable[Regel], *, url: str, kun: frozenset[str] = frozenset()
) -> tuple[Sammenligning, ...]:
    """Run rules over the newest snapshot and give, by id, what each would open and close. Nothing is written.

    `kun` limits the answer to some rules; without it rules that are run no more are told of too, for their findings
    would close.

    Raises:
        WarehouseFejl: there is no snapshot to judge yet, or the database cannot be read.
    """
    resultat = run_suites(engine, regler, url=url)
    fejl = {regel.regel: regel.fejl for regel in resultat.regler}
    forudsigelser = predict_kontrol(engine, resultat)
    return tuple(
        Sammenligning(regel=regel, forudsigelse=forudsigelser.get(regel, Forudsigelse()), fejl=fejl.get(regel))
        for regel in sorted((fejl.keys() | forudsigelser.keys()) & kun if kun else fejl.keys() | forudsigelser.keys())
    )
