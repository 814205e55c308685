"""When a crawl must stop: a refusal is an answer, and a portal that is down is left alone."""

from dataclasses import dataclass

from crawler import saetninger
from crawler.pages.svar import Svar

# One may be chance (a page behind a stricter rule); five are a policy.
FLEST_AFVISNINGER = 5
FLEST_I_TRAEK = 20

_AFVISNINGER = {"http_401": 401, "http_403": 403, "http_451": 451}
_TEKNISKE = ("timeout", "forbindelse", "http_5", "http_408", "http_429")


class Stop(Exception):
    """The crawl must end. `er_fejl` when there is nothing to judge: no dump then, and the journal stays."""

    def __init__(self, tekst: str, *, er_fejl: bool = False) -> None:
        """Keep the Danish sentence that says why."""
        super().__init__(tekst)
        self.tekst = tekst
        self.er_fejl = er_fejl


def refuses(grund: str) -> bool:
    """Tell whether an answer says that we are not wanted."""
    return grund == Svar.CHALLENGE or grund in _AFVISNINGER


def is_technical(grund: str) -> bool:
    """Tell whether an answer says that the portal is in trouble, not that the page is gone or changed."""
    return grund.startswith(_TEKNISKE)


def refusal(hvor: str, grund: str) -> Stop:
    """Give the stop for a refusal."""
    status = _AFVISNINGER.get(grund)
    return Stop(saetninger.challenge(hvor) if status is None else saetninger.afvist(hvor, status))


def unreadable(hvor: str, grund: str) -> Stop:
    """Give the stop for a list that cannot be read."""
    if refuses(grund):
        return refusal(hvor, grund)
    if is_technical(grund):
        return Stop(saetninger.svarer_ikke(hvor, grund), er_fejl=True)
    return Stop(saetninger.ulaeselig(hvor, grund))


@dataclass
class Vagt:
    """Counts what goes wrong with the afdelinger's pages and says when to stop: once, to one of those who ask."""

    afvisninger: int = 0
    i_traek: int = 0

    def saw_page(self) -> None:
        """Note a page that could be read."""
        self.i_traek = 0

    def saw_failure(self, grund: str) -> None:
        """Note a page that could not be read. Raises Stop when it was one too many."""
        self.i_traek += 1
        if refuses(grund):
            self.afvisninger += 1
            if self.afvisninger == FLEST_AFVISNINGER:
                raise refusal("tilbuddenes sider", grund)
        if self.i_traek != FLEST_I_TRAEK:
            return
        if is_technical(grund):
            raise Stop(saetninger.svarer_ikke("tilbuddenes sider", grund), er_fejl=True)
        raise Stop(saetninger.sider_ulaeselige(self.i_traek, grund))
