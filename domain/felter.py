"""The fields of an afdeling: name in code, label on the portal, and whether a value is personal."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Felt:
    """One field. `etiket` is the label a reader of the portal sees; a personal value is never quoted in a mail."""

    navn: str
    etiket: str
    er_personlig: bool = False


# What a page of an afdeling shows under a label.
_SIDENS = (
    Felt("navn", "Tilbuddets navn"),
    Felt("adresse", "Adresse"),
    Felt("postnr", "Postnummer"),
    Felt("by", "By"),
    Felt("tilbuddets_adresse", "Tilbuddets adresse"),
    Felt("cvr", "CVR-nummer"),
    Felt("p_nummer", "P-nummer"),
    Felt("telefon", "Telefon", er_personlig=True),
    Felt("email", "E-mail", er_personlig=True),
    Felt("hjemmeside", "Hjemmeside"),
    Felt("leder", "Tilbuddets leder", er_personlig=True),
    Felt("kontaktperson", "Kontaktperson", er_personlig=True),
    Felt("virksomhed", "Virksomhedens navn"),
    Felt("virksomhedsform", "Virksomhedsform"),
    Felt("driftsaftale_med", "Driftsaftale med"),
    Felt("tilsynsmyndighed", "Tilsynsførende myndighed"),
    Felt("tilbudstyper", "Tilbudstype"),
    Felt("pladser", "Pladser"),
    Felt("pladser_i_alt", "Pladser på hele tilbuddet"),
)
# What only a dataudtræk says.
_UDTRAEKKETS = (
    Felt("ledige_pladser", "Ledige pladser"),
    Felt("godkendelsesstatus", "Godkendelsesstatus"),
    Felt("takst", "Takst"),
    Felt("takst_enhed", "Takstens enhed"),
    Felt("belaegning", "Forudsat belægningsprocent"),
    Felt("husleje", "Husleje"),
    Felt("beboerindskud", "Beboerindskud"),
    Felt("revisionspaategning", "Revisionspåtegning af takster"),
    Felt("budget", "Årsbudget"),
    Felt("koncernnote", "Koncernnote"),
    Felt("noegletal", "Årsrapportens nøgletal"),
    Felt("afdelinger", "Afdelinger"),
    Felt("tilsynsbesoeg", "Tilsynsbesøg"),
    Felt("kvalitetsvurdering", "Kvalitetsvurdering"),
    Felt("sanktion", "Sanktion"),
    Felt("seneste_aendring", "Seneste ændring"),
    Felt("plejefamilier", "Plejefamilier (samlede tal)"),
)

SIDEFELTER = {felt.navn: felt for felt in _SIDENS}
FELTER = {felt.navn: felt for felt in (*_SIDENS, *_UDTRAEKKETS)}

# What tells where a tilbud lies, the official town of its postcode too: never given away for a krisecenter (§ 109).
ADRESSEFELTER = frozenset({"adresse", "postnr", "by", "tilbuddets_adresse", "postnr_by"})
