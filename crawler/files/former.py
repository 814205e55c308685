"""How the cells of a field are written, by the field's name and kind: the one place that decides how it is read."""

from collections.abc import Mapping
from enum import StrEnum
from functools import cache

from domain.entiteter import ENTITETER, Art, Kolonne

AFDELINGER = "afdelinger"


class Form(StrEnum):
    """The forms a cell can have, named as the documentation names them."""

    TEKST = "tekst"
    ID = "nummer"
    PERSON = "navn på en person"
    PARAGRAF = "paragraf"
    HELTAL = "heltal"
    AAR = "årstal"
    TAL = "tal"
    KRONER = "kroner"
    PROCENT = "procent"
    DATO = "dato"
    JANEJ = "ja eller nej"
    TYPER = "tilbudstyper"
    PLADSER = "pladser pr. paragraf"
    LISTER = "voksne eller børn"


# The register's own rows, whose record is `domain.afdeling.Afdeling`: field, form, meaning.
_AFDELING: tuple[tuple[str, Form, str], ...] = (
    ("tilbudsid", Form.ID, "Tilbuddets nummer på Tilbudsportalen"),
    ("afdelingsid", Form.ID, "Afdelingens nummer på Tilbudsportalen"),
    ("navn", Form.TEKST, "Navnet, som portalen viser det"),
    ("adresse", Form.TEKST, "Vej og husnummer; gemmes aldrig for krisecentre (§ 109)"),
    ("postnr", Form.TEKST, "Postnummer"),
    ("by", Form.TEKST, "By"),
    ("tilbuddets_adresse", Form.TEKST, "Ejerens adresse på én linje; gemmes aldrig for krisecentre (§ 109)"),
    ("cvr", Form.TEKST, "Ejerens CVR-nummer"),
    ("p_nummer", Form.TEKST, "Afdelingens P-nummer"),
    ("telefon", Form.TEKST, "Telefonnummer"),
    ("email", Form.TEKST, "E-mailadresse"),
    ("hjemmeside", Form.TEKST, "Hjemmesidens adresse"),
    ("leder", Form.PERSON, "Tilbuddets leder; kun om feltet er udfyldt, og et kodet aftryk, bliver gemt"),
    ("kontaktperson", Form.PERSON, "Kontaktperson; kun om feltet er udfyldt, og et kodet aftryk, bliver gemt"),
    ("virksomhed", Form.TEKST, "Ejerens navn"),
    ("virksomhedsform", Form.TEKST, "Ejerens form, fx Fond eller Kommune"),
    ("driftsaftale_med", Form.TEKST, "Den kommune eller region, der er driftsaftale med"),
    ("tilsynsmyndighed", Form.TEKST, "Den myndighed, der fører tilsyn"),
    ("tilbudstyper", Form.TYPER, "Tilbudstyper med paragraf, adskilt af |"),
    ("pladser", Form.PLADSER, "Pladser pr. paragraf, fx § 107: 8 | § 104: 2"),
    ("pladser_i_alt", Form.HELTAL, "Pladser på hele tilbuddet"),
    ("lister", Form.LISTER, "Om tilbuddet er til voksne eller børn; uden kolonnen siger paragraffen det"),
    ("kilde_url", Form.TEKST, "Adressen på portalens side om afdelingen"),
)


@cache
def forms_of(entitet: str) -> Mapping[str, Form]:
    """Give the form of each field of an entity, in the order of its declaration.

    Raises:
        KeyError: no such entity.
    """
    if entitet == AFDELINGER:
        return {felt: form for felt, form, _ in _AFDELING}
    return {kolonne.navn: _form_of(kolonne) for kolonne in ENTITETER[entitet].kolonner}


@cache
def key_of(entitet: str) -> tuple[str, ...]:
    """Give the fields that tell one row of an entity from another."""
    return ("tilbudsid", "afdelingsid") if entitet == AFDELINGER else ENTITETER[entitet].noegle


def meanings_of(entitet: str) -> Mapping[str, str]:
    """Give what each field means, as a Danish sentence."""
    if entitet == AFDELINGER:
        return {felt: betydning for felt, _, betydning in _AFDELING}
    return {kolonne.navn: kolonne.betydning for kolonne in ENTITETER[entitet].kolonner}


def entity_names() -> tuple[str, ...]:
    """Give every entity a dataudtræk can hold."""
    return (AFDELINGER, *ENTITETER)


def _form_of(kolonne: Kolonne) -> Form:
    navn = kolonne.navn
    if navn == "paragraf":
        return Form.PARAGRAF
    if kolonne.art is Art.TEKST:
        return Form.ID if navn.endswith("id") else Form.TEKST
    if kolonne.art is Art.HELTAL:
        return Form.AAR if navn.endswith("aar") else Form.HELTAL
    if kolonne.art is Art.TAL:
        return Form.KRONER if navn.endswith("_kr") else Form.PROCENT if navn.endswith("_pct") else Form.TAL
    return Form.DATO if kolonne.art is Art.DATO else Form.JANEJ
