"""Where a run's expectations hand over what their rules found: GX's own results hold only counts and a few ids."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from domain.kontrol import Regelresultat
from domain.regel import Regel


def _ignore(_: Regelresultat) -> None: ...


@dataclass(frozen=True)
class Samler:
    """The rules of one run by id, what each gave so far, and who hears of each as it comes."""

    regler: Mapping[str, Regel]
    on_resultat: Callable[[Regelresultat], None] = _ignore
    resultater: dict[str, Regelresultat] = field(default_factory=dict)

    def take(self, resultat: Regelresultat) -> None:
        """Keep a rule's outcome. Raises RuntimeError when it already has one: no rule's SQL is run twice."""
        if resultat.regel in self.resultater:
            raise RuntimeError(f"{resultat.regel} was run twice.")
        self.resultater[resultat.regel] = resultat
        self.on_resultat(resultat)


# Great Expectations rebuilds every expectation from its configuration, so nothing but text can be given to one.
_NUVAERENDE: ContextVar[Samler] = ContextVar("samler")


def current_samler() -> Samler:
    """Give the collector of the run that is going on. Raises LookupError outside of one."""
    return _NUVAERENDE.get()


@contextmanager
def collecting(samler: Samler) -> Iterator[Samler]:
    """Make this the collector while the block runs."""
    token = _NUVAERENDE.set(samler)
    try:
        yield samler
    finally:
        _NUVAERENDE.reset(token)
