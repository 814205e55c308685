"""A mail that is to be written: to whom, why, and what it says of each tilbud, by the names of the findings."""

from dataclasses import dataclass

from reports.mail.adressat import Ejer
from reports.mail.indhold import Trin
from warehouse.queries.mailhistorie import Fortalt
from warehouse.queries.rapport_mail import Mailfund


@dataclass(frozen=True, kw_only=True, slots=True)
class Omtale:
    """What a mail says of one tilbud: its faults, those of them that are `nye` to the owner, and what was mended."""

    tilbudsid: str
    fund: tuple[Mailfund, ...] = ()
    nye: frozenset[tuple[int, int]] = frozenset()
    rettet: tuple[Fortalt, ...] = ()
    er_rykker: bool = False

    @property
    def trin(self) -> Trin:
        """The step that the mail takes for this tilbud."""
        if not self.fund:
            return Trin.TAK
        return Trin.RYKKER if self.er_rykker else Trin.VARSEL


@dataclass(frozen=True, kw_only=True, slots=True)
class Opgave:
    """One mail to write. `er_ny` False: it replaces an older one, under the same key, that nobody has got yet."""

    ejer: Ejer
    trin: Trin
    periode: str
    noegle: str
    omtaler: tuple[Omtale, ...]
    er_ny: bool

    @property
    def tilbud(self) -> dict[str, str]:
        """Each tilbud it tells of with the step it takes there."""
        return {omtale.tilbudsid: omtale.trin.value for omtale in self.omtaler}

    @property
    def navne(self) -> tuple[tuple[int, int], ...]:
        """The findings it tells of, as a mail remembers them."""
        return tuple(fund.navn for omtale in self.omtaler for fund in omtale.fund)
