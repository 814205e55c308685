"""The rows of one table held against their links, both read once and in order."""

from collections.abc import Iterator

from warehouse.revision.dom import Bruddene
from warehouse.revision.lovlig import is_too_early
from warehouse.revision.slettede import Sletninger, Slettede


class Hold:
    """Takes the links of a table's rows in the chain's order, and says at the end which rows had none.

    Ids grow with the chain, so neither side need be kept; what comes out of order waits in `_losse`.
    """

    def __init__(self, tabel: str, rows: Iterator[tuple[int, str]], sletninger: Sletninger, brud: Bruddene) -> None:
        """Take the rows as (id, fingerprint) in order of their id."""
        self.antal = 0
        self._tabel = tabel
        self._rows = rows
        self._slettede = sletninger.tabeller.get(tabel, Slettede())
        self._slettet = sletninger.tider
        self._brud = brud
        self._losse: dict[int, str] = {}
        self._naeste = next(rows, None)

    def take(self, nr: int, raekke: str, indhold: str | None, skrevet: str | None) -> None:
        """Hold one link against its row. `raekke` is the row's id as the link writes it.

        `skrevet` is when the row was written, as the chain writes it; None for one from before the chain.
        """
        if not raekke.isdecimal():
            self._brud.add(nr, f"Led {nr} taler om en række i {self._tabel}, der ikke har noget nummer.")
            return
        raekke_id = int(raekke)
        sletning = self._slettede.find_sletning(raekke_id, nr)
        if sletning is not None:
            if skrevet is not None and is_too_early(self._tabel, skrevet, self._slettet.get(sletning, "")):
                self._brud.add(
                    sletning, f"Række {raekke_id} i {self._tabel} er slettet (led {sletning}), før dens tid var gået."
                )
            return
        fundet = self._find(raekke_id)
        if fundet is None:
            self._brud.add(
                nr, f"Række {raekke_id} i {self._tabel} mangler (led {nr}), og intet led siger, at den er slettet."
            )
        elif fundet != indhold:
            self._brud.add(nr, f"Række {raekke_id} i {self._tabel} er ændret, siden led {nr} blev skrevet.")
        else:
            self.antal += 1

    def end(self) -> None:
        """Say which rows no link speaks of."""
        self._advance(None)
        for raekke_id in sorted(self._losse):
            self._brud.add(None, f"Række {raekke_id} i {self._tabel} har intet led: den er sat ind uden om programmet.")

    def _find(self, raekke_id: int) -> str | None:
        self._advance(raekke_id)
        if self._naeste is not None and self._naeste[0] == raekke_id:
            fundet = self._naeste[1]
            self._naeste = next(self._rows, None)
            return fundet
        return self._losse.pop(raekke_id, None)

    def _advance(self, til: int | None) -> None:
        while self._naeste is not None and (til is None or self._naeste[0] < til):
            self._losse[self._naeste[0]] = self._naeste[1]
            self._naeste = next(self._rows, None)
