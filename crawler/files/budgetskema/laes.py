"""A budgetskema read: from file to posts, and what is wrong in it said cell by cell. Nothing is executed."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from crawler.files.budgetskema.fejl import IngenLaesning, write_tal
from crawler.files.budgetskema.graenser import find_graense
from crawler.files.budgetskema.hoved import read_hoved
from crawler.files.budgetskema.indhold import Fil, read_fil, require_zip
from crawler.files.budgetskema.kort import Kort, Version, load_kort
from crawler.files.budgetskema.mappe import Mappe, open_mappe
from crawler.files.budgetskema.noegletal import check_noegletal
from crawler.files.budgetskema.opstilling import find_missing
from crawler.files.budgetskema.pakke import STANDARD, Graenser, open_pakke
from crawler.files.budgetskema.poster import Postlaesning, find_total, list_raekker, read_poster, write_kr
from crawler.files.budgetskema.summer import Regnskab, check_summer
from crawler.files.budgetskema.tal import Arklaesning
from crawler.files.budgetskema.valg import Budgetark, check_ark, check_tilbehoer, find_budgetark
from domain.skema import Fejlart, Post, Skema, Skemafejl
from domain.tekst import fold

UKENDT_VERSION = "ukendt"


def laes_skema(
    fil: Path,
    *,
    tilbudsid: str | None,
    forventet_aar: int | None = None,
    kort: Kort | None = None,
    graenser: Graenser = STANDARD,
) -> Skema:
    """Read a budgetskema, whatever the file turns out to be.

    A file that is no form gives a Skema without posts whose one fault says why. `tilbudsid` and `forventet_aar` come
    from whoever knows whose form it is and for which budget year. `kort` are the cell maps, `graenser` how large a
    workbook may be.

    Raises:
        OSError: the file cannot be read from the disk.
    """
    laest = read_fil(fil)
    tomt = Skema(
        tilbudsid=tilbudsid,
        budgetaar=None,
        fil=laest.navn,
        fil_sha256=laest.sha256,
        skema_version=UKENDT_VERSION,
        forventet_aar=forventet_aar,
    )
    try:
        return _read(laest, tomt, kort or load_kort(), graenser)
    except IngenLaesning as fejl:
        return replace(tomt, fejl=(fejl.fejl,))


def _read(fil: Fil, tomt: Skema, kort: Kort, graenser: Graenser) -> Skema:
    require_zip(fil.indhold)
    with open_pakke(fil.indhold, graenser) as pakke:
        mappe = open_mappe(pakke)
        budgetark = find_budgetark(mappe, kort)
        ark_fejl = (*check_tilbehoer(mappe), *check_ark(mappe, kort, budgetark))
        skema = _read_budget(mappe, budgetark, tomt)
    return replace(skema, fejl=(*ark_fejl, *skema.fejl))


@dataclass(frozen=True, kw_only=True)
class _Sammenhaeng:
    """What the reading of each sheet needs to know; `aar` is the year whose tolerances hold."""

    mappe: Mappe
    version: Version
    aar: int


def _read_budget(mappe: Mappe, budgetark: Budgetark, tomt: Skema) -> Skema:
    opstilling = budgetark.opstilling
    version = opstilling.version
    hoved = read_hoved(budgetark.ark, version, forventet_aar=tomt.forventet_aar, er_flyttet=not opstilling.raekker)
    skema = replace(tomt, budgetaar=hoved.budgetaar, skema_version=version.navn)
    aar = hoved.budgetaar or tomt.forventet_aar or version.fra_aar
    sammenhaeng = _Sammenhaeng(mappe=mappe, version=version, aar=aar)
    koncern, koncernfejl = _read_koncernnote(sammenhaeng)
    fejl = [*hoved.fejl, *opstilling.fejl]
    if not opstilling.raekker:
        return replace(skema, poster=koncern.poster, fejl=(*fejl, *koncernfejl))
    skema, talfejl = _read_tal(sammenhaeng, budgetark, skema)
    return replace(skema, poster=(*skema.poster, *koncern.poster), fejl=(*fejl, *talfejl, *koncernfejl))


def _read_tal(sammenhaeng: _Sammenhaeng, budgetark: Budgetark, skema: Skema) -> tuple[Skema, list[Skemafejl]]:
    """Read the budget sheet and the further services, and hold their sums and the nøgletal against them."""
    version, aar = sammenhaeng.version, sammenhaeng.aar
    laesning = Arklaesning(version.ark["budget"], budgetark.ark)
    raekker = budgetark.opstilling.raekker
    budget = read_poster(laesning, version.budget, raekker, aar=aar)
    ekstra, ekstrafejl = _read_ekstra(sammenhaeng, budget)
    poster = (*budget.poster, *ekstra.poster)
    ukendte = budget.ukendte | ekstra.ukendte | find_missing(version, raekker)
    regnskab = Regnskab(
        ark=laesning.navn,
        poster=poster,
        ukendte=ukendte,
        linjer={linje.post: linje for linje in version.budget},
        raekker=raekker,
        aar=aar,
    )
    skema = replace(skema, poster=poster, ukendte=tuple(sorted(ukendte)))
    noegletal = _check_noegletal(sammenhaeng, skema, ukendte)
    return skema, [*laesning.fejl, *check_summer(regnskab), *ekstrafejl, *noegletal]


def _read_ekstra(sammenhaeng: _Sammenhaeng, budget: Postlaesning) -> tuple[Postlaesning, list[Skemafejl]]:
    laesning = _open_ark(sammenhaeng, "ekstra")
    if laesning is None:
        return Postlaesning(poster=(), ukendte=frozenset()), []
    linjer = sammenhaeng.version.ekstra
    ekstra = read_poster(laesning, linjer, list_raekker(laesning, linjer), aar=sammenhaeng.aar)
    har_ydelser = any(x.post is Post.YDELSE for x in budget.poster) or Post.YDELSE in budget.ukendte
    if ekstra.poster and not har_ydelser:
        sted = (ekstra.poster[0].linje, 1)
        laesning.note(Fejlart.EKSTRA_YDELSER_FOR_TIDLIGT, *sted, budget=sammenhaeng.version.ark["budget"])
    return ekstra, laesning.fejl


def _read_koncernnote(sammenhaeng: _Sammenhaeng) -> tuple[Postlaesning, list[Skemafejl]]:
    laesning = _open_ark(sammenhaeng, "koncernnote")
    if laesning is None:
        return Postlaesning(poster=(), ukendte=frozenset()), []
    linjer = sammenhaeng.version.koncernnote
    note = read_poster(laesning, linjer, list_raekker(laesning, linjer), aar=sammenhaeng.aar)
    for linje in linjer:
        raekke = find_total(laesning, linje)
        if raekke is not None and not note.ukendte:
            _check_total(laesning, raekke, linje.kolonner["beloeb"], note, sammenhaeng.aar)
    return note, laesning.fejl


def _check_total(laesning: Arklaesning, raekke: int, kolonne: int, note: Postlaesning, aar: int) -> None:
    laest = laesning.read(raekke, kolonne)
    udregnet = sum(post.beloeb_kr or 0.0 for post in note.poster)
    if laest.fejl is None and abs((laest.tal or 0.0) - udregnet) > find_graense("skema_sum_kr", aar):
        felter = {"vaerdi": write_kr(laest.tal), "udregnet": f"{write_tal(udregnet)} kr."}
        laesning.note(Fejlart.KONCERNNOTE_SUM, raekke, kolonne, **felter)


def _check_noegletal(sammenhaeng: _Sammenhaeng, skema: Skema, ukendte: frozenset[Post]) -> Iterator[Skemafejl]:
    laesning = _open_ark(sammenhaeng, "noegletal")
    if laesning is not None:
        yield from check_noegletal(laesning.ark, sammenhaeng.version, skema, ukendte=ukendte, aar=sammenhaeng.aar)


def _open_ark(sammenhaeng: _Sammenhaeng, rolle: str) -> Arklaesning | None:
    navn = sammenhaeng.version.ark[rolle]
    if fold(navn) not in sammenhaeng.mappe.arknavne:
        return None
    return Arklaesning(navn, sammenhaeng.mappe.read_ark(fold(navn)))
