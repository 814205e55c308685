"""The fields of an afdeling: name in code, label on the portal, where it is reported, and if a value is personal."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Side:
    """A part of the owner's own indberetning, as readers are told of it.

    `kilde` says what names it so, or that only the content is known. Of a part that others fill in, `navn` says who.
    """

    navn: str
    kilde: str


@dataclass(frozen=True)
class Felt:
    """One field. `etiket` is the label a reader of the portal sees; a personal value is never quoted in a mail."""

    navn: str
    etiket: str
    side: Side
    er_personlig: bool = False


_GODKENDELSESPROCES = "Social- og Boligstyrelsen, godkendelsesprocessen (Tilbudsportalen)"
_EFTER_INDHOLD = "Sidens navn kendes ikke; delen er nævnt efter sit indhold"

STAMDATA = Side("Stamdata", _GODKENDELSESPROCES)
_PLADS = Side("Plads og normering", _GODKENDELSESPROCES)
_LEDIGE = Side("Ledige pladser", _GODKENDELSESPROCES)
_INDSATSER = Side("Indsatser (ydelser, målgruppe og takst)", _GODKENDELSESPROCES)
_OEKONOMI = Side("Økonomi", _GODKENDELSESPROCES)
_BUDGET = Side("Økonomi, under Budget", "Socialtilsyn Øst, budget 2021, og Socialtilsyn Midt, budget 2025")
_BELAEGNING = Side(
    "Faggrupper og normering, nederst på siden Normering",
    "Tilbudsportalen, stikprøvekontrol om belægningsprocent, 29. september 2017",
)
_OPHOLD = Side("Økonomi, oplysninger om borgerens udgifter til ophold", _EFTER_INDHOLD)
_AARSRAPPORT = Side("Indberetningen af årsrapporten", _EFTER_INDHOLD)
_REVISOR = Side("Lægges op af jeres revisor", "Revisionsbekendtgørelsen (nr. 2664 af 28/12/2021)")
_MYNDIGHED = Side("Sættes af jeres tilsynsmyndighed", _GODKENDELSESPROCES)
_NAEVNT = Side("Den del af indberetningen, som punktet nævner", _EFTER_INDHOLD)
_FAMILIEN = Side("Plejefamiliens egen indberetning", "Social- og Boligstyrelsen, stikprøvekontrol 23-1")

# What a page of an afdeling shows under a label.
_SIDENS = (
    Felt("navn", "Tilbuddets navn", STAMDATA),
    Felt("adresse", "Adresse", STAMDATA),
    Felt("postnr", "Postnummer", STAMDATA),
    Felt("by", "By", STAMDATA),
    Felt("tilbuddets_adresse", "Tilbuddets adresse", STAMDATA),
    Felt("cvr", "CVR-nummer", STAMDATA),
    Felt("p_nummer", "P-nummer", STAMDATA),
    Felt("telefon", "Telefon", STAMDATA, er_personlig=True),
    Felt("email", "E-mail", STAMDATA, er_personlig=True),
    Felt("hjemmeside", "Hjemmeside", STAMDATA),
    Felt("leder", "Tilbuddets leder", STAMDATA, er_personlig=True),
    Felt("kontaktperson", "Kontaktperson", STAMDATA, er_personlig=True),
    Felt("virksomhed", "Virksomhedens navn", STAMDATA),
    Felt("virksomhedsform", "Virksomhedsform", STAMDATA),
    Felt("driftsaftale_med", "Driftsaftale med", STAMDATA),
    Felt("tilsynsmyndighed", "Tilsynsførende myndighed", _MYNDIGHED),
    Felt("tilbudstyper", "Tilbudstype", STAMDATA),
    Felt("pladser", "Pladser", _PLADS),
    Felt("pladser_i_alt", "Pladser på hele tilbuddet", _PLADS),
)
# What only a dataudtræk says.
_UDTRAEKKETS = (
    Felt("ledige_pladser", "Ledige pladser", _LEDIGE),
    Felt("godkendelsesstatus", "Godkendelsesstatus", _MYNDIGHED),
    Felt("takst", "Takst", _INDSATSER),
    Felt("takst_enhed", "Takstens enhed", _INDSATSER),
    Felt("belaegning", "Forudsat belægningsprocent", _BELAEGNING),
    Felt("husleje", "Husleje", _OPHOLD),
    Felt("beboerindskud", "Beboerindskud", _OPHOLD),
    Felt("revisionspaategning", "Revisionspåtegning af takster", _REVISOR),
    Felt("budget", "Årsbudget", _BUDGET),
    Felt("koncernnote", "Koncernnote", _BUDGET),
    Felt("noegletal", "Årsrapportens nøgletal", _AARSRAPPORT),
    Felt("afdelinger", "Afdelinger", _MYNDIGHED),
    Felt("tilsynsbesoeg", "Tilsynsbesøg", _MYNDIGHED),
    Felt("kvalitetsvurdering", "Kvalitetsvurdering", _MYNDIGHED),
    Felt("sanktion", "Sanktion", _MYNDIGHED),
    Felt("seneste_aendring", "Seneste ændring", _NAEVNT),
    Felt("plejefamilier", "Plejefamilier (samlede tal)", _FAMILIEN),
)

SIDEFELTER = {felt.navn: felt for felt in _SIDENS}
FELTER = {felt.navn: felt for felt in (*_SIDENS, *_UDTRAEKKETS)}

# What tells where a tilbud lies, the official town of its postcode too: never given away for a krisecenter (§ 109).
ADRESSEFELTER = frozenset({"adresse", "postnr", "by", "tilbuddets_adresse", "postnr_by"})


def find_side(felt: str, omraade: str) -> Side:
    """Give where a fault is put right: that of a budget in the budget itself, whatever field it is about."""
    return _BUDGET if omraade == "budget" else FELTER[felt].side
