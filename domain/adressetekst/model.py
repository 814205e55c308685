"""What a text says about an address, part by part; nothing here knows whether the address exists."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Enhed:
    """Etage and dør as the register writes them: `st`, `kl`, `2`; `th`, `4b`; "" where there is none."""

    etage: str = ""
    doer: str = ""


@dataclass(frozen=True, kw_only=True)
class Adressetekst:
    """One reading of a text.

    `enheder` are the meanings the etage and dør can have, likeliest first: a bare number is a floor or a door.
    `husnr_til` is the end of a range (`12-14`). `foran` is what stood before the street and is set aside (c/o, a
    building's name); `rest` what stood after the house number and was neither etage nor dør: a
    supplerende bynavn, or unknown.
    `land` is None for Denmark, else the country's Danish name.
    """

    vejnavn: str = ""
    husnr: str = ""
    husnr_til: str = ""
    enheder: tuple[Enhed, ...] = (Enhed(),)
    rest: tuple[str, ...] = ()
    foran: tuple[str, ...] = ()
    postnr: str = ""
    by: str = ""
    land: str | None = None
    er_for_lang: bool = False

    @property
    def er_adgang(self) -> bool:
        """Whether the text names a house only, without etage and dør."""
        return self.enheder == (Enhed(),)
