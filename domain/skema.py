"""A budgetskema as read: its posts by code, and what was wrong in it, cell by cell."""

from dataclasses import dataclass
from enum import StrEnum


class Post(StrEnum):
    """The lines of the official form for private tilbud, in its order (domain: BEK ST § 11; the form on the portal)."""

    YDELSE = "ydelse"
    TAKST_I_ALT = "takst_i_alt"
    ANDEN_INDTAEGT = "anden_indtaegt"
    ANDRE_I_ALT = "andre_i_alt"
    INDTAEGTER_I_ALT = "indtaegter_i_alt"
    LEDELSE = "ledelse"
    FAGUDDANNET = "faguddannet"
    IKKE_FAGUDDANNET = "ikke_faguddannet"
    IKKE_FASTANSAT = "ikke_fastansat"
    ADMINISTRATIVT_PERSONALE = "administrativt_personale"
    BESTYRELSE = "bestyrelse"
    PERSONALE_I_ALT = "personale_i_alt"
    TOEJ_OG_LOMMEPENGE = "toej_og_lommepenge"
    AKTIVITETER = "aktiviteter"
    HUSHOLDNING = "husholdning"
    TRANSPORT = "transport"
    EKSTERN_BEHANDLING = "ekstern_behandling"
    BESKAEFTIGELSE = "beskaeftigelse"
    BORGERRELATERET_I_ALT = "borgerrelateret_i_alt"
    ADMINISTRATION = "administration"
    EKSTERN_ADMINISTRATION = "ekstern_administration"
    TILSYNSTAKST = "tilsynstakst"
    ADMINISTRATION_I_ALT = "administration_i_alt"
    KOMPETENCE = "kompetence"
    SUPERVISION = "supervision"
    KOMPETENCE_I_ALT = "kompetence_i_alt"
    HUSLEJE = "husleje"
    HUSLEJE_OVERFOERT = "husleje_overfoert"
    VEDLIGEHOLD_LEJEDE = "vedligehold_lejede"
    VEDLIGEHOLD_EJEDE = "vedligehold_ejede"
    FORSIKRING_OG_FORBRUG = "forsikring_og_forbrug"
    EJENDOM_FRI = "ejendom_fri"
    EJENDOM_I_ALT = "ejendom_i_alt"
    AFSKRIVNING_BYGNINGER = "afskrivning_bygninger"
    AFSKRIVNING_ANLAEG = "afskrivning_anlaeg"
    AFSKRIVNING_I_ALT = "afskrivning_i_alt"
    RENTEINDTAEGTER = "renteindtaegter"
    FINANSINDTAEGTER_I_ALT = "finansindtaegter_i_alt"
    PRIORITETSRENTER = "prioritetsrenter"
    OEVRIGE_RENTER = "oevrige_renter"
    FINANSUDGIFTER_I_ALT = "finansudgifter_i_alt"
    OMKOSTNINGER_I_ALT = "omkostninger_i_alt"
    RESULTAT = "resultat"
    KONCERNHANDEL = "koncernhandel"


@dataclass(frozen=True, kw_only=True)
class Skemapost:
    """One line: where it stands (`ark`, `linje` is the sheet's row), and its numbers. No free text is kept.

    `belaegning_pct` is 0-100, `beloeb_kr` kroner, `antal` persons, days or square metres as the line counts.
    """

    post: Post
    ark: str
    linje: int
    antal: float | None = None
    takst_kr: float | None = None
    beloeb_kr: float | None = None
    belaegning_pct: float | None = None


@dataclass(frozen=True, kw_only=True)
class Skemafejl:
    """Something wrong: `art` is a code for rules, `tekst` the Danish sentence that says which cell and what to do."""

    art: str
    ark: str
    celle: str
    tekst: str


@dataclass(frozen=True, kw_only=True)
class Skema:
    """One form. `tilbudsid` is given by whoever loads it (the form has none); sums are those it states."""

    tilbudsid: str | None
    budgetaar: int | None
    fil: str
    fil_sha256: str
    skema_version: str
    poster: tuple[Skemapost, ...] = ()
    fejl: tuple[Skemafejl, ...] = ()

    def find_beloeb(self, post: Post) -> float | None:
        """Give the amount of a post that stands once; None when it is not there."""
        return next((linje.beloeb_kr for linje in self.poster if linje.post is post), None)
