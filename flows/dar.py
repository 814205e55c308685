"""The address register opened for a command: the one that is loaded, or one made on the spot from a folder."""

import hashlib
from datetime import datetime
from pathlib import Path

from flows.fremdrift import Visning
from flows.settings import Indstillinger
from warehouse.adresser.indlaes import Indlaest, load_dar
from warehouse.adresser.register import Register


def load_register(kilde: Path, register: Path, *, nu: datetime, visning: Visning | None = None) -> Indlaest:
    """Load DAR into a register file, showing progress. Raises AdresseFejl as `load_dar` does."""
    with (visning or Visning()).faser() as vis:

        def on_progress(navn: str, faerdige: int, i_alt: int) -> None:
            if navn == "register":
                vis("Bygger registret", faerdige, i_alt)
            else:
                vis(f"Læser {navn} (MB)", faerdige // 1_000_000, max(1, i_alt // 1_000_000))

        return load_dar(kilde, register, nu=nu, on_progress=on_progress)


def open_register(kilde: Path | None, indstillinger: Indstillinger, *, nu: datetime) -> Register:
    """Open the loaded register, or one of a folder's own that is made the first time and kept in `var`.

    Raises:
        AdresseFejl: there is no register, or the folder cannot be used.
    """
    if kilde is None:
        return Register(indstillinger.adresseregister)
    maerke = hashlib.sha256(str(kilde.resolve()).encode()).hexdigest()[:12]
    fil = indstillinger.adresseregister.with_name(f"vask-{maerke}.db")
    load_dar(kilde, fil, nu=nu)
    return Register(fil)
