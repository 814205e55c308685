"""The year's plan: controls with their course, made once, and corrected until they are announced."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Engine, delete, insert, select, update

from domain.felter import FELTER
from domain.stikproeve import Fristdag, Population, Stikproevetilstand
from domain.stikproeveforloeb import EMNE
from domain.tid import find_dag
from warehouse.revision import Revisionsnote, hash_noegler, hash_raekke, note
from warehouse.stikproever.fejl import KontrolFejl
from warehouse.stikproever.kontrol import Kontrol, require_kontrol, split_nummer
from warehouse.stikproever.trin import Notat, name_tilstand, tick_off, write_note
from warehouse.tables import table_of
from warehouse.tables.stikproeve import Stikproeve, StikproeveFrist
from warehouse.transaktion import writing

_STIKPROEVE = table_of(Stikproeve)
_FRIST = table_of(StikproeveFrist)
_PLANENS = ("nummer", "emne", "formaal", "population", "punkter", "design", "start_dag")
_SKRIDTETS = ("trin", "betegnelse", "dag", "ansvarlig")


@dataclass(frozen=True, kw_only=True)
class Kontrolplan:
    """One control as it is planned; `design` is JSON that was read before."""

    nummer: str
    emne: str
    formaal: str
    population: Population
    punkter: tuple[str, ...]
    design: str
    start_dag: date
    forloeb: tuple[Fristdag, ...]


def store_plan(engine: Engine, planer: Sequence[Kontrolplan], *, notat: Notat) -> tuple[str, ...]:
    """Write the controls that are not there yet, and give their numbers. Those that are there are left as they are.

    Raises:
        KontrolFejl: A control has no items, or one that is no field.
    """
    for plan in planer:
        check_punkter(plan.punkter)
    with writing(engine) as session:
        forbindelse = session.connection()
        kendte = set(forbindelse.scalars(select(_STIKPROEVE.c.nummer)))
        nye = [plan for plan in planer if plan.nummer not in kendte]
        for plan in nye:
            _insert(forbindelse, plan, notat)
        return tuple(plan.nummer for plan in nye)


def change_plan(engine: Engine, nummer: str, aendringer: dict[str, Any], *, notat: Notat) -> None:
    """Change a planned control, with a file note of what was changed.

    `aendringer` holds columns of `Kontrolplan` by name; `forloeb` comes with `start_dag`. Once the control is announced
    only the design may change, and once its frame is frozen nothing: a design that cannot be drawn from the frame must
    be mended before the public number is known, and never after.

    Raises:
        KontrolFejl: It is too late for the change, or something impossible is to be changed.
    """
    if "punkter" in aendringer:
        check_punkter(aendringer["punkter"])
    with writing(engine) as session:
        forbindelse = session.connection()
        kontrol = require_kontrol(forbindelse, nummer)
        _require_open(kontrol, aendringer)
        felter = dict(aendringer)
        forloeb = felter.pop("forloeb", None)
        forbindelse.execute(update(_STIKPROEVE).where(_STIKPROEVE.c.id == kontrol.id).values(**_columns(felter)))
        if forloeb is not None:
            forbindelse.execute(delete(_FRIST).where(_FRIST.c.stikproeve_id == kontrol.id))
            _insert_forloeb(forbindelse, kontrol.id, forloeb, notat)
        write_note(forbindelse, kontrol.id, kontrol.tilstand, notat)
        _note_plan(forbindelse, kontrol.id, notat, bemaerkning="rettet")


def hash_plan(forbindelse: Connection, stikproeve_id: int) -> str:
    """Give the SHA-256 in hex of what the plan of a control says now: the control's columns and its course."""
    plan = select(*(_STIKPROEVE.c[navn] for navn in _PLANENS)).where(_STIKPROEVE.c.id == stikproeve_id)
    skridt = select(*(_FRIST.c[navn] for navn in _SKRIDTETS)).where(_FRIST.c.stikproeve_id == stikproeve_id)
    rows = [row for valg in (plan, skridt) for row in forbindelse.execute(valg).mappings()]
    return hash_noegler(hash_raekke(dict(row)) for row in rows)


def _note_plan(forbindelse: Connection, stikproeve_id: int, notat: Notat, *, bemaerkning: str) -> None:
    nummer = forbindelse.scalar(select(_STIKPROEVE.c.nummer).where(_STIKPROEVE.c.id == stikproeve_id))
    led = Revisionsnote(
        tidspunkt=notat.nu,
        hvem=notat.hvem.strip(),
        handling="stikproeve_plan",
        genstand=f"stikproeve:{nummer}",
        indhold=hash_plan(forbindelse, stikproeve_id),
        bemaerkning=bemaerkning,
    )
    note(forbindelse, led)


def _require_open(kontrol: Kontrol, aendringer: Mapping[str, Any]) -> None:
    annonceret = kontrol.tilstand is Stikproevetilstand.ANNONCERET
    if kontrol.tilstand is Stikproevetilstand.PLANLAGT or (annonceret and set(aendringer) == {"design"}):
        return
    hvad = "Kun designet kan rettes nu" if annonceret else "Planen kan ikke rettes mere"
    raise KontrolFejl(
        f"Kontrol {kontrol.nummer} er nået til: {name_tilstand(kontrol.tilstand)}. {hvad}. "
        "Emne, punkter og startdag ligger fast, når kilden til tallet er annonceret; designet, når rammen er frosset."
    )


def check_punkter(punkter: Sequence[str]) -> None:
    """Refuse items that are not fields of the register.

    Raises:
        KontrolFejl: The sentence names them.
    """
    ukendte = [punkt for punkt in punkter if punkt not in FELTER]
    if ukendte or not punkter:
        raise KontrolFejl(
            f"{', '.join(ukendte) or 'En tom liste'} kan ikke kontrolleres. Punkterne er: {', '.join(FELTER)}."
        )
    if len(set(punkter)) != len(punkter):
        raise KontrolFejl("Et punkt kan kun stå én gang i en kontrol.")


def _insert(forbindelse: Connection, plan: Kontrolplan, notat: Notat) -> None:
    planlagt = Stikproevetilstand.PLANLAGT
    felter = _columns(
        {
            "nummer": plan.nummer,
            "aar": split_nummer(plan.nummer)[0],
            "emne": plan.emne,
            "formaal": plan.formaal,
            "population": plan.population,
            "punkter": plan.punkter,
            "design": plan.design,
            "start_dag": plan.start_dag,
            "tilstand": planlagt.value,
        }
    )
    saetning = insert(_STIKPROEVE).values(**felter).returning(_STIKPROEVE.c.id)
    stikproeve_id = int(forbindelse.execute(saetning).scalar_one())
    _insert_forloeb(forbindelse, stikproeve_id, plan.forloeb, notat)
    write_note(forbindelse, stikproeve_id, planlagt, notat)
    _note_plan(forbindelse, stikproeve_id, notat, bemaerkning="lagt")


def _insert_forloeb(forbindelse: Connection, stikproeve_id: int, forloeb: Sequence[Fristdag], notat: Notat) -> None:
    rows = [
        {"stikproeve_id": stikproeve_id, "trin": x.trin, "betegnelse": x.betegnelse, "dag": x.dag}
        | {"ansvarlig": x.ansvarlig, "udfoert": None}
        for x in forloeb
    ]
    forbindelse.execute(insert(_FRIST), rows)
    # A plan that names the subject has done the first step.
    tick_off(forbindelse, stikproeve_id, EMNE, find_dag(notat.nu))


def _columns(felter: dict[str, Any]) -> dict[str, Any]:
    klar = dict(felter)
    if "punkter" in klar:
        klar["punkter"] = json.dumps(list(klar["punkter"]))
    if "population" in klar:
        klar["population"] = klar["population"].value
    return klar
