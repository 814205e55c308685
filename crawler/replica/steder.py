"""Where things lie: real kommuner, postcodes and towns, made-up streets."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from random import Random

from crawler.replica.navne import make_vej
from domain.reference import Kommune, Postnummer, load_kommuner, load_postnumre

# 1000-1999 are 487 codes of one street each in inner København and Frederiksberg; without a cap they would drown the
# rest of both kommuner.
_FOERSTE_BYKODE = "2000"
_ANDEL_GADEKODE = 0.25


@dataclass(frozen=True)
class Sted:
    """A place: its kommune, and its address as the two lines of a letter."""

    kommune: Kommune
    postnummer: Postnummer
    vej: str

    @property
    def linjer(self) -> tuple[str, str]:
        """The street line and the post line."""
        return self.vej, f"{self.postnummer.postnr} {self.postnummer.navn}"


@cache
def list_kommuner() -> tuple[Kommune, ...]:
    """Give the 98 kommuner, each once, with the region they are in until 2027."""
    return tuple({kommune.kommunekode: kommune for kommune in reversed(load_kommuner())}.values())


@cache
def kommuner_of(socialtilsyn: str) -> tuple[Kommune, ...]:
    """Give the kommuner whose tilbud a socialtilsyn handles."""
    return tuple(kommune for kommune in list_kommuner() if kommune.socialtilsyn == socialtilsyn)


@cache
def kommuner_outside(socialtilsyn: str) -> tuple[Kommune, ...]:
    """Give the kommuner whose tilbud a socialtilsyn handles only as a specialist."""
    return tuple(kommune for kommune in list_kommuner() if kommune.socialtilsyn != socialtilsyn)


@cache
def _postnumre() -> dict[str, tuple[Postnummer, ...]]:
    samlet: dict[str, list[Postnummer]] = defaultdict(list)
    for postnummer in load_postnumre().values():
        for kode in () if postnummer.er_stormodtager else postnummer.kommunekoder:
            samlet[kode].append(postnummer)
    return {kode: tuple(numre) for kode, numre in samlet.items()}


@cache
def _split(kommunekode: str) -> tuple[tuple[Postnummer, ...], tuple[Postnummer, ...]]:
    numre = _postnumre()[kommunekode]
    gader = tuple(nummer for nummer in numre if nummer.postnr < _FOERSTE_BYKODE)
    return gader, tuple(nummer for nummer in numre if nummer.postnr >= _FOERSTE_BYKODE)


def choose_kommune(terning: Random, kommuner: tuple[Kommune, ...]) -> Kommune:
    """Choose a kommune; one with many postal towns is likelier."""
    vaegte = [len(_split(kommune.kommunekode)[1]) or 1 for kommune in kommuner]
    return terning.choices(kommuner, vaegte)[0]


def choose_sted(terning: Random, kommune: Kommune) -> Sted:
    """Choose a postcode that reaches into the kommune, and make up a street in it."""
    gader, byer = _split(kommune.kommunekode)
    numre = gader if not byer or (gader and terning.random() < _ANDEL_GADEKODE) else byer
    return Sted(kommune, terning.choice(numre), make_vej(terning))


@cache
def fits_omraade(postnr: str, socialtilsyn: str) -> bool:
    """Tell whether any kommune that a postcode reaches into belongs to a socialtilsyn."""
    koder = {kommune.kommunekode for kommune in kommuner_of(socialtilsyn)}
    return not koder.isdisjoint(load_postnumre()[postnr].kommunekoder)


@cache
def find_kommunekode(postnr: str, socialtilsyn: str) -> str:
    """Give a kommune that a postcode reaches into: one of the socialtilsyn's own, where there is one."""
    egne = {kommune.kommunekode for kommune in kommuner_of(socialtilsyn)}
    koder = load_postnumre()[postnr].kommunekoder
    return next((kode for kode in koder if kode in egne), koder[0])
