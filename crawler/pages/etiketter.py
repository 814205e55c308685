"""The one table from the labels of the portal's pages to our fields. A new spelling is added here and nowhere else."""

import re

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
# With the white space that a page's source may put around it.
LAENGSTE_RAA = 240

_IKKE_ORD = re.compile(r"[\W_]+")


def read_etiket(tekst: str) -> str:
    """Give a label as it is looked up: letters and digits only, whatever its case, colon and white space."""
    return _IKKE_ORD.sub("", tekst).casefold()


_KENDTE = {read_etiket(navn): felt for felt, navne in ETIKETTER.items() for navn in navne}
_UDELADTE = frozenset(read_etiket(navn) for navn in UDELADTE)


def find_felt(tekst: str | None) -> str | None:
    """Give the field that a text is exactly the label of, or None."""
    if not tekst or len(tekst) > LAENGSTE_RAA:
        return None
    return _KENDTE.get(read_etiket(tekst))


def is_udeladt(tekst: str) -> bool:
    """Tell whether a label is known and deliberately not read."""
    return read_etiket(tekst) in _UDELADTE


def find_sektion(tekst: str | None) -> str | None:
    """Give the part of the page that a text is exactly the heading of, or None."""
    if not tekst or len(tekst) > LAENGSTE_RAA:
        return None
    navn = read_etiket(tekst)
    return navn if navn in SEKTIONER else None
