"""The XML of a workbook, read piece by piece: no entities, no document types, nothing fetched, nothing kept unasked."""

from collections.abc import Iterable
from typing import Protocol
from xml.sax import SAXException
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesImpl

from defusedxml.common import DefusedXmlException  # type: ignore[import-untyped]
from defusedxml.expatreader import create_parser  # type: ignore[import-untyped]

from crawler.files.budgetskema.fejl import IngenLaesning
from domain.skema import Fejlart

Felter = AttributesImpl


class Laeser(Protocol):
    """What takes the elements of a part: names without prefix, attributes as written."""

    faerdig: bool
    """Set when the rest of the part need not be read."""

    def begin(self, navn: str, felter: Felter) -> None:
        """Take the beginning of an element."""

    def end(self, navn: str) -> None:
        """Take its end."""

    def text(self, tekst: str) -> None:
        """Take a piece of text."""


class _Handler(ContentHandler):
    def __init__(self, laeser: Laeser) -> None:
        super().__init__()
        self._laeser = laeser

    def startElement(self, name: str, attrs: Felter) -> None:  # noqa: N802 - the name SAX calls
        self._laeser.begin(name.rpartition(":")[2], attrs)

    def endElement(self, name: str) -> None:  # noqa: N802 - the name SAX calls
        self._laeser.end(name.rpartition(":")[2])

    def characters(self, content: str) -> None:
        self._laeser.text(content)


def read_xml(stykker: Iterable[bytes], laeser: Laeser) -> None:
    """Feed a part to its reader until there is no more or the reader is done.

    Raises:
        IngenLaesning: it is not XML, or it holds entities or a document type.
    """
    parser = create_parser(forbid_dtd=True)
    parser.setContentHandler(_Handler(laeser))
    try:
        for stykke in stykker:
            parser.feed(stykke)
            if laeser.faerdig:
                return
        parser.close()
    except DefusedXmlException as fejl:
        raise IngenLaesning(
            Fejlart.BESKADIGET, grund="dens XML har en dokumenttype, som et regneark ikke har"
        ) from fejl
    except (SAXException, ValueError, LookupError) as fejl:
        raise IngenLaesning(Fejlart.BESKADIGET, grund="dens XML kan ikke læses") from fejl
