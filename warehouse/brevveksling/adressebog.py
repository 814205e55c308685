"""The addresses that people set: one in force for each, the earlier ones kept with who ended them and why."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Engine, insert, select, update

from domain.mailadresse import explain_email
from domain.reference import load_kommuner, load_socialtilsyn
from domain.regel import Modtager
from warehouse.brevveksling.fejl import BrevvekslingFejl
from warehouse.queries.adressebog import ADRESSEBOG
from warehouse.queries.rapport_views import NU_TILBUD
from warehouse.revision import Revisionsnote, hash_raekke, note
from warehouse.transaktion import reading, writing


@dataclass(frozen=True, kw_only=True)
class Indehaver:
    """Whose address it is: a tilbud, a socialtilsyn or a kommune, by its id or code."""

    art: Modtager
    noegle: str


@dataclass(frozen=True, kw_only=True)
class Valg:
    """Who chose, and why.

    Raises:
        BrevvekslingFejl: one of them is not said.
    """

    af: str
    grund: str

    def __post_init__(self) -> None:
        """Refuse a choice without a person or a reason."""
        if not self.af.strip():
            raise BrevvekslingFejl("Skriv med --hvem, hvem der vælger: rolle eller initialer.")
        if not self.grund.strip():
            raise BrevvekslingFejl("Skriv med --grund hvorfor: det bliver gemt sammen med valget.")


def find_indehaver(engine: Engine, art: Modtager, noegle: str) -> Indehaver:
    """Give whose address is meant, its code spelled as the lists do. Raises BrevvekslingFejl for one nobody knows."""
    return Indehaver(art=art, noegle=_SOEG[art](engine, noegle.strip()))


def set_adresse(engine: Engine, indehaver: Indehaver, email: str, valg: Valg, *, nu: datetime) -> str:
    """Set the address of a tilbud, socialtilsyn or kommune from now on; gives it as it is kept.

    Raises:
        BrevvekslingFejl: it is not one e-mail address.
    """
    if (hindring := explain_email(email)) is not None:
        raise BrevvekslingFejl(hindring)
    ren = email.strip()
    row = {"art": indehaver.art.value, "noegle": indehaver.noegle, "email": ren, "oprettet": nu}
    with writing(engine) as session:
        conn = session.connection()
        _end(conn, indehaver, valg, nu)
        hele = {**row, "af": valg.af.strip(), "grund": valg.grund.strip()}
        conn.execute(insert(ADRESSEBOG), [hele])
        _note(conn, indehaver, valg, nu, handling="adresse_sat", indhold=hash_raekke(hele))
    return ren


def remove_adresse(engine: Engine, indehaver: Indehaver, valg: Valg, *, nu: datetime) -> None:
    """Take a set address away: what the register shows counts again. Raises BrevvekslingFejl when none is set."""
    with writing(engine) as session:
        if not _end(session.connection(), indehaver, valg, nu):
            raise BrevvekslingFejl("Der er ikke sat en adresse her. »tilbudstjek adresse vis« viser dem, der er.")
        _note(session.connection(), indehaver, valg, nu, handling="adresse_fjernet")


def _note(
    conn: Connection, indehaver: Indehaver, valg: Valg, nu: datetime, *, handling: str, indhold: str | None = None
) -> None:
    led = Revisionsnote(
        tidspunkt=nu,
        hvem=valg.af.strip(),
        handling=handling,
        genstand=f"{indehaver.art.value}:{indehaver.noegle}",
        indhold=indhold,
    )
    note(conn, led)


def _end(conn: Connection, indehaver: Indehaver, valg: Valg, nu: datetime) -> int:
    gaeldende = (
        ADRESSEBOG.c.art == indehaver.art.value,
        ADRESSEBOG.c.noegle == indehaver.noegle,
        ADRESSEBOG.c.ophoert.is_(None),
    )
    slut = {"ophoert": nu, "ophoert_af": valg.af.strip(), "ophoert_grund": valg.grund.strip()}
    return conn.execute(update(ADRESSEBOG).where(*gaeldende).values(slut)).rowcount


def _find_tilbud(engine: Engine, noegle: str) -> str:
    with reading(engine) as session:
        fundet = session.scalar(select(NU_TILBUD.c.tilbudsid).where(NU_TILBUD.c.tilbudsid == noegle))
    if fundet is None:
        raise BrevvekslingFejl(f"Registret har ikke noget tilbud med nummeret »{noegle[:40]}«.")
    return noegle


def _find_socialtilsyn(engine: Engine, noegle: str) -> str:  # noqa: ARG001 - one of a kind with those that ask it
    koder = {tilsyn.kode.casefold(): tilsyn.kode for tilsyn in load_socialtilsyn()}
    fundet = koder.get(noegle.casefold())
    if fundet is None:
        raise BrevvekslingFejl(
            f"»{noegle[:40]}« er ikke et socialtilsyn. Skriv et af disse: {', '.join(koder.values())}."
        )
    return fundet


def _find_kommune(engine: Engine, noegle: str) -> str:  # noqa: ARG001 - one of a kind with those that ask it
    kode = noegle.removeprefix("0")
    if kode not in {kommune.kommunekode.removeprefix("0") for kommune in load_kommuner()}:
        raise BrevvekslingFejl(f"»{noegle[:40]}« er ikke en kommunekode. Skriv de tre cifre, fx 461 for Odense.")
    return next(k.kommunekode for k in load_kommuner() if k.kommunekode.removeprefix("0") == kode)


_SOEG: Mapping[Modtager, Callable[[Engine, str], str]] = {
    Modtager.TILBUD: _find_tilbud,
    Modtager.SOCIALTILSYN: _find_socialtilsyn,
    Modtager.KOMMUNE: _find_kommune,
}
