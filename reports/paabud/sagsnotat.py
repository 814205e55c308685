"""A case's history as a file note in Danish."""

import re
from collections.abc import Iterator, Mapping
from datetime import date

from domain.sag import NAVNE
from domain.sagsbeslutning import SYSTEM
from domain.sagsforloeb import Pauseart, find_egne
from reports.paabud.notatfund import Notatgruppe
from reports.visning import antal_af, dato, rens, tidspunkt
from warehouse.queries.sager import Notatlinje, Sagsakt, Sagslinje

# The days that the program writes in its own sentences.
_DAG = re.compile(r"\b(til og med|Digital Post den) (\d\d)-(\d\d)-(\d{4})\b")
# A reason is at most 2,000 signs; the program's own words come before it.
_LAENGST = 2200


def write_sagsnotat(akt: Sagsakt, om: Mapping[int, tuple[Notatgruppe, ...]]) -> str:
    """Give a case as a file note: where it stands, what runs, and each step with its moment, person and reason.

    `om` are the findings beneath each line, by the line's id (reports.paabud.notatfund).
    """
    linjer = [linje for note in akt.noter for linje in (_linje(note), *_list_om(om.get(note.id, ())))]
    return "\n".join([*_hoved(akt), "", "Forløb", *linjer]) + "\n"


def tell_grund(grund: str) -> str:
    """Give a line's reason with its days in the one form that the file note has."""
    return rens(_DAG.sub(_write_dag, grund), _LAENGST)


def tell_frist(linje: Sagslinje) -> str:
    """Give what a case waits for, in a few words."""
    pause = linje.forloeb.pause
    if pause is not None:
        hvad = "udsat" if pause.art is Pauseart.UDSAT else "uenig, i bero"
        return f"{hvad} til og med {dato(pause.til)}"
    if linje.skal_rykkes:
        return "skal rykkes"
    return f"frist {dato(linje.frist)}" if linje.frist else ""


def _hoved(akt: Sagsakt) -> Iterator[str]:
    linje, forloeb = akt.linje, akt.linje.forloeb
    navn = f", {rens(linje.navn, 80)}" if linje.navn else ""
    yield f"Sagsnotat: tilbud {rens(linje.tilbudsid, 40)}{navn}"
    siden, oprettet = dato(forloeb.siden), tidspunkt(akt.oprettet)
    yield f"Sagen er »{NAVNE[forloeb.tilstand]}« siden {siden}. Den blev oprettet {oprettet}."
    egne = find_egne(forloeb, akt.fejl)
    yield (
        f"Den handler om {antal_af(len(egne), 'åben afvigelse', 'åbne afvigelser')}; "
        f"{len(egne & akt.fejl.set_nu)} står i det nyeste godkendte øjebliksbillede."
    )
    if venter := tell_frist(linje):
        yield f"Nu: {venter}."
    if forloeb.paabud is not None:
        leveret = forloeb.paabud.leveret
        hvornaar = f"leveret i Digital Post {dato(leveret)}" if leveret else "endnu ikke noteret som leveret"
        yield f"Påbud afgjort {dato(forloeb.paabud.afgjort)}, {hvornaar}."
    if linje.sagsbehandler:
        yield f"Sagsbehandler: {rens(linje.sagsbehandler, 60)}."


def _linje(note: Notatlinje) -> str:
    hvem = "Tilbudstjek" if note.af == SYSTEM else rens(note.af, 60)
    skridt = f"[{NAVNE[note.til]}] " if note.fra is not note.til else ""
    return f"- {tidspunkt(note.tidspunkt)}, {hvem}: {skridt}{tell_grund(note.grund)}"


def _list_om(grupper: tuple[Notatgruppe, ...]) -> Iterator[str]:
    for gruppe in grupper:
        yield f"  {gruppe.overskrift}:"
        yield from (f"  * {linje}" for linje in gruppe.linjer)
        if gruppe.andre:
            yield f"  * og {antal_af(gruppe.andre, 'anden', 'andre')}"


def _write_dag(fundet: re.Match[str]) -> str:
    try:
        dag = date(int(fundet[4]), int(fundet[3]), int(fundet[2]))
    except ValueError:
        return fundet[0]
    return f"{fundet[1]} {dato(dag)}"
