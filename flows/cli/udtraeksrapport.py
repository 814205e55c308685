"""What became of a dataudtræk, in sentences for people."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crawler.files.rapport import Arkrapport, Rapport
    from flows.udtraek import Udfald


def describe_file(rapport: "Rapport") -> Iterator[str]:
    """Yield all that a trial shows of a file: every column, every cell and row that was not read."""
    yield f"{rapport.fil} ({rapport.filtype}, læst med kolonnetabel version {rapport.kolonnetabel})"
    for ark in rapport.ark:
        yield ""
        yield _headline(ark)
        for kolonne in ark.kolonner:
            yield f"  {kolonne.kolonne}  {kolonne.overskrift} → {kolonne.felt or kolonne.hvorfor}"
        yield from _troubles(ark)
    yield from (f"Bemærk: {tekst}" for tekst in rapport.bemaerkninger)


def describe_troubles(rapport: "Rapport") -> Iterator[str]:
    """Yield what a person should know of a file that is loaded: what was not read of it, and why."""
    for ark in rapport.ark:
        fejl = [*_unknown(ark), *_troubles(ark)]
        if fejl:
            yield _headline(ark)
            yield from fejl
    yield from (f"Bemærk: {tekst}" for tekst in rapport.bemaerkninger)


def describe_outcome(udfald: "Udfald") -> Iterator[str]:
    """Yield what a load did, or would do, entity by entity."""
    for navn, tal in udfald.indlaesning.tal_pr_entitet.items():
        yield (
            f"{navn}: {tal.nye} nye, {tal.aendrede} ændrede, {tal.uaendrede} uændrede, {tal.savnede} ikke set, "
            f"{tal.ophoerte} ophørt."
        )
    if udfald.ukendte is None and any(navn != "plejefamilie" for navn in udfald.rapport.entiteter):
        yield "Registret er ikke læst ind endnu, så det vides ikke, om rækkerne handler om tilbud, der findes."
    for navn, antal in (udfald.ukendte or {}).items():
        yield f"{navn}: rækker om tilbud, som registret ikke har: {antal}. De er gemt, men ingen regel bruger dem."


def _headline(ark: "Arkrapport") -> str:
    return (
        f"»{ark.ark}« er {ark.entitet}: {_rows(ark.raekker)} læst"
        + (f", overskrifter i række {ark.overskriftsraekke}" if ark.overskriftsraekke else "")
        + "."
    )


def _unknown(ark: "Arkrapport") -> Iterator[str]:
    for kolonne in ark.ukendte:
        yield f"  Kolonne {kolonne.kolonne} »{kolonne.overskrift}« {kolonne.hvorfor}."


def _troubles(ark: "Arkrapport") -> Iterator[str]:
    if ark.mangler:
        yield f"  Uden kolonne i filen, og derfor tomme: {', '.join(ark.mangler)}."
    for celle in ark.celler:
        hvor = _where(celle.antal, celle.raekker)
        yield f"  Ikke læst, kolonne {celle.kolonne} »{celle.overskrift}«: {hvor}: {celle.grund}."
    for afvisning in ark.afviste:
        yield f"  Afvist, {_where(afvisning.antal, afvisning.raekker)}: {afvisning.grund}."
    if ark.sumraekker:
        yield f"  Sumrækker, der ikke er læst: {_where(len(ark.sumraekker), ark.sumraekker[:10])}."
    if ark.dubletter:
        yield f"  Rækker, der står flere gange med samme indhold: {ark.dubletter}; de er talt én gang."
    if ark.tomme:
        yield f"  Tomme rækker sprunget over: {ark.tomme}."


def _where(antal: int, raekker: Sequence[int]) -> str:
    numre = ", ".join(map(str, raekker)) + (" …" if antal > len(raekker) else "")
    return f"række {numre}" if antal == 1 else f"{antal} rækker ({numre})"


def _rows(antal: int) -> str:
    return "1 række" if antal == 1 else f"{antal} rækker"
