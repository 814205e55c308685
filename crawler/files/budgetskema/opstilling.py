"""Whether a budget sheet is laid out as a version of the form says: known by its captions, moved parts named."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from crawler.files.budgetskema.ark import Ark, Slags
from crawler.files.budgetskema.fejl import make_fejl
from crawler.files.budgetskema.kort import Linje, Version, name_celle, name_kolonne
from domain.skema import Fejlart, Post, Skemafejl
from domain.skemaposter import BETEGNELSER
from domain.tekst import fold

# Half the fixed lines make a sheet a changed form; with fewer it is another one.
_GENKENDT = 0.5
_KOLONNER = range(1, 7)

_Placering = Mapping[Post, tuple[int, ...]]


@dataclass(frozen=True, kw_only=True)
class Opstilling:
    """How a sheet agrees with a version: `fundet` of `i_alt` captions, and what is not as it should be.

    `raekker` are the rows of the lines that may be read; empty when the sheet has moved.
    """

    version: Version
    fundet: int
    i_alt: int
    raekker: Mapping[Post, tuple[int, ...]]
    fejl: tuple[Skemafejl, ...]

    @property
    def er_genkendt(self) -> bool:
        """Whether it is this form at all, moved or not."""
        return self.fundet >= _GENKENDT * self.i_alt


def judge_opstilling(ark: Ark, version: Version) -> Opstilling:
    """Hold a sheet against the captions of a version's budget sheet."""
    ankre = [linje for linje in version.budget if linje.er_anker]
    placeringer = {kolonne: _place(ark, version.budget, kolonne) for kolonne in _KOLONNER}
    kolonne, placering = max(placeringer.items(), key=lambda x: _count(ankre, x[1]))
    flyttet = tuple(_find_moves(ark, version, kolonne, placering))
    raekker = {} if flyttet else _find_raekker(version.budget, placering)
    mangler = _tell_missing(version, raekker or placering) if kolonne == 1 else ()
    return Opstilling(
        version=version,
        fundet=_count(ankre, placering),
        i_alt=len(ankre),
        raekker=raekker,
        fejl=(*flyttet, *mangler),
    )


def match_tekst(foldet: str, linjer: Sequence[Linje]) -> Post | None:
    """Give the post whose caption a text is or begins with; the longest caption wins."""
    muligheder = [
        (len(tekst), linje.post)
        for linje in linjer
        for tekst in linje.tekster
        if foldet == tekst or foldet.startswith(f"{tekst} ")
    ]
    return max(muligheder)[1] if muligheder else None


def find_missing(version: Version, raekker: Mapping[Post, tuple[int, ...]]) -> frozenset[Post]:
    """Give the posts whose caption stands nowhere, though its wording is certain."""
    return frozenset(x.post for x in version.budget if x.tekster and not x.er_valgfri and not raekker.get(x.post))


def _place(ark: Ark, linjer: Sequence[Linje], kolonne: int) -> _Placering:
    raekker: dict[Post, tuple[int, ...]] = {}
    for raekke, tekst in ark.list_tekster(kolonne):
        post = match_tekst(fold(tekst), linjer)
        if post is not None:
            raekker[post] = (*raekker.get(post, ()), raekke)
    return raekker


def _count(ankre: Sequence[Linje], placering: _Placering) -> int:
    return sum(linje.post in placering for linje in ankre)


def _find_moves(ark: Ark, version: Version, kolonne: int, placering: _Placering) -> Iterator[Skemafejl]:
    navn = version.ark["budget"]
    if kolonne > 1:
        yield _moved(navn, "A1", f"Arket er flyttet {_count_ord(kolonne - 1, 'kolonne')} til højre")
        return
    yield from _find_row_moves(version, placering)
    fundet = _find_beloebskolonne(ark, version)
    if fundet is not None:
        hvor = f"Beløbene står i kolonne {name_kolonne(fundet[1])} i stedet for {name_kolonne(fundet[0])}"
        yield _moved(navn, f"{name_kolonne(fundet[0])}1", hvor)


def _find_row_moves(version: Version, placering: _Placering) -> Iterator[Skemafejl]:
    """Yield one fault where captions begin to stand further down or up than those before them."""
    foer = 0
    for linje in version.budget:
        if not linje.er_anker or linje.post not in placering:
            continue
        forskudt = _find_shift(linje, placering[linje.post], foer)
        if forskudt != foer:
            antal, vej = abs(forskudt - foer), "ned" if forskudt > foer else "op"
            tekst = f"Arket er flyttet {_count_ord(antal, 'række')} {vej} fra række {linje.linje}"
            yield _moved(version.ark["budget"], f"A{linje.linje}", tekst)
        foer = forskudt


def _find_shift(linje: Linje, raekker: Sequence[int], foer: int) -> int:
    """Give how far a line has moved: as far as the one before it if that may be, else the least."""
    return min((raekke - linje.linje for raekke in raekker), key=lambda x: (x != foer, abs(x)))


def _find_beloebskolonne(ark: Ark, version: Version) -> tuple[int, int] | None:
    """Give (the column where the amounts of the sums should be, where they are) when they all stand elsewhere."""
    summer = [linje for linje in version.budget if linje.post.value.endswith("_i_alt") and linje.soeg_til is None]
    rette = summer[0].kolonner["beloeb"]
    antal = {k: sum(_has_tal(ark, x.linje, k) for x in summer) for k in range(2, max(_KOLONNER) + 3)}
    andre = max((k for k in antal if k != rette), key=lambda k: antal[k])
    return (rette, andre) if antal[rette] == 0 and antal[andre] >= _GENKENDT * len(summer) else None


def _has_tal(ark: Ark, raekke: int, kolonne: int) -> bool:
    celle = ark.find(raekke, kolonne)
    return celle is not None and celle.slags is not Slags.TEKST


def _tell_missing(version: Version, raekker: Mapping[Post, tuple[int, ...]]) -> Iterator[Skemafejl]:
    mangler = find_missing(version, raekker)
    for linje in version.budget:
        if linje.post in mangler:
            felter = {"celle": name_celle(linje.linje, 1), "linje": BETEGNELSER[linje.post]}
            yield make_fejl(Fejlart.ANDEN_TEKST, ark=version.ark["budget"], **felter)


def _find_raekker(linjer: Sequence[Linje], placering: _Placering) -> dict[Post, tuple[int, ...]]:
    """Give the rows to read: those of certain lines, and of the others where their caption was found."""
    raekker: dict[Post, tuple[int, ...]] = {}
    for linje in linjer:
        if not linje.tekster:
            raekker[linje.post] = tuple(range(linje.linje, linje.til + 1))
        elif linje.post in placering:
            mulige = range(linje.linje, (linje.soeg_til or linje.linje) + 1)
            raekker[linje.post] = tuple(raekke for raekke in placering[linje.post] if raekke in mulige)[:1]
    return raekker


def _moved(ark: str, celle: str, grund: str) -> Skemafejl:
    return make_fejl(Fejlart.FLYTTET, ark=ark, celle=celle, grund=grund)


def _count_ord(antal: int, ord_: str) -> str:
    """Give "1 række", "2 rækker"; both words take an r."""
    return f"{antal} {ord_}" if antal == 1 else f"{antal} {ord_}r"
