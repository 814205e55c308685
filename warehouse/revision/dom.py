"""What walking the chain found, said so that a person knows what it means."""

from dataclasses import dataclass, field

from warehouse.revision.gendannet import Gendannet
from warehouse.revision.kaede import Hoved

_VIST = 200


@dataclass(frozen=True, kw_only=True)
class Brud:
    """Something that does not hold: the link it begins with (None where there is none), and what it is, in Danish."""

    nr: int | None
    tekst: str


@dataclass(frozen=True, kw_only=True)
class Dom:
    """How many links there are, the newest, how many rows they hold by table, and the first things that do not hold.

    `antal_brud` counts all of them, also those that `brud` has no room for. `efter_kopi` are noted links that are not
    in the chain because the database was put back from a backup older than they are, each with that restore: no break,
    when there was one. `uden_vagt` are tables whose triggers somebody has taken away: what they refused may have been
    done since, and whatever was done shows as a break.
    """

    antal: int
    hoved: Hoved | None
    raekker: dict[str, int]
    brud: tuple[Brud, ...]
    antal_brud: int
    efter_kopi: tuple[tuple[Hoved, Gendannet], ...] = ()
    uden_vagt: tuple[str, ...] = ()

    @property
    def er_hel(self) -> bool:
        """Whether the chain holds."""
        return not self.antal_brud

    @property
    def er_i_orden(self) -> bool:
        """Whether the chain holds, and the database still refuses changes to it."""
        return self.er_hel and not self.uden_vagt


@dataclass
class Bruddene:
    """Collects what does not hold; keeps the first and counts the rest."""

    viste: list[Brud] = field(default_factory=list)
    antal: int = 0

    def add(self, nr: int | None, tekst: str) -> None:
        """Note one more."""
        self.antal += 1
        if len(self.viste) < _VIST:
            self.viste.append(Brud(nr=nr, tekst=tekst))

    def list_viste(self) -> tuple[Brud, ...]:
        """Give the first ones by link; what is of no link comes last."""
        return tuple(sorted(self.viste, key=lambda brud: (brud.nr is None, brud.nr or 0)))
