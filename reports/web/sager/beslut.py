"""A caseworker's choice taken in: read, held against what happened meanwhile, shown before it counts, and kept."""

from collections.abc import Sequence
from urllib.parse import quote

from sqlalchemy import Connection, Engine

from domain.sagsbeslutning import SYSTEM, Beslutning
from domain.sagsforloeb import SagFejl
from domain.tid import find_dag
from expectations.registry import load_regler
from reports.web.handling import Formularpost, Videre, Vis
from reports.web.imens import Imens, read_udgave
from reports.web.sager.felter import GRUND, Indtastet, read_felter
from reports.web.sager.handlinger import HANDLINGER, Sagshandling, Udfoersel
from reports.web.sager.ordlyd import drop_kommandoer
from reports.web.sager.side import Forsoeg, Fremvisning, load_sagsbillede, show_forhaandsvisning, show_sag
from reports.web.side import Katalog, Side
from warehouse.adgangslog import write_spor
from warehouse.queries.rapport_tilstand import load_tilstand
from warehouse.queries.sager import Notatlinje
from warehouse.transaktion import reading, trying, writing

_EFTER_NAVN = {handling.navn: handling for handling in HANDLINGER}


class Imellemtid(Exception):
    """The case's file note has lines that the form was not made from."""

    def __init__(self, noter: Sequence[Notatlinje]) -> None:
        """Take the lines."""
        super().__init__("the case changed meanwhile")
        self.noter = tuple(noter)


def take_in(engine: Engine, post: Formularpost) -> Videre | Vis | None:
    """Take in one of the forms of a case's page. None: there is no such case, or no such choice."""
    handling = _EFTER_NAVN.get(post.felter.get("handling", ""))
    if handling is None or not _exists(engine, post):
        return None
    indtastet = read_felter(handling.felter, post.felter)
    if "ret" in post.felter:
        return _give_back(engine, post, Forsoeg(handling=handling.navn, indtastet=indtastet), 200)
    if indtastet.fejl:
        return _give_back(engine, post, Forsoeg(handling=handling.navn, indtastet=indtastet, fejl=indtastet.fejl))
    try:
        return _decide(engine, post, handling, indtastet)
    except SagFejl as fejl:
        tekst = {"": drop_kommandoer(str(fejl)) or "Det kan ikke gøres nu."}
        return _give_back(engine, post, Forsoeg(handling=handling.navn, indtastet=indtastet, fejl=tekst))
    except Imellemtid as imens:
        nyt = tuple(_tell_imens(note) for note in imens.noter)
        return _give_back(engine, post, Forsoeg(handling=handling.navn, indtastet=indtastet, imens=nyt))


def _decide(engine: Engine, post: Formularpost, handling: Sagshandling, indtastet: Indtastet) -> Videre | Vis:
    tilbudsid = post.sti["tilbudsid"]
    udfoersel = Udfoersel(
        tilbudsid=tilbudsid,
        indtastet=indtastet,
        beslutning=Beslutning(af=post.bruger.brugernavn, dag=find_dag(post.nu), grund=indtastet.tekster.get(GRUND, "")),
        nu=post.nu,
    )
    if handling.bekraeft and post.felter.get("bekraeft") != "ja":
        return Vis(_try_out(engine, post, handling, udfoersel), 200)
    with writing(engine) as session:
        conn = session.connection()
        _require_udgave(conn, post)
        handling.udfoer(conn, udfoersel)
        write_spor(conn, post.make_spor("sag", tilbudsid))
    return Videre(f"/sager/{quote(tilbudsid, safe='')}?gemt=1")


def _try_out(engine: Engine, post: Formularpost, handling: Sagshandling, udfoersel: Udfoersel) -> Side:
    """Do it and undo it, so that what is shown is what will happen."""
    dag = find_dag(post.nu)
    with trying(engine) as session:
        conn = session.connection()
        _require_udgave(conn, post)
        foer = load_sagsbillede(conn, udfoersel.tilbudsid, dag)
        handling.udfoer(conn, udfoersel)
        efter = load_sagsbillede(conn, udfoersel.tilbudsid, dag)
    if foer is None or efter is None:
        raise SagFejl("Sagen findes ikke længere.")
    return show_forhaandsvisning(foer, handling, udfoersel.indtastet, efter=efter, dag=dag)


def _require_udgave(conn: Connection, post: Formularpost) -> None:
    billede = load_sagsbillede(conn, post.sti["tilbudsid"], find_dag(post.nu))
    set_udgave = read_udgave(post.felter)
    if billede is not None and billede.udgave > set_udgave:
        raise Imellemtid([note for note in billede.akt.noter if note.id > set_udgave][-5:])


def _exists(engine: Engine, post: Formularpost) -> bool:
    with reading(engine) as session:
        return load_sagsbillede(session.connection(), post.sti["tilbudsid"], find_dag(post.nu)) is not None


def _give_back(engine: Engine, post: Formularpost, forsoeg: Forsoeg, status: int = 422) -> Vis | None:
    with reading(engine) as session:
        conn = session.connection()
        side = show_sag(conn, make_katalog(conn, post), post.sti["tilbudsid"], Fremvisning(forsoeg=forsoeg))
    return None if side is None else Vis(side, status)


def make_katalog(conn: Connection, post: Formularpost) -> Katalog:
    """Give what a page is made with when a form is answered by one."""
    regler = {regel.id: regel for regel in load_regler()}
    return Katalog(regler, load_tilstand(conn), find_dag(post.nu), bruger=post.bruger)


def _tell_imens(note: Notatlinje) -> Imens:
    hvem = "Tilbudstjek" if note.af == SYSTEM else note.af
    return Imens(hvem=hvem, hvornaar=note.tidspunkt, hvad=f"skrev i notatet: »{note.grund}«")
