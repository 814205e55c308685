"""What each tilbudstype is called, and the word of its page's address: `§ 108 a` is `108-a`."""

from dataclasses import dataclass
from functools import cache

from domain.reference import load_paragraffer


@dataclass(frozen=True)
class Typenavn:
    """A paragraph that a tilbud rests on, with its words."""

    paragraf: str
    slug: str
    betegnelse: str

    @property
    def navn(self) -> str:
        """Give both: `§ 107 Midlertidigt botilbud`."""
        return f"{self.paragraf} {self.betegnelse}".strip()


@cache
def load_typenavne() -> dict[str, Typenavn]:
    """Give the names by paragraph, in the order of the list; of a paragraph with several rows the newest."""
    raekker = sorted(load_paragraffer(), key=lambda raekke: raekke.gyldig.fra)
    nyeste = {raekke.paragraf: raekke.betegnelse for raekke in raekker}
    kendte = dict.fromkeys(raekke.paragraf for raekke in load_paragraffer())
    return {paragraf: Typenavn(paragraf, make_slug(paragraf), nyeste[paragraf]) for paragraf in kendte}


def find_typenavn(slug: str) -> Typenavn | None:
    """Give the type of an address's word, or None."""
    return next((navn for navn in load_typenavne().values() if navn.slug == slug), None)


def make_slug(paragraf: str) -> str:
    """Give a paragraph as a word of plain letters."""
    return paragraf.removeprefix("§ ").replace(" ", "-")
