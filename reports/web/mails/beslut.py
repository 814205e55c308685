"""What people decide about mails, taken in: under the lock the nights hold, with its line in the log of acts."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from urllib.parse import quote

from sqlalchemy import Connection, Engine

from domain.mailstatus import Mailstatus
from reports.fejl import RapportFejl
from reports.mail.outbox import release, release_regel
from reports.mail.tilstande import decide, move_cases, settle_abandoned
from reports.web.drift import OptagetFejl
from reports.web.handling import Formularpost, Videre, Vis
from reports.web.mails.vis import Forsoeg, read_nummer, show_mail, show_svar, show_svarliste, show_udbakke
from reports.web.sager.beslut import make_katalog
from reports.web.sager.felter import clean, explain_tekst
from reports.web.sager.ordlyd import drop_kommandoer
from reports.web.side import Katalog, Side
from reports.web.tabel.valg import Valg
from warehouse.adgangslog import SET, write_spor
from warehouse.brevveksling.adressebog import Valg as Behandling
from warehouse.brevveksling.behandl import settle_svar
from warehouse.brevveksling.fejl import BrevvekslingFejl
from warehouse.queries.mailtabel import load_mail, load_ventetal
from warehouse.transaktion import reading, writing

Viser = Callable[[Connection, Katalog, Forsoeg | None], Side | None]

_UDFALD = {"sendt": Mailstatus.SENDT, "igen": Mailstatus.KLAR}


class Aendret(Exception):
    """What the form was made from is not what stands there now; the message is the Danish sentence for it."""


def decide_mail(engine: Engine, post: Formularpost) -> Videre | Vis | None:
    """Take in what became of a mail whose fate is unknown or that was refused."""
    noegle, udfald = post.sti["noegle"], _UDFALD.get(post.felter.get("handling", ""))
    if udfald is None or not _exists(engine, noegle):
        return None

    def udfoer() -> None:
        with post.drift.laas():
            settle_abandoned(engine, nu=post.nu)
            with writing(engine) as session:
                conn = session.connection()
                decide(conn, noegle, status=udfald, nu=post.nu)
                write_spor(conn, post.make_spor("mail", noegle))
            move_cases(engine, nu=post.nu)

    return _carry_out(
        engine,
        post,
        udfoer,
        til=f"/mails/{quote(noegle, safe='')}?gemt=1",
        vis=lambda c, k, f: show_mail(c, k, noegle, f),
    )


def release_mails(engine: Engine, post: Formularpost) -> Videre | Vis | None:
    """Let go the mails that wait: those that were on the page, or none."""

    def udfoer() -> None:
        with _changing_mails(engine, post) as conn:
            venter = load_ventetal(conn)
            if (str(venter.antal), str(venter.nyeste)) != (post.felter.get("antal"), post.felter.get("nyeste")):
                raise Aendret("Der er kommet eller gået mails, siden du hentede siden. Se dem igennem, og frigiv igen.")
            release(conn, nu=post.nu)
            write_spor(conn, post.make_spor("mails", "frigivet"))

    return _carry_out(engine, post, udfoer, til="/mails?gemt=1", vis=_show_start)


def release_rule(engine: Engine, post: Formularpost) -> Videre | Vis | None:
    """Let a rule that broke out into mails again, with a reason."""
    regel, grund = post.sti["regel"], clean(post.felter.get("grund", ""))

    def udfoer() -> None:
        _require_grund(grund)
        with _changing_mails(engine, post) as conn:
            release_regel(conn, regel, grund=grund, nu=post.nu, vagt=post.drift.mailvagt)
            write_spor(conn, post.make_spor("regelstop", regel))

    return _carry_out(engine, post, udfoer, til="/mails?gemt=1", vis=_show_start, sted=f"grund-{regel}")


def settle(engine: Engine, post: Formularpost) -> Videre | Vis | None:
    """Take in that an answer has been seen to."""
    nummer, grund = post.sti["nummer"], clean(post.felter.get("grund", ""))
    svar_id = read_nummer(nummer)
    if svar_id is None:
        return None

    def udfoer() -> None:
        _require_grund(grund)
        with writing(engine) as session:
            conn = session.connection()
            settle_svar(conn, svar_id, Behandling(af=post.bruger.brugernavn, grund=grund), nu=post.nu)
            write_spor(conn, post.make_spor("svar", nummer))

    return _carry_out(
        engine,
        post,
        udfoer,
        til="/mails/svar?gemt=1",
        vis=lambda c, k, f: show_svar(c, k, svar_id, f) or show_svarliste(c, forsoeg=f),
    )


def _exists(engine: Engine, noegle: str) -> bool:
    with reading(engine) as session:
        return load_mail(session.connection(), noegle) is not None


def look_at(engine: Engine, post: Formularpost, vis: Viser, *, emne: str, noegle: str) -> Vis | None:
    """Show a page with addresses, once the look is written down."""
    with writing(engine) as session:
        conn = session.connection()
        side = vis(conn, make_katalog(conn, post), None)
        if side is None:
            return None
        write_spor(conn, post.make_spor(emne, noegle, handling=SET))
    return Vis(side, 200)


@contextmanager
def _changing_mails(engine: Engine, post: Formularpost) -> Iterator[Connection]:
    """Yield a transaction that writes, under the lock that the nights hold. Raises OptagetFejl."""
    with post.drift.laas(), writing(engine) as session:
        yield session.connection()


def _carry_out(
    engine: Engine, post: Formularpost, udfoer: Callable[[], None], *, til: str, vis: Viser, sted: str = "grund"
) -> Videre | Vis | None:
    try:
        udfoer()
    except (RapportFejl, BrevvekslingFejl, OptagetFejl, Aendret, GrundFejl) as fejl:
        tekst = str(fejl) if isinstance(fejl, GrundFejl) else drop_kommandoer(str(fejl))
        forsoeg = Forsoeg(
            felter=post.felter, fejl=tekst or "Det kan ikke gøres nu.", sted=sted if isinstance(fejl, GrundFejl) else ""
        )
    else:
        return Videre(til)
    with reading(engine) as session:
        conn = session.connection()
        side = vis(conn, make_katalog(conn, post), forsoeg)
    return None if side is None else Vis(side)


class GrundFejl(ValueError):
    """The reason is missing or cannot be kept."""


def _require_grund(grund: str) -> None:
    if (hindring := explain_tekst(grund)) is not None:
        raise GrundFejl(hindring)


def _show_start(conn: Connection, katalog: Katalog, forsoeg: Forsoeg | None) -> Side | None:
    return show_udbakke(conn, katalog, Valg(), forsoeg=forsoeg)
