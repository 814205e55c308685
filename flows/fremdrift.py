"""Progress for people: a bar on a terminal, plain lines in a log. Both go to standard error."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

Opdater = Callable[[int, int | None], None]
Faseopdater = Callable[[str, int, int | None], None]

_LINES_PER_STEP = 4


class Visning:
    """Shows named steps. `trin` yields a function that is told (done, of how many or None)."""

    def __init__(self, console: Console | None = None) -> None:
        """Write to a console; standard error unless another is given."""
        self._console = console or Console(stderr=True, highlight=False)

    def skriv(self, tekst: str = "") -> None:
        """Write a line of plain text."""
        self._console.print(tekst, markup=False, soft_wrap=True)

    @contextmanager
    def trin(self, navn: str) -> Iterator[Opdater]:
        """Show one step for as long as the block runs."""
        with self.faser() as vis:
            vis(navn, 0, None)
            yield lambda done, total: vis(navn, done, total)

    @contextmanager
    def faser(self) -> Iterator[Faseopdater]:
        """Show steps that follow one another; each call names the step it speaks of."""
        if self._console.is_terminal:
            with _make_bars(self._console) as progress:
                yield _Bars(progress).vis
        else:
            lines = _Lines(self.skriv)
            yield lines.vis
            lines.finish()


def _make_bars(console: Console) -> Progress:
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    return Progress(*columns, console=console)


class _Bars:
    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._current: tuple[str, int] | None = None

    def vis(self, navn: str, done: int, total: int | None) -> None:
        if self._current is None or self._current[0] != navn:
            self._finish()
            self._current = navn, int(self._progress.add_task(navn, total=None))
        self._progress.tasks[-1].total = total
        self._progress.update(self._progress.tasks[-1].id, completed=done)

    def _finish(self) -> None:
        if self._current is not None:
            last = self._progress.tasks[-1]
            self._progress.update(last.id, total=max(1, last.completed), completed=max(1, last.completed))


class _Lines:
    def __init__(self, skriv: Callable[[str], None]) -> None:
        self._skriv = skriv
        self._navn: str | None = None
        self._part = 0

    def vis(self, navn: str, done: int, total: int | None) -> None:
        if navn != self._navn:
            self.finish()
            self._navn, self._part = navn, 0
            self._skriv(f"{navn} …")
        part = done * _LINES_PER_STEP // total if total else 0
        if part > self._part:
            self._part = part
            self._skriv(f"{navn}: {done} af {total}")

    def finish(self) -> None:
        if self._navn is not None:
            self._skriv(f"{self._navn}: færdig")
            self._navn = None
