"""What an address asks of a table, read strictly and written back to addresses."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from reports.web.side import Udsnit

FORMATER = ("xlsx", "csv")


@dataclass(frozen=True, kw_only=True)
class Valg:
    """What is asked for: filters by name with their values, sorting (None: the table's own), part, and file format.

    `fejl` are sentences about filters that cannot be followed: then the table shows no row, rather than too many.
    """

    filtre: Mapping[str, str] = field(default_factory=dict)
    fejl: tuple[str, ...] = ()
    sorter: str | None = None
    faldende: bool = False
    udsnit: Udsnit = field(default_factory=Udsnit)
    format: str | None = None

    def write_adresse(
        self,
        *,
        sorter: str | None = None,
        nummer: int = 1,
        format: str | None = None,  # noqa: A002 - its name in the address
    ) -> str:
        """Give an address on the same page with the same filters, from the question mark on.

        `sorter` is a column's name, with a minus before it for falling; None keeps what is chosen.
        """
        egen = None if self.sorter is None else f"{'-' if self.faldende else ''}{self.sorter}"
        dele = {**self.filtre, "sorter": sorter or egen, "side": str(nummer) if nummer > 1 else None, "format": format}
        return "?" + urlencode({navn: value for navn, value in dele.items() if value is not None})
