"""The form's sums held against its own lines; a sum with a line nobody knows is not judged."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from crawler.files.budgetskema.fejl import make_fejl
from crawler.files.budgetskema.graenser import find_graense
from crawler.files.budgetskema.kort import Linje, name_celle
from crawler.files.budgetskema.poster import write_kr
from domain.skema import Fejlart, Post, Skemafejl, Skemapost
from domain.skemaposter import BETEGNELSER, DELE, OMKOSTNINGER


@dataclass(frozen=True, kw_only=True)
class Regnskab:
    """What sums are judged by: the posts, those with an amount nobody knows, and the rows where sums stand."""

    ark: str
    poster: tuple[Skemapost, ...]
    ukendte: frozenset[Post]
    linjer: Mapping[Post, Linje]
    raekker: Mapping[Post, tuple[int, ...]]
    aar: int

    def knows(self, *poster: Post) -> bool:
        """Tell whether every amount of some posts is known; an empty one is."""
        return not self.ukendte.intersection(poster)

    def has(self, post: Post) -> bool:
        """Tell whether a sum was found in the sheet."""
        return bool(self.raekker.get(post))

    def add(self, *poster: Post) -> float:
        """Add up the amounts of some posts."""
        return sum(x.beloeb_kr or 0.0 for x in self.poster if x.post in poster)

    def find(self, post: Post) -> float | None:
        """Give a sum as it stands; None when it is empty."""
        return next((x.beloeb_kr for x in self.poster if x.post is post), None)

    def is_equal(self, et: float, andet: float) -> bool:
        """Tell whether two amounts are equal but for rounding."""
        return abs(et - andet) <= find_graense("skema_sum_kr", self.aar)

    def make_fejl(self, art: Fejlart, post: Post, udregnet: float) -> Skemafejl:
        """Say that a sum is not what its lines give."""
        celle = name_celle(self.raekker[post][0], self.linjer[post].kolonner["beloeb"])
        felter = {"vaerdi": write_kr(self.find(post)), "udregnet": write_kr(udregnet)}
        return make_fejl(art, ark=self.ark, celle=celle, navn=BETEGNELSER[post], **felter)


def check_summer(regnskab: Regnskab) -> Iterator[Skemafejl]:
    """Yield a fault for each sum that is not its lines, the total of costs and the result included."""
    for sum_, dele in DELE.items():
        yield from _check_sum(regnskab, sum_, _find_dele(regnskab, dele))
    yield from _check_omkostninger(regnskab)
    yield from _check_resultat(regnskab)


def _find_dele(regnskab: Regnskab, dele: tuple[Post, ...]) -> tuple[Post, ...]:
    """Take the lines of a sum that the sheet does not show in its place."""
    return tuple(x for del_ in dele for x in ((del_,) if del_ not in DELE or regnskab.has(del_) else DELE[del_]))


def _check_sum(regnskab: Regnskab, sum_: Post, dele: tuple[Post, ...]) -> Iterator[Skemafejl]:
    if regnskab.has(sum_) and regnskab.knows(sum_, *dele):
        udregnet = regnskab.add(*dele)
        if not regnskab.is_equal(regnskab.find(sum_) or 0.0, udregnet):
            yield regnskab.make_fejl(Fejlart.SUM, sum_, udregnet)


def _check_omkostninger(regnskab: Regnskab) -> Iterator[Skemafejl]:
    """Hold the total against its sections. Whether the form takes interest earned off it is not known: both will do."""
    dele = _sections(regnskab)
    total, fri = Post.OMKOSTNINGER_I_ALT, Post.RENTEINDTAEGTER
    if not regnskab.has(total) or not regnskab.knows(total, fri, *dele):
        return
    udregnet, staar = regnskab.add(*dele), regnskab.find(total) or 0.0
    if not any(regnskab.is_equal(staar, x) for x in (udregnet, udregnet - regnskab.add(fri))):
        yield regnskab.make_fejl(Fejlart.SUM, total, udregnet)


def _sections(regnskab: Regnskab) -> tuple[Post, ...]:
    summer = [x for x in DELE if DELE[x][0] in OMKOSTNINGER]
    return _find_dele(regnskab, tuple(summer))


def _check_resultat(regnskab: Regnskab) -> Iterator[Skemafejl]:
    """Hold the result against income less costs; interest earned counts, where the costs do not have it already."""
    resultat, kendt = Post.RESULTAT, (Post.RESULTAT, Post.INDTAEGTER_I_ALT, Post.OMKOSTNINGER_I_ALT)
    if not all(regnskab.has(x) for x in kendt) or not regnskab.knows(*kendt, Post.RENTEINDTAEGTER):
        return
    udregnet = regnskab.add(Post.INDTAEGTER_I_ALT) - regnskab.add(Post.OMKOSTNINGER_I_ALT)
    renter = regnskab.add(Post.RENTEINDTAEGTER)
    staar = regnskab.find(resultat) or 0.0
    if not any(regnskab.is_equal(staar, x) for x in (udregnet, udregnet + renter)):
        yield regnskab.make_fejl(Fejlart.RESULTAT, resultat, udregnet)
