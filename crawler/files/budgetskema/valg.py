"""Which sheets of a workbook are the form's, by which version, and what is odd about them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crawler.files.budgetskema.ark import Ark, Slags
from crawler.files.budgetskema.fejl import IngenLaesning, make_fejl
from crawler.files.budgetskema.kort import Kort, Version
from crawler.files.budgetskema.mappe import Mappe
from crawler.files.budgetskema.opstilling import Opstilling, judge_opstilling
from domain.skema import Fejlart, Skemafejl
from domain.tekst import fold

# A renamed budget sheet is looked for among so many; a real workbook has about ten.
_FLEST_ARK = 20
_EFTER_HOVEDET = 10


@dataclass(frozen=True)
class Budgetark:
    """The budget sheet: its (folded) name, its cells, and how it agrees with the version that fits it best."""

    foldet: str
    ark: Ark
    opstilling: Opstilling


def find_budgetark(mappe: Mappe, kort: Kort) -> Budgetark:
    """Find the budget sheet by its name, or by its captions when it has another name.

    Raises:
        IngenLaesning: it is the form for public tilbud, or no known form at all.
    """
    navne = {fold(version.ark["budget"]) for version in kort.versioner}
    rette = [foldet for foldet in mappe.arknavne if foldet in navne]
    offentlige = [foldet for foldet in mappe.arknavne if foldet in kort.offentlige_ark]
    if _is_filled(mappe, offentlige) and not _is_filled(mappe, rette):
        raise IngenLaesning(Fejlart.OFFENTLIGT_SKEMA)
    muligheder = [_judge(mappe, foldet, kort.versioner) for foldet in (rette or mappe.arknavne)[:_FLEST_ARK]]
    bedste = max(muligheder, key=lambda x: x.opstilling.fundet)
    if not bedste.opstilling.er_genkendt and offentlige and not rette:
        raise IngenLaesning(Fejlart.OFFENTLIGT_SKEMA)
    if not bedste.opstilling.er_genkendt:
        raise IngenLaesning(Fejlart.UKENDT_SKEMA, antal=bedste.opstilling.fundet, i_alt=bedste.opstilling.i_alt)
    return bedste


def check_ark(mappe: Mappe, kort: Kort, budgetark: Budgetark) -> Iterator[Skemafejl]:
    """Yield what is odd about the workbook's sheets: own ones in front, official ones renamed or taken away."""
    version = budgetark.opstilling.version
    egne = _count_in_front(mappe.arknavne, kort, budgetark.foldet)
    if egne:
        yield make_fejl(Fejlart.EKSTRA_ARK, antal=egne)
    if budgetark.foldet != fold(version.ark["budget"]):
        yield make_fejl(Fejlart.OMDOEBT_ARK, ark=version.ark["budget"])
    for rolle in ("ekstra", "koncernnote", "noegletal"):
        if fold(version.ark[rolle]) not in mappe.arknavne:
            yield make_fejl(Fejlart.MANGLENDE_ARK, ark=version.ark[rolle])


def check_tilbehoer(mappe: Mappe) -> Iterator[Skemafejl]:
    """Yield what the workbook carries that a form does not; none of it is run or followed."""
    if mappe.har_makroer:
        yield make_fejl(Fejlart.MAKROER)
    if mappe.har_eksterne_henvisninger:
        yield make_fejl(Fejlart.EKSTERNE_HENVISNINGER)


def _judge(mappe: Mappe, foldet: str, versioner: Sequence[Version]) -> Budgetark:
    ark = mappe.read_ark(foldet)
    opstillinger = [judge_opstilling(ark, version) for version in versioner]
    return Budgetark(foldet, ark, max(opstillinger, key=lambda x: (x.fundet, -len(x.fejl), x.version.fra_aar)))


def _count_in_front(arknavne: Sequence[str], kort: Kort, budgetark: str) -> int:
    """Count the sheets of the tilbud's own before the first official one."""
    antal = 0
    for foldet in arknavne:
        if foldet == budgetark or any(foldet.startswith(navn) for navn in kort.officielle_ark):
            break
        antal += 1
    return antal


def _is_filled(mappe: Mappe, arknavne: Sequence[str]) -> bool:
    """Tell whether anybody has written a number below the head of some sheets."""
    celler = (x for foldet in arknavne for x in mappe.read_ark(foldet).celler.items())
    return any(
        celle.slags is Slags.TAL and celle.tal and not celle.har_formel
        for (raekke, _), celle in celler
        if raekke > _EFTER_HOVEDET
    )
