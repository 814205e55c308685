"""The lines of a sheet as posts: numbers only, no text a tilbud wrote; a number that is not known is told."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from crawler.files.budgetskema.fejl import write_tal
from crawler.files.budgetskema.graenser import find_graense
from crawler.files.budgetskema.kort import Linje
from crawler.files.budgetskema.tal import Arklaesning
from domain.skema import Fejlart, Post, Skemapost
from domain.tekst import fold

_I_ALT = ("i alt", "sum", "total")


@dataclass(frozen=True, kw_only=True)
class Postlaesning:
    """The posts of a sheet; `ukendte` are posts with an amount nobody knows, so that no sum of theirs is judged."""

    poster: tuple[Skemapost, ...]
    ukendte: frozenset[Post]


def read_poster(
    laesning: Arklaesning, linjer: Sequence[Linje], raekker: Mapping[Post, tuple[int, ...]], *, aar: int
) -> Postlaesning:
    """Read the lines that stand in the given rows; a line without any number gives no post."""
    poster: list[Skemapost] = []
    ukendte: set[Post] = set()
    for linje in linjer:
        for raekke in raekker.get(linje.post, ()):
            post, er_kendt = _read_linje(laesning, linje, raekke, aar)
            if post is not None:
                poster.append(post)
            if not er_kendt:
                ukendte.add(linje.post)
    return Postlaesning(poster=tuple(poster), ukendte=frozenset(ukendte))


def list_raekker(laesning: Arklaesning, linjer: Sequence[Linje]) -> dict[Post, tuple[int, ...]]:
    """Give the rows of a sheet whose lines go on until its own total comes, or the sheet ends."""
    return {x.post: tuple(_until_total(laesning, range(x.linje, x.til + 1))) for x in linjer}


def find_total(laesning: Arklaesning, linje: Linje) -> int | None:
    """Give the row of such a sheet's own total."""
    return next((raekke for raekke in range(linje.linje, linje.til + 1) if _is_total(laesning, raekke)), None)


def _until_total(laesning: Arklaesning, raekker: range) -> Iterator[int]:
    for raekke in raekker:
        if _is_total(laesning, raekke):
            return
        yield raekke


def _is_total(laesning: Arklaesning, raekke: int) -> bool:
    skrevet = (laesning.ark.find_tekst(raekke, kolonne) for kolonne in (1, 2))
    tekster = (fold(tekst) for tekst in skrevet if tekst)
    return any(tekst in _I_ALT or tekst.endswith(" i alt") for tekst in tekster)


def _read_linje(laesning: Arklaesning, linje: Linje, raekke: int, aar: int) -> tuple[Skemapost | None, bool]:
    laest = {navn: laesning.read(raekke, kolonne) for navn, kolonne in linje.kolonner.items()}
    tal = {navn: x.tal for navn, x in laest.items()}
    er_kendt = "beloeb" not in laest or laest["beloeb"].fejl is None
    if all(x is None for x in tal.values()):
        return None, er_kendt
    for navn in ("antal", "takst", "beloeb"):
        _check_fortegn(laesning, linje, raekke, navn, tal.get(navn))
    post = Skemapost(
        post=linje.post,
        ark=laesning.navn,
        linje=raekke,
        antal=tal.get("antal"),
        takst_kr=tal.get("takst"),
        beloeb_kr=tal.get("beloeb"),
        belaegning_pct=_read_belaegning(laesning, linje, raekke, tal.get("belaegning"), aar),
    )
    _check_gange(laesning, linje, post, aar)
    return post, er_kendt


def _check_fortegn(laesning: Arklaesning, linje: Linje, raekke: int, navn: str, tal: float | None) -> None:
    """Note a minus where none may be; of sums only the lines are told, and the result may be negative."""
    if tal is not None and tal < 0 and linje.post is not Post.RESULTAT and not linje.post.value.endswith("_i_alt"):
        laesning.note(Fejlart.NEGATIVT_BELOEB, raekke, linje.kolonner[navn], vaerdi=write_tal(tal))


def _read_belaegning(laesning: Arklaesning, linje: Linje, raekke: int, tal: float | None, aar: int) -> float | None:
    """Give 0-100 of a cell that holds a fraction shown as percent; a percent typed as such is told and understood."""
    if tal is None:
        return None
    kolonne = linje.kolonner["belaegning"]
    broek = find_graense("skema_belaegning_broek_hoejst", aar)
    procent = tal if broek < tal else 100 * tal
    if not 0 <= procent <= find_graense("belaegning_hoejest_pct", aar):
        laesning.note(Fejlart.BELAEGNING_UDENFOR, raekke, kolonne, vaerdi=write_tal(procent))
    elif broek < tal:
        felter = {"vaerdi": write_tal(tal), "forstaaet": write_tal(100 * tal)}
        laesning.note(Fejlart.BELAEGNING_SOM_PROCENT, raekke, kolonne, **felter)
    return procent


def _check_gange(laesning: Arklaesning, linje: Linje, post: Skemapost, aar: int) -> None:
    """Hold E = B × D where the line is a service and all of it is known."""
    if linje.post is not Post.YDELSE or post.antal is None or post.takst_kr is None:
        return
    kolonne = linje.kolonner["beloeb"]
    if post.beloeb_kr is None and laesning.ark.find(post.linje, kolonne) is not None:
        return
    udregnet = post.antal * post.takst_kr
    if abs(udregnet - (post.beloeb_kr or 0.0)) > find_graense("skema_sum_kr", aar):
        felter = {"vaerdi": write_kr(post.beloeb_kr), "udregnet": write_kr(udregnet)}
        laesning.note(Fejlart.ANTAL_GANGE_TAKST, post.linje, kolonne, **felter)


def write_kr(beloeb: float | None) -> str:
    """Give an amount for a sentence; an empty cell is said to be so."""
    return "tom" if beloeb is None else f"{write_tal(beloeb)} kr."
