"""The draw carried out on a frozen frame, and read back as the public list."""

from dataclasses import dataclass

from sqlalchemy import Connection, Engine

from domain.stikproeve import Enhed, Stikproevetilstand
from domain.stikproeveforloeb import TRAEK
from sampling.design import Fordelingsmetode, design_from_json
from sampling.fordeling import allocate
from sampling.ramme import publish
from sampling.traek import Traek, Traeklinje, clean_tal, count_strata, draw_stikproeve, ramme_sha256
from sampling.traekfil import write_traek_csv
from warehouse.stikproever.fejl import KontrolFejl
from warehouse.stikproever.kontrol import Kontrol, require_kontrol
from warehouse.stikproever.ramme import Plads, Rammeenhed, find_frosset, read_fejlandele, read_ramme, update_traek
from warehouse.stikproever.trin import Notat, advance, require_advance
from warehouse.transaktion import writing


@dataclass(frozen=True, kw_only=True)
class Traekning:
    """What came of it: the control with its draw, and whether this call drew."""

    kontrol: Kontrol
    er_ny: bool


def draw_kontrol(engine: Engine, nummer: str, *, offentligt_tal: str, kode_version: str, notat: Notat) -> Traekning:
    """Draw the units of a control by the public number. The same number again changes nothing; another is refused.

    Raises:
        KontrolFejl: The frame is not frozen, was changed behind our back, or was drawn with another number.
        StikproeveFejl: The number or the design cannot be used.
    """
    tal = clean_tal(offentligt_tal)
    with writing(engine) as session:
        forbindelse = session.connection()
        kontrol = require_kontrol(forbindelse, nummer)
        if kontrol.offentligt_tal is not None:
            return _repeat(kontrol, tal)
        require_advance(kontrol, Stikproevetilstand.UDTRUKKET)
        enheder = _require_intact(kontrol, read_ramme(forbindelse, kontrol))
        antal = _share(forbindelse, kontrol, enheder)
        traek = draw_stikproeve(enheder, antal, nummer=kontrol.nummer, offentligt_tal=tal)
        update_traek(forbindelse, kontrol, [_plads(linje) for linje in traek.linjer])
        tekst = f"{notat.tekst} Det offentlige tal er {tal}. Trukket: {len(traek.udtrukne)} af {len(traek.linjer)}."
        advance(
            forbindelse,
            kontrol,
            Stikproevetilstand.UDTRUKKET,
            notat=Notat(nu=notat.nu, hvem=notat.hvem, tekst=tekst.strip()),
            trin=TRAEK,
            offentligt_tal=tal,
            udtrukket_antal=len(traek.udtrukne),
            kode_version=kode_version,
        )
        return Traekning(kontrol=require_kontrol(forbindelse, nummer), er_ny=True)


def load_traekliste(forbindelse: Connection, kontrol: Kontrol) -> str | None:
    """Give the public list of a draw as CSV, or None before it is drawn. It holds public ids only."""
    if kontrol.offentligt_tal is None or kontrol.ramme_sha256 is None:
        return None
    ramme = read_ramme(forbindelse, kontrol)
    traek = Traek(
        nummer=kontrol.nummer,
        ramme_sha256=kontrol.ramme_sha256,
        offentligt_tal=kontrol.offentligt_tal,
        linjer=tuple(
            sorted(filter(None, map(_linje, ramme)), key=lambda linje: (linje.stratum, linje.nummer_i_stratum))
        ),
    )
    return write_traek_csv(publish(ramme), traek)


def _repeat(kontrol: Kontrol, tal: str) -> Traekning:
    if tal != kontrol.offentligt_tal:
        raise KontrolFejl(
            f"Kontrol {kontrol.nummer} er allerede trukket med tallet {kontrol.offentligt_tal}. "
            "Der kan kun trækkes én gang; er tallet forkert, må kontrollen aflyses med en grund."
        )
    return Traekning(kontrol=kontrol, er_ny=False)


def _require_intact(kontrol: Kontrol, ramme: tuple[Rammeenhed, ...]) -> tuple[Enhed, ...]:
    enheder = publish(ramme)
    if not enheder or ramme_sha256(enheder) != kontrol.ramme_sha256:
        raise KontrolFejl(
            f"Rammen for kontrol {kontrol.nummer} svarer ikke til sin hash: nogen har ændret den i databasen, "
            "efter at den blev frosset. Der er ikke trukket. Hent sikkerhedskopien fra dagen frem."
        )
    return enheder


def _share(forbindelse: Connection, kontrol: Kontrol, enheder: tuple[Enhed, ...]) -> dict[str, int]:
    design = design_from_json(kontrol.design)
    frosset = find_frosset(forbindelse, kontrol)
    fejlandele = {}
    if design.fordeling is Fordelingsmetode.NEYMAN and frosset is not None:
        fejlandele = read_fejlandele(forbindelse, kontrol, foer=frosset)
    return allocate(design, count_strata(enheder), fejlandele=fejlandele)


def _plads(linje: Traeklinje) -> Plads:
    return Plads(
        offentligt_id=linje.enhed_id,
        hash=linje.hash,
        nummer_i_stratum=linje.nummer_i_stratum,
        er_udtrukket=linje.er_udtrukket,
    )


def _orden(linje: Traeklinje) -> tuple[str, int]:
    return linje.stratum, linje.nummer_i_stratum


def _linje(en: Rammeenhed) -> Traeklinje | None:
    if en.hash is None or en.nummer_i_stratum is None:
        return None
    return Traeklinje(
        enhed_id=en.offentligt_id,
        stratum=en.enhed.stratum,
        hash=en.hash,
        nummer_i_stratum=en.nummer_i_stratum,
        er_udtrukket=en.er_udtrukket,
    )
