"""The public file of a draw: all that is needed to redo it, readable in a spreadsheet and by a machine."""

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from domain.stikproeve import Enhed
from sampling.fejl import StikproeveFejl
from sampling.traek import Traek, Traeklinje

_HOVED = ("stikproeve", "ramme_sha256", "offentligt_tal")
_KOLONNER = ("enhed_id", "stratum", "udelukket", "hash", "nummer_i_stratum", "udtrukket")
_JA, _NEJ = "ja", "nej"
_CIFRE = 9


@dataclass(frozen=True, kw_only=True)
class Traekfil:
    """What a file of a draw says: the whole frame, how many of each stratum, and the draw."""

    enheder: tuple[Enhed, ...]
    antal_pr_stratum: Mapping[str, int]
    traek: Traek


def write_traek_csv(enheder: Iterable[Enhed], traek: Traek) -> str:
    """Write a draw with its frame, excluded units too, by the bytes of the ids: the same draw gives the same text.

    First lines of name and value (`antal` with a stratum and a number for each), an empty line, then a line per unit.
    """
    linjer = {linje.enhed_id: linje for linje in traek.linjer}
    antal = dict.fromkeys(sorted({linje.stratum for linje in traek.linjer}), 0)
    for linje in traek.linjer:
        antal[linje.stratum] += linje.er_udtrukket
    ud = io.StringIO()
    skriv = csv.writer(ud, delimiter=";", lineterminator="\n")
    skriv.writerows(zip(_HOVED, (traek.nummer, traek.ramme_sha256, traek.offentligt_tal), strict=True))
    skriv.writerows(("antal", stratum, tal) for stratum, tal in antal.items())
    skriv.writerow(())
    skriv.writerow(_KOLONNER)
    for enhed in sorted(enheder, key=lambda enhed: enhed.enhed_id.encode()):
        skriv.writerow((enhed.enhed_id, enhed.stratum, enhed.udelukket or "", *_order(linjer.get(enhed.enhed_id))))
    return ud.getvalue()


def read_traek_csv(tekst: str) -> Traekfil:
    """Read a file of a draw, also one that a spreadsheet has saved (byte order mark, other line ends).

    Raises:
        StikproeveFejl: It is no such file, or a line is not as it should be; the sentence names the line.
    """
    raekker = _split(tekst)
    start = next((n for n, raekke in enumerate(raekker) if tuple(raekke[: len(_KOLONNER)]) == _KOLONNER), None)
    if start is None:
        raise StikproeveFejl(
            f"Filen er ikke en trækliste: der er ingen linje med overskrifterne {';'.join(_KOLONNER)}."
        )
    hoved = {raekke[0]: raekke[1] for raekke in raekker[:start] if len(raekke) > 1 and raekke[0] in _HOVED}
    if len(hoved) < len(_HOVED):
        raise StikproeveFejl(f"Træklisten mangler {', '.join(navn for navn in _HOVED if navn not in hoved)} øverst.")
    enheder, linjer = [], []
    for nummer, raekke in enumerate(raekker[start + 1 :], start=start + 2):
        if any(raekke):
            enhed, linje = _read_raekke(nummer, raekke)
            enheder.append(enhed)
            linjer += [linje] if linje else []
    return Traekfil(
        enheder=tuple(enheder),
        antal_pr_stratum=_read_antal(raekker[:start]),
        traek=Traek(
            nummer=hoved["stikproeve"],
            ramme_sha256=hoved["ramme_sha256"],
            offentligt_tal=hoved["offentligt_tal"],
            linjer=tuple(sorted(linjer, key=lambda linje: (linje.stratum, linje.nummer_i_stratum))),
        ),
    )


def _split(tekst: str) -> list[list[str]]:
    try:
        return list(csv.reader(io.StringIO(tekst.removeprefix("\ufeff")), delimiter=";"))
    except csv.Error as fejl:
        raise StikproeveFejl("Træklisten kan ikke læses som CSV. Hent den igen fra kontrollens side.") from fejl


def _order(linje: Traeklinje | None) -> tuple[str, str, str]:
    if linje is None:
        return "", "", _NEJ
    return linje.hash, str(linje.nummer_i_stratum), _JA if linje.er_udtrukket else _NEJ


def _read_antal(raekker: list[list[str]]) -> dict[str, int]:
    try:
        return {raekke[1]: int(raekke[2]) for raekke in raekker if raekke and raekke[0] == "antal"}
    except (IndexError, ValueError) as fejl:
        raise StikproeveFejl("Træklistens linjer med antal skal være: antal;stratum;tal.") from fejl


def _read_raekke(nummer: int, raekke: list[str]) -> tuple[Enhed, Traeklinje | None]:
    if len(raekke) < len(_KOLONNER) or raekke[5] not in {_JA, _NEJ}:
        raise StikproeveFejl(f"Linje {nummer} i træklisten har ikke de {len(_KOLONNER)} felter, den skal have.")
    enhed_id, stratum, udelukket, vaerdi, plads, udtrukket = raekke[: len(_KOLONNER)]
    enhed = Enhed(
        enhed_id=enhed_id, stratum=stratum, socialtilsyn="", type="", ejerform="", udelukket=udelukket or None
    )
    if not vaerdi and not plads and udtrukket == _NEJ:
        return enhed, None
    if not plads.isdecimal() or len(plads) > _CIFRE:
        raise StikproeveFejl(f"Linje {nummer} i træklisten har ikke et helt tal i nummer_i_stratum.")
    return enhed, Traeklinje(
        enhed_id=enhed_id, stratum=stratum, hash=vaerdi, nummer_i_stratum=int(plads), er_udtrukket=udtrukket == _JA
    )
