"""A workbook's sheets as rows of cells."""

from collections.abc import Iterator

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from crawler.files.ark import Ark, Arkraekke, Fil
from crawler.files.celler import Celle, Procentcelle
from crawler.files.fejl import UdtraekFejl
from crawler.files.filtype import Filtype
from crawler.files.graenser import FLESTE_ARK
from crawler.files.regneark.bog import Arkdel, read_bog
from crawler.files.regneark.pakke import Pakke, unpack
from crawler.files.regneark.syn import Syn, look_over

_MAKROER = "Filen rummer makroer. De er ikke kørt og bliver aldrig kørt; kun cellernes værdier er læst."
_LINKS = "Filen henviser til andre filer. De er ikke åbnet; de værdier, der sidst blev gemt, er læst."


def read_xlsx(indhold: bytes, navn: str) -> Fil:
    """Read every visible worksheet.

    Raises:
        UdtraekFejl: damaged, locked, or larger than the limits allow.
    """
    pakke = unpack(indhold, navn)
    bog = read_bog(pakke, navn)
    if not bog.ark or len(bog.ark) > FLESTE_ARK:
        raise UdtraekFejl(
            f"{navn} har {len(bog.ark)} ark; der læses mellem 1 og {FLESTE_ARK}. Se efter, om det er den rigtige fil."
        )
    synlige = [ark for ark in bog.ark if not ark.er_skjult]
    syn = {ark.navn: look_over(pakke.dele[ark.sti], _name_of(ark), bog.procenttypografier) for ark in synlige}
    try:
        with CalamineWorkbook.from_filelike(pakke.pack()) as projektmappe:
            ark = tuple(
                _read_sheet(projektmappe.get_sheet_by_name(x.navn), x, syn[x.navn], fra_1904=bog.fra_1904)
                for x in synlige
            )
    except CalamineError as fejl:
        raise UdtraekFejl(f"{navn} er ødelagt og kan ikke læses. Åbn den i Excel, og gem den igen.") from fejl
    skjulte = tuple(f"{_name_of(x)} er skjult og er ikke læst." for x in bog.ark if x.er_skjult)
    return Fil(navn=navn, filtype=Filtype.XLSX, ark=ark, bemaerkninger=(*_remarks(pakke), *skjulte))


def _name_of(ark: Arkdel) -> str:
    return f"Arket »{ark.navn}«"


def _remarks(pakke: Pakke) -> Iterator[str]:
    if pakke.har_makroer:
        yield _MAKROER
    if pakke.har_links:
        yield _LINKS


def _read_sheet(kilde: CalamineSheet, ark: Arkdel, syn: Syn, *, fra_1904: bool) -> Ark:
    start = kilde.start
    foer: list[Celle] = [""] * (start[1] if start else 0)
    raekker: list[Arkraekke] = [(nummer, [*foer, *celler]) for nummer, celler in enumerate(kilde.iter_rows(), start=1)]
    _lay_over(raekker, syn)
    return Ark(navn=ark.navn, betegnelse=_name_of(ark), raekker=raekker, fra_1904=fra_1904)


def _lay_over(raekker: list[Arkraekke], syn: Syn) -> None:
    """Put right the cells whose bare value misleads; a sheet of such cells alone grows by the rows they stand in."""
    for raekke, kolonne in syn.procent:
        celler = _cells_at(raekker, raekke, kolonne)
        andel = celler[kolonne]
        if isinstance(andel, int | float) and not isinstance(andel, bool):
            celler[kolonne] = Procentcelle(andel)
    for (raekke, kolonne), fejl in syn.fejl.items():
        _cells_at(raekker, raekke, kolonne)[kolonne] = fejl


def _cells_at(raekker: list[Arkraekke], raekke: int, kolonne: int) -> list[Celle]:
    while len(raekker) <= raekke:
        raekker.append((len(raekker) + 1, []))
    celler = raekker[raekke][1]
    assert isinstance(celler, list)  # noqa: S101 - made by _read_sheet
    celler.extend([""] * (kolonne + 1 - len(celler)))
    return celler
