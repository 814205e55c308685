"""The examples of a rule's page: the tables of what was changed, and what is found."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from domain.entiteter import ENTITETER
from domain.regel import Eksempel
from domain.skema import Skema
from expectations.tabel import make_table

Row = Mapping[str, Any]

# What the faultless example is known by; a change of it stands in the table, and so does what is left as it is.
_AFDELING = {"tilbudsid": "1001", "afdelingsid": "1"}


def render_eksempler(eksempler: Iterable[Eksempel]) -> str:
    """Give a rule's examples as Markdown."""
    return "\n\n".join(_example(eksempel) for eksempel in eksempler)


def _example(eksempel: Eksempel) -> str:
    dele = [f"**{eksempel.navn}** (bedømt {eksempel.dato.isoformat()}{_outcome(eksempel)})"]
    if eksempel.afdelinger:
        dele.append(_table([{**_AFDELING, **aendringer} for aendringer in eksempel.afdelinger]))
    dele += _deliveries("Dataudtræk 30 dage før", eksempel.udtraek_foer)
    dele += _deliveries("Dataudtræk", eksempel.udtraek)
    dele += _forms(eksempel.skemaer)
    if eksempel.doede_adresser:
        dele.append(f"Mails er kommet tilbage fra: {', '.join(eksempel.doede_adresser)}.")
    return "\n\n".join(dele)


def _outcome(eksempel: Eksempel) -> str:
    tekst = ""
    if eksempel.savnet:
        tekst += f"; ikke set den nat: {_keys(eksempel.savnet)}"
    if eksempel.fund:
        tekst += f"; fund: {_keys(eksempel.fund)}"
    return tekst


def _keys(noegler: Iterable[tuple[str, str | None]]) -> str:
    return ", ".join(tilbud if afdeling is None else f"{tilbud}/{afdeling}" for tilbud, afdeling in noegler)


def _deliveries(navn: str, entiteter: Mapping[str, tuple[Row, ...]]) -> Iterator[str]:
    for entitet, rows in entiteter.items():
        overskrift = f"{navn}, {entitet}"
        if not rows:
            yield f"{overskrift}: leveret uden rækker."
        elif not any(rows):
            yield f"{overskrift}: {len(rows)} fejlfri {'række' if len(rows) == 1 else 'rækker'}."
        else:
            yield f"{overskrift}:"
            yield _table(rows, orden=[kolonne.navn for kolonne in ENTITETER[entitet].kolonner])


def _forms(skemaer: tuple[Skema, ...]) -> Iterator[str]:
    if skemaer:
        yield "Budgetskemaer:"
        yield make_table(
            ("tilbudsid", "budgetaar", "fejl"),
            [
                (
                    skema.tilbudsid or "",
                    str(skema.budgetaar),
                    "; ".join(str(fejl.art) for fejl in skema.fejl) or "(ingen)",
                )
                for skema in skemaer
            ],
        )


def _table(rows: Iterable[Row], *, orden: Iterable[str] = ()) -> str:
    """Give a table of changes; columns in the order given, else as they come."""
    liste = list(rows)
    naevnte = dict.fromkeys(navn for row in liste for navn in row)
    kolonner = [navn for navn in orden if navn in naevnte] or list(naevnte)
    return make_table(kolonner, [[_cell(row, navn) for navn in kolonner] for row in liste])


def _cell(row: Row, navn: str) -> str:
    if navn not in row:
        return "(som fejlfri)"
    match row[navn]:
        case bool() as svar:
            return "ja" if svar else "nej"
        case tuple() as led if led:
            return "; ".join(led)
        case dict() as pladser if pladser:
            return "; ".join(f"{paragraf}: {'–' if tal is None else tal}" for paragraf, tal in pladser.items())
        case str() | int() | float() as value:
            return str(value)
        case _:
            return "(tom)"
