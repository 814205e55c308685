"""XML read as a stream of elements; a document that declares entities is refused (they are how bombs are made)."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from xml.parsers import expat

from crawler.files.fejl import UdtraekFejl

OnStart = Callable[[str, dict[str, str]], None]


@contextmanager
def refusing_broken(navn: str) -> Iterator[None]:
    """Turn a fault in the XML into a sentence."""
    try:
        yield
    except UdtraekFejl:
        raise
    except (expat.ExpatError, LookupError, ValueError) as fejl:  # the last two for a character set nobody knows
        raise UdtraekFejl(f"{navn} er ødelagt: en del af regnearket kan ikke læses. Gem den igen i Excel.") from fejl


def make_parser(on_start: OnStart) -> expat.XMLParserType:
    """Give a parser that tells of each element that begins: its name as written, and its attributes."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.EntityDeclHandler = _refuse_entity
    parser.StartElementHandler = on_start
    return parser


def read_elements(indhold: bytes, navn: str) -> list[tuple[str, dict[str, str]]]:
    """Give every element of a small document with its attributes, in order; names without prefixes."""
    elementer: list[tuple[str, dict[str, str]]] = []
    parser = make_parser(lambda element, x: elementer.append((_bare_name(element), _bare(x))))
    with refusing_broken(navn):
        parser.Parse(indhold, True)  # noqa: FBT003
    return elementer


def _bare_name(navn: str) -> str:
    return navn.rpartition(":")[2]


def _bare(attributter: dict[str, str]) -> dict[str, str]:
    return {_bare_name(navn): value for navn, value in attributter.items()}


def _refuse_entity(*_: object) -> None:
    raise UdtraekFejl("Regnearket rummer XML-entiteter, som intet regnearksprogram skriver. Gem det igen i Excel.")
