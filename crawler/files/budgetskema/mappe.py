"""The workbook: which sheets it has, in what order, which parts they are, and what else it carries."""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from crawler.files.budgetskema.ark import Ark, read_ark
from crawler.files.budgetskema.fejl import IngenLaesning
from crawler.files.budgetskema.pakke import Pakke
from crawler.files.budgetskema.xml import Felter, read_xml
from domain.skema import Fejlart
from domain.tekst import fold

_ROD = "_rels/.rels"
MAX_ARK = 200


class _Relationer:
    """The parts a part points to: id -> (kind, target); those outside the file are left out."""

    def __init__(self) -> None:
        self.faerdig = False
        self.maal: dict[str, tuple[str, str]] = {}

    def begin(self, navn: str, felter: Felter) -> None:
        if navn == "Relationship" and felter.get("TargetMode") != "External":
            slags = felter.get("Type", "").rpartition("/")[2]
            self.maal[felter.get("Id", "")] = (slags, felter.get("Target", ""))

    def end(self, navn: str) -> None:
        pass

    def text(self, tekst: str) -> None:
        pass


class _Arkliste:
    """The sheets in their order: (name, id of the relation)."""

    def __init__(self) -> None:
        self.faerdig = False
        self.ark: list[tuple[str, str]] = []

    def begin(self, navn: str, felter: Felter) -> None:
        if navn == "sheet" and len(self.ark) < MAX_ARK:
            relation = next((v for n, v in felter.items() if n.rpartition(":")[2] == "id" and n != "id"), "")
            self.ark.append((felter.get("name", ""), relation))

    def end(self, navn: str) -> None:
        self.faerdig = navn == "sheets"

    def text(self, tekst: str) -> None:
        pass


@dataclass(frozen=True)
class Mappe:
    """An open workbook."""

    pakke: Pakke
    del_: str

    @cached_property
    def arknavne(self) -> tuple[str, ...]:
        """The sheets' names, folded, in their order."""
        return tuple(fold(navn) for navn, _ in self._ark)

    @property
    def har_makroer(self) -> bool:
        """Whether it carries a program."""
        return self.pakke.find_folder(self._near("vbaProject.bin")) or self.pakke.find_folder(self._near("macrosheets"))

    @property
    def har_eksterne_henvisninger(self) -> bool:
        """Whether it takes numbers from other files or servers."""
        return self.pakke.find_folder(self._near("externalLinks")) or self.pakke.has(self._near("connections.xml"))

    def read_ark(self, foldet: str) -> Ark:
        """Read the first sheet of a folded name.

        Raises:
            IngenLaesning: it is broken or too large.
            KeyError: there is none.
        """
        if foldet not in self._laest:
            navn, relation = next((x for x in self._ark if fold(x[0]) == foldet), (None, ""))
            if navn is None:
                raise KeyError(foldet)
            self._laest[foldet] = read_ark(self.pakke, self._near(self._relationer[relation][1]), self._tekstdel)
        return self._laest[foldet]

    @cached_property
    def _laest(self) -> dict[str, Ark]:
        return {}

    @cached_property
    def _ark(self) -> tuple[tuple[str, str], ...]:
        liste = _Arkliste()
        read_xml(self.pakke.read_pieces(self.del_), liste)
        regneark = [x for x in liste.ark if self._relationer.get(x[1], ("", ""))[0] == "worksheet"]
        if not regneark:
            raise IngenLaesning(Fejlart.BESKADIGET, grund="den har ingen ark")
        return tuple(regneark)

    @cached_property
    def _relationer(self) -> dict[str, tuple[str, str]]:
        mappe, navn = posixpath.split(self.del_)
        return _read_relationer(self.pakke, f"{mappe}/_rels/{navn}.rels")

    @property
    def _tekstdel(self) -> str | None:
        maal = (self._near(maal) for slags, maal in self._relationer.values() if slags == "sharedStrings")
        return next((navn for navn in maal if self.pakke.has(navn)), None)

    def _near(self, maal: str) -> str:
        return maal if maal.startswith("/") else posixpath.join(posixpath.dirname(self.del_), maal)


def open_mappe(pakke: Pakke) -> Mappe:
    """Find the workbook in a package.

    Raises:
        IngenLaesning: there is none, or it is of a kind that is not read (.xlsb, OpenDocument).
    """
    if not pakke.has(_ROD):
        raise IngenLaesning(Fejlart.IKKE_REGNEARK, grund="indholdet er noget andet, end navnet siger")
    for maal in _find_roots(pakke):
        if maal.casefold().endswith(".xml") and posixpath.basename(maal).casefold().startswith("workbook"):
            return Mappe(pakke, maal)
        if maal.casefold().endswith(".bin"):
            raise IngenLaesning(Fejlart.IKKE_REGNEARK, grund="det er gemt i det binære format .xlsb")
    raise IngenLaesning(Fejlart.IKKE_REGNEARK, grund="det er en anden slags dokument")


def _find_roots(pakke: Pakke) -> Iterator[str]:
    for slags, maal in _read_relationer(pakke, _ROD).values():
        if slags == "officeDocument":
            yield maal.lstrip("/")


def _read_relationer(pakke: Pakke, navn: str) -> dict[str, tuple[str, str]]:
    relationer = _Relationer()
    read_xml(pakke.read_pieces(navn), relationer)
    return relationer.maal
