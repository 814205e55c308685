"""What a frame's record says of where it comes from, when that is not simply last night's fetch."""

from collections.abc import Sequence
from datetime import date

from domain.stikproeve import Population
from domain.tid import write_minute
from warehouse.stikproever.kilde import Billede
from warehouse.stikproever.koersler import Afvist


def write_bemaerkning(
    billede: Billede, afviste: Sequence[Afvist], *, population: Population, er_kontrolleret: bool
) -> str | None:
    """Give the remarks of a frame in Danish, or None when there is nothing to remark."""
    saetninger = [
        _tell_afvist(billede, afviste),
        _tell_levering(billede.udtraek_dag) if population is Population.PLEJEFAMILIER else None,
        None if er_kontrolleret or population is Population.PLEJEFAMILIER else _IKKE_KONTROLLERET,
    ]
    return " ".join(saetning for saetning in saetninger if saetning) or None


def _tell_afvist(billede: Billede, afviste: Sequence[Afvist]) -> str | None:
    if not afviste:
        return None
    sidste = afviste[-1]
    gange = "Den seneste hentning" if len(afviste) == 1 else f"De seneste {len(afviste)} hentninger"
    blev = f"blev {sidste.status}" if len(afviste) == 1 else "blev afvist eller fejlede, sidst den"
    hvornaar = f"({write_minute(sidste.start)})" if len(afviste) == 1 else write_minute(sidste.start)
    aarsag = f": {sidste.aarsag.rstrip('.')}" if sidste.aarsag else ""
    return (
        f"{gange} {blev} {hvornaar}{aarsag}. Rammen er derfor fra det sidst godkendte øjebliksbillede, "
        f"nr. {billede.snapshot_id} fra {billede.snapshot_dag:%d-%m-%Y}."
    )


def _tell_levering(dag: date | None) -> str | None:
    return None if dag is None else f"Plejefamilierne er fra det godkendte dataudtræk af {dag:%d-%m-%Y}."


_IKKE_KONTROLLERET = (
    "Reglerne havde ikke set på dette øjebliksbillede, da rammen blev frosset; deres fund er fra kontrollen før."
)
