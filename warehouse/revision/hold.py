"""The rows of one table held against their links, both read once and in order."""

from collections.abc import Iterator

from warehouse.revision.dom import Bruddene
from warehouse.revision.slettede import Slettede


class Hold:
    """Takes the links of a table's rows in the chain's order, and says at the end which rows had none.

    Ids grow with the chain, so neither side need be kept; what comes out of order waits in `_losse`.
    """

    def __init__(self, tabel: str, rows: Iterator[tuple[int, str]], slettede: Slettede, brud: Bruddene) -> None:
        """Take the rows as (id, fingerprint) in order of their id."""
        self.antal = 0
        self._tabel = tabel
        self._rows = rows
        self._slettede = slettede
        self._brud = brud
        self._losse: dict[int, str] = {}
        self._naeste = next(rows, None)

    def take(self, nr: int, raekke: str, indhold: str | None) -> None:
        """Hold one link against its row. `raekke` is the row's id as the link writes it."""
        if not raekke.isdecimal():
            self._brud.add(nr, f"Led {nr} taler om en række i {self._tabel}, der ikke har noget nummer.")
            return
        raekke_id = int(raekke)
        if self._slettede.is_gone(raekke_id, nr):
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
