"""The lines that a point is made of, the same in the text and in the HTML."""

from collections.abc import Iterator

from reports.mail.punkt import Punkt


def list_oplysninger(punkt: Punkt) -> Iterator[tuple[str, str]]:
    """Give all that is said of a point under its heading, as label and text."""
    yield "Felt", punkt.felt
    yield "Hvor i indberetningen", punkt.hvor
    if punkt.raekke:
        yield "Gælder", punkt.raekke
    if punkt.vaerdi:
        yield "Der står", f"»{punkt.vaerdi}«"
    if punkt.forslag:
        yield "Forslag", f"»{punkt.forslag}«"
    if punkt.tal:
        yield "Tallene bag", "; ".join(f"{etiket} {value}" for etiket, value in punkt.tal)
    yield "Sådan retter I det", punkt.ret
    yield "Hvorfor", punkt.hvorfor
    yield "Reglen finder", f"{punkt.finder} ({punkt.regel})"
    for kilde in punkt.kilder:
        yield "Grundlag", kilde


def write_overskrift(punkt: Punkt) -> str:
    """Give a point's heading: number, how serious, what is wrong, and that it is new when it is."""
    ny = " (ny siden sidste mail)" if punkt.er_ny else ""
    return f"{punkt.nummer}. {punkt.alvor}: {punkt.titel}{ny}"
