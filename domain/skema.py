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


class Fejlart(StrEnum):
    """What can be wrong with a form or in it; a person reads the sentence beside it (`Skemafejl.tekst`)."""

    # The file gives no form at all: nothing of it is read.
    PDF = "pdf"
    XLS = "xls"
    KODEORD = "kodeord"
    IKKE_REGNEARK = "ikke_regneark"
    BESKADIGET = "beskadiget"
    FOR_STOR = "for_stor"
    OFFENTLIGT_SKEMA = "offentligt_skema"
    # The form is not the official one as it was given out. Of a sheet that has moved no numbers are read.
    UKENDT_SKEMA = "ukendt_skema"
    FORAELDET_SKEMA = "foraeldet_skema"
    FLYTTET = "flyttet"
    ANDEN_TEKST = "anden_tekst"
    OMDOEBT_ARK = "omdoebt_ark"
    EKSTRA_ARK = "ekstra_ark_foran"
    MANGLENDE_ARK = "manglende_ark"
    MAKROER = "makroer"
    EKSTERNE_HENVISNINGER = "eksterne_henvisninger"
    # A cell that is not what it should be; the number is not known.
    FORMEL_UDEN_VAERDI = "formel_uden_vaerdi"
    TEKST_I_TALCELLE = "tekst_i_talcelle"
    FEJLVAERDI = "fejlvaerdi"
    # The number is known, but cannot be right.
    NEGATIVT_BELOEB = "negativt_beloeb"
    AAR_MANGLER = "aar_mangler"
    FORKERT_AAR = "forkert_aar"
    BELAEGNING_SOM_PROCENT = "belaegning_som_procent"
    BELAEGNING_UDENFOR = "belaegning_udenfor"
    EKSTRA_YDELSER_FOR_TIDLIGT = "ekstra_ydelser_for_tidligt"
    # Sums and what is worked out of them.
    ANTAL_GANGE_TAKST = "antal_gange_takst"
    SUM = "sum"
    RESULTAT = "resultat"
    KONCERNNOTE_SUM = "koncernnote_sum"
    NOEGLETAL = "noegletal"


INTET_SKEMA = frozenset(
    {
        Fejlart.PDF,
        Fejlart.XLS,
        Fejlart.KODEORD,
        Fejlart.IKKE_REGNEARK,
        Fejlart.BESKADIGET,
        Fejlart.FOR_STOR,
        Fejlart.OFFENTLIGT_SKEMA,
        Fejlart.UKENDT_SKEMA,
    }
)
"""Faults by which nothing of a file was read."""

UKENDT_TAL = frozenset({Fejlart.FORMEL_UDEN_VAERDI, Fejlart.TEKST_I_TALCELLE, Fejlart.FEJLVAERDI, Fejlart.ANDEN_TEKST})
"""Faults of a cell or a line by which nobody knows the number."""

REGNEFEJL = frozenset(
    {Fejlart.ANTAL_GANGE_TAKST, Fejlart.SUM, Fejlart.RESULTAT, Fejlart.KONCERNNOTE_SUM, Fejlart.NOEGLETAL}
)
"""Faults of arithmetic: the numbers are known and do not agree."""


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
    """One form. `tilbudsid` is given by whoever loads it (the form has none); sums are those it states.

    `budgetaar` is what the form says; `forventet_aar` is the year it was handed in for, where that is known. `ukendte`
    are posts with an amount that could not be read.
    """

    tilbudsid: str | None
    budgetaar: int | None
    fil: str
    fil_sha256: str
    skema_version: str
    forventet_aar: int | None = None
    poster: tuple[Skemapost, ...] = ()
    fejl: tuple[Skemafejl, ...] = ()
    ukendte: tuple[Post, ...] = ()

    @property
    def er_laest(self) -> bool:
        """Whether the file was a form at all; what was wrong with it is another matter."""
        return not any(fejl.art in INTET_SKEMA for fejl in self.fejl)

    def find_beloeb(self, post: Post) -> float | None:
        """Give the amount of a post that stands once; None when it is not there."""
        return next((linje.beloeb_kr for linje in self.poster if linje.post is post), None)

    def sum_beloeb(self, *poster: Post) -> float:
        """Add up the amounts of every line of some posts; an empty one counts nothing."""
        return sum(linje.beloeb_kr or 0.0 for linje in self.poster if linje.post in poster)
