"""The one table from the labels of the portal's pages to our fields. A new spelling is added here and nowhere else."""

import re
from functools import lru_cache

from domain.tekst import fold

ETIKETTER: dict[str, tuple[str, ...]] = {
    "tilbuddets_navn": ("Tilbuddets navn", "Afdelingens navn"),
    "adresse": ("Adresse",),
    "tilbuddets_adresse": ("Tilbuddets adresse", "Virksomhedens adresse"),
    "cvr": ("CVR", "CVR-nummer", "CVR-nr."),
    "p_nummer": ("P-nummer", "P-nr.", "Pnummer", "Produktionsenhedsnummer"),
    "telefon": ("Telefon", "Tlf.", "Telefonnummer", "Telefonnr.", "Tlf. nr."),
    "email": ("E-mail", "Email", "Mail", "E-mailadresse", "E-mail-adresse"),
    "hjemmeside": ("Hjemmeside", "Website"),
    "leder": ("Tilbuddets leder", "Leder"),
    "kontaktperson": ("Kontaktperson", "Kontaktperson(er)", "Kontaktpersoner"),
    "virksomhed": ("Virksomhedens navn", "Virksomhedsnavn", "Virksomhed"),
    "virksomhedsform": ("Virksomhedsform",),
    "driftsaftale_med": ("Driftsaftale med", "Driftsaftale"),
    "tilsynsmyndighed": ("Tilsynsførende myndighed", "Tilsynsmyndighed"),
    "tilbudstype": ("Tilbudstype", "Tilbudstyper", "Juridisk grundlag"),
    "pladser_i_alt": ("Pladser på hele tilbuddet",),
}

# Read for nothing, and said so: where the approval status stands is a guess (domain facts 3.1), and these are headings.
UDELADTE = ("Godkendelsesstatus", "Status", "Kontakt", "Kontaktoplysninger", "Virksomhedsoplysninger", "Pladser")

# Under this heading an address is the owner's, whatever its label says.
VIRKSOMHEDSOPLYSNINGER = "virksomhedsoplysninger"

SEKTIONER = frozenset({VIRKSOMHEDSOPLYSNINGER, "kontakt", "kontaktoplysninger", "pladser"})
PERSONER = frozenset({"leder", "kontaktperson"})
ADRESSER = frozenset({"adresse", "tilbuddets_adresse"})

LAENGSTE_ETIKET = 60

# A soft hyphen or a zero-width mark inside a word is there for the line breaks, not for the reader.
_USYNLIGE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_KENDTE = {fold(navn): felt for felt, navne in ETIKETTER.items() for navn in navne}
_UDELADTE = frozenset(fold(navn) for navn in UDELADTE)


@lru_cache(maxsize=4096)
def read_etiket(tekst: str) -> str:
    """Give a label in the form that the table is looked up in: case, colon, white space and punctuation folded away."""
    return fold(_USYNLIGE.sub("", tekst))


def find_felt(tekst: str | None) -> str | None:
    """Give the field that a text is exactly the label of, or None."""
    if not tekst or len(tekst) > LAENGSTE_ETIKET * 4:
        return None
    return _KENDTE.get(read_etiket(tekst))


def is_udeladt(tekst: str) -> bool:
    """Tell whether a label is known and deliberately not read."""
    return read_etiket(tekst) in _UDELADTE


def find_sektion(tekst: str | None) -> str | None:
    """Give the part of the page that a text is exactly the heading of, or None."""
    if not tekst or len(tekst) > LAENGSTE_ETIKET * 4:
        return None
    navn = read_etiket(tekst)
    return navn if navn in SEKTIONER else None
