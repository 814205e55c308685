"""Progress for people: a bar on a terminal, plain lines in a log. Both go to standard error."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

Opdater = Callable[[int, int | None], None]
Faseopdater = Callable[[str, int, int | None], None]

_LINES_PER_STEP = 4


class Visning:
    """Shows named steps. `trin` yields a function that is told (done, of how many or None).

    `tider` holds the seconds each step has taken so far, by its name.
    """

    def __init__(self, console: Console | None = None) -> None:
        """Write to a console; standard error unless another is given."""
        self._console = console or Console(stderr=True, highlight=False)
        self.tider: dict[str, float] = {}

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
        ur = _Stopur(self.tider)
        with self._show() as vis:

            def vis_og_tag_tid(navn: str, done: int, total: int | None) -> None:
                ur.note(navn)
                vis(navn, done, total)

            yield vis_og_tag_tid
            ur.note(None)

    @contextmanager
    def _show(self) -> Iterator[Faseopdater]:
        if self._console.is_terminal:
            with _make_bars(self._console) as progress:
                bars = _Bars(progress)
                yield bars.vis
                bars.finish()
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


class _Stopur:
    def __init__(self, tider: dict[str, float]) -> None:
        self._tider = tider
        self._navn: str | None = None
        self._began = time.monotonic()

    def note(self, navn: str | None) -> None:
        """Add the time since the last note to the step that was going on, and begin another."""
        now = time.monotonic()
        if self._navn is not None:
            self._tider[self._navn] = self._tider.get(self._navn, 0.0) + now - self._began
        self._navn, self._began = navn, now


class _Bars:
    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._navn: str | None = None

    def vis(self, navn: str, done: int, total: int | None) -> None:
        if navn != self._navn:
            self.finish()
            self._navn = navn
            self._progress.add_task(navn, total=total)
        self._progress.update(self._progress.task_ids[-1], completed=done, total=total)

    def finish(self) -> None:
        """Fill the bar of the step that ends: how many there were is known now."""
        if self._navn is not None:
            last = self._progress.tasks[-1]
            antal = max(1, last.completed)
            self._progress.update(last.id, completed=antal, total=antal)


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
