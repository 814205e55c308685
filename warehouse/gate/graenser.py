"""Every limit of the gate in one place, each with the reason for its number."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType


@dataclass(frozen=True, kw_only=True)
class Graenser:
    """Limits; shares are 0-1.

    `mindste_antal` is the noise floor: a change that concerns this many pages or fewer never rejects a fetch by its
    share alone, or a register of ten would be rejected whenever two close.
    """

    mindste_antal: int = 5
    # Entries move across page borders while the lists are read, so a handful in thousands may slip through.
    liste_mangler_andel: float = 0.002
    # Single pages time out; one in twenty is more than bad luck.
    sider_mangler_andel: float = 0.05
    # The register moves by a few tilbud a week. In 2022 it held 1,999; 5 % is a hundred closing in one night.
    fald_andel: float = 0.05
    # Growth comes in bursts (a new kind of tilbud is published), and harms less than loss.
    vaekst_andel: float = 0.25
    vaekst_antal: int = 20
    # A label that vanished takes nearly all its values; a campaign that mends a field moves it by a few points a night.
    felt_fald_point: float = 0.20
    # Rarely filled fields cannot fall by twenty points, so they are also held against their own level.
    felt_fald_relativt: float = 0.50
    felt_relativt_fra: int = 20
    # A label on this share of the pages that was not there last time means that the page was rebuilt.
    etiket_ny_andel: float = 0.20
    # Pages that say the same as the page of another tilbud: the portal (or our reading) mixed them up.
    gentagelse_andel: float = 0.05
    # Tilbud that REJECTED fetches may turn into krisecentre (SEL § 109) without a person until one is accepted: the
    # history loses their streets for good. Set in November 2026: krisecentre are found out one by one, while a page
    # misread turns hundreds at once.
    beskyttes_forsigtigt: int = 5
    # How far ahead of this machine's clock a fetch may claim to be.
    ur_minutter: int = 60
    # What the first fetch must have filled, since there is nothing to hold it against. Far below what a register can
    # lawfully look like, far above what is left when a label is renamed: next to nothing. Fields whose duty nobody has
    # confirmed (domain.reference, certainty C) may be filled on few pages, and still be read rightly.
    foerste_gulv: Mapping[str, float] = field(
        default_factory=lambda: MappingProxyType(
            {
                "navn": 0.90,
                "tilbudstyper": 0.70,
                "tilsynsmyndighed": 0.70,
                "har_adresse": 0.70,
                "postnr": 0.60,
                "by": 0.60,
                "pladser": 0.50,
                "telefon": 0.10,
                "email": 0.10,
                "cvr": 0.10,
                "p_nummer": 0.10,
                "virksomhed": 0.10,
                "virksomhedsform": 0.10,
                "har_leder": 0.05,
                "har_kontaktperson": 0.05,
            }
        )
    )
    # Dataudtræk. Rows whose key cannot be read look like rows that are gone, so few may be.
    raekke_afvist_andel: float = 0.02
    # A cell that cannot be read is empty to the rules, and an empty one can accuse: one in fifty is the file's fault.
    celle_ulaest_andel: float = 0.02
    # Of one socialtilsyn's tilbud: the smallest has 260, and a file for each socialtilsyn is easily forgotten.
    omraade_fald_andel: float = 0.15
    # A crawl may lack kinds of tilbud that the ministry has; more than this is another register.
    ukendt_tilbud_andel: float = 0.20
    # The share of the register's tilbud that a delivery must speak of before it may say that a tilbud reported nothing.
    # Far below what is lawful: types under a kommune's supervision have no budget. It holds for the tilbud of each
    # socialtilsyn too: a first delivery that lacks one has no other to be held against.
    daekning_gulv: Mapping[str, float] = field(
        default_factory=lambda: MappingProxyType(
            {
                "tilbud": 0.5,
                "takst": 0.5,
                "plads": 0.5,
                "belaegning": 0.5,
                "budget": 0.3,
                "noegletal": 0.3,
                "tilsynsbesoeg": 0.3,
            }
        )
    )
    # What the first delivery must have filled, by entity and column, as `foerste_gulv` for pages.
    udtraek_gulv: Mapping[str, float] = field(
        default_factory=lambda: MappingProxyType(
            {
                "takst.takst_kr": 0.50,
                "plads.godkendte_antal": 0.50,
                "plads.ledige_antal": 0.20,
                "belaegning.belaegning_pct": 0.50,
                "budget.modtaget_dato": 0.20,
                "noegletal.indberettet_dato": 0.20,
                "noegletal.a_omsaetning_kr": 0.20,
                "tilsynsbesoeg.besoeg_dato": 0.50,
                "kvalitetsscore.score": 0.50,
                "plejefamilie.socialtilsyn": 0.70,
                "plejefamilie.familietype": 0.30,
                "plejefamilie.godkendte_antal": 0.50,
                "plejefamilie.ledige_antal": 0.20,
            }
        )
    )


STANDARD = Graenser()
