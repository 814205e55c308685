"""Krisecentre (SEL § 109): one protected afdeling protects its whole tilbud, in what comes and in what is kept.

Sticky on purpose: a tilbud that was ever protected stays so, for a type that falls out of one night's page must not
bring the address in.
"""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Engine, Table, delete, select, update
from sqlmodel import Session

from domain.afdeling import UDELADT, Afdeling, has_secret_address
from domain.dump import Dump, Post
from domain.felter import ADRESSEFELTER, SIDEFELTER
from domain.gader import own_gader, protect_raa, scrub
from domain.gader import protect as protect_afdeling
from domain.mailstatus import USENDTE
from domain.tekst import fold
from warehouse.brevveksling.beskyttelse import scrub_svar
from warehouse.load.fritekst import scrub_fritekst
from warehouse.load.linjer import refresh_linjer
from warehouse.load.raekker import afledt_row, from_row, hash_text, navn_row, to_json, to_row
from warehouse.load.udtraek.beskyttelse import find_protected_rows, read_protected_rows, scrub_rows
from warehouse.tables import table_of
from warehouse.tables.adressevask import Adressevask
from warehouse.tables.afvigelse import Afvigelse
from warehouse.tables.brevveksling import MailTilbud
from warehouse.tables.mailvagt import MailAfvigelse
from warehouse.tables.opfoelgning import Mail
from warehouse.tables.register import Afdeling as AfdelingRaekke
from warehouse.tables.register import AfdelingNavn, AfledtAfdeling, RawAfdeling
from warehouse.tables.stikproeve import Stikproeve, StikproeveUdfald
from warehouse.transaktion import reading

Row = dict[str, Any]
# Labels known to tell no place. Everything else on a protected page is dropped, for a new label may hold the street.
_UFARLIGE = frozenset(fold(felt.etiket) for felt in SIDEFELTER.values() if felt.navn not in ADRESSEFELTER)

_AFDELING = table_of(AfdelingRaekke)
_AFLEDT = table_of(AfledtAfdeling)
_NAVN = table_of(AfdelingNavn)
_RAW = table_of(RawAfdeling)
_VASK = table_of(Adressevask)
_AFVIGELSE = table_of(Afvigelse)
_MAIL = table_of(Mail)
_MAIL_TILBUD = table_of(MailTilbud)
_MAIL_AFVIGELSE = table_of(MailAfvigelse)
_STIKPROEVE = table_of(Stikproeve)
_UDFALD = table_of(StikproeveUdfald)


def protect(session: Session, dump: Dump, *, nu: datetime) -> Mapping[str, frozenset[str]]:
    """Give the tilbudsids that are protected, and take the address of those that now became so out of the history.

    One is protected by its pages or its rows in this dump, or by any version ever kept. With each come the names of the
    streets that were taken out just now: what comes in this dump may name them without showing an address.
    """
    kendte = read_protected(session)
    alle = kendte | find_protected_rows(dump.raekker)
    alle |= {post.afdeling.tilbudsid for post in dump.poster if has_secret_address(post.afdeling)}
    gader = scrub_history(session, alle, nu=nu)
    scrub_rows(session, alle - kendte)
    return {tilbudsid: gader.get(tilbudsid, frozenset()) for tilbudsid in alle}


def list_protected(engine: Engine) -> frozenset[str]:
    """Give the tilbudsids that some page or row ever kept showed to be krisecentre.

    Raises:
        WarehouseFejl: the database cannot be read.
    """
    with reading(engine) as session:
        return read_protected(session)


def read_protected(session: Session) -> frozenset[str]:
    """Do what `list_protected` does in the caller's transaction."""
    kendte = session.scalars(select(_AFDELING.c.tilbudsid).where(_AFDELING.c.er_beskyttet).distinct())
    return frozenset(kendte) | read_protected_rows(session)


def redact_post(post: Post, gader: frozenset[str]) -> Post:
    """Give a protected record without its address and these streets, in the read values and in the raw labels."""
    gader |= own_gader(post.afdeling)
    raa = protect_raa(redact_raa(post.raa, post.afdeling), gader)
    return replace(post, afdeling=protect_afdeling(post.afdeling, gader), raa=raa)


def redact_raa(raa: Mapping[str, Iterable[str]], afdeling: Afdeling) -> dict[str, tuple[str, ...]]:
    """Keep only labels known to tell no place, and of those only values in which the street line does not occur."""
    gade = fold(afdeling.adresse or "")
    return {
        etiket: tuple(tekst for tekst in values if not gade or gade not in fold(tekst))
        for etiket, values in raa.items()
        if fold(etiket) in _UFARLIGE
    }


def scrub_history(session: Session, beskyttede: Collection[str], *, nu: datetime) -> Mapping[str, frozenset[str]]:
    """Take the address out of every earlier version of tilbud that have become protected, findings and notes too.

    The name of the street goes out of every text kept of them: that of the house is often the same. Gives the streets
    by tilbudsid.
    """
    nye = _unscrubbed(session, beskyttede)
    if not nye:
        return {}
    foer = _read_afdelinger(session, nye)
    gader = _find_gader(foer)
    _scrub_afdelinger(session, nye, gader)
    _scrub_raw(session, nye, foer, gader)
    _scrub_afvigelser(session, nye, gader)
    scrub_svar(session, nye)
    _scrub_mails(session, nye)
    _scrub_vask(session, nye)
    _scrub_kommentarer(session, nye)
    scrub_fritekst(session.connection(), gader, nu=nu)
    # A load of rows alone does not write the lists anew, and a name may be that of the street.
    refresh_linjer(session)
    return gader


def _unscrubbed(session: Session, beskyttede: Collection[str]) -> list[str]:
    kandidater = session.scalars(select(_AFDELING.c.tilbudsid).where(~_AFDELING.c.er_beskyttet).distinct())
    return sorted(set(kandidater) & set(beskyttede))


def _read_afdelinger(session: Session, tilbudsids: list[str]) -> dict[tuple[str, str], list[Afdeling]]:
    """Give the versions as they are kept, by key."""
    foer: dict[tuple[str, str], list[Afdeling]] = {}
    for row in _rows_of(session, _AFDELING, tilbudsids):
        afdeling = from_row(row)
        foer.setdefault(afdeling.noegle, []).append(afdeling)
    return foer


def _find_gader(foer: Mapping[tuple[str, str], list[Afdeling]]) -> dict[str, frozenset[str]]:
    """Give by tilbudsid the names of every street that any version of any of its afdelinger lay in."""
    gader: dict[str, frozenset[str]] = {}
    for (tilbudsid, _), versioner in foer.items():
        gader[tilbudsid] = gader.get(tilbudsid, frozenset()).union(*map(own_gader, versioner))
    return gader


def _scrub_afdelinger(session: Session, tilbudsids: list[str], gader: Mapping[str, frozenset[str]]) -> None:
    """Redact the versions, what was derived of them, and the names they are looked for by."""
    for row in _rows_of(session, _AFDELING, tilbudsids):
        redigeret = protect_afdeling(from_row(row), gader[row["tilbudsid"]])
        _replace(session, _AFDELING, row["id"], to_row(redigeret))
        for tabel, values in ((_AFLEDT, afledt_row(redigeret, row["id"])), (_NAVN, navn_row(redigeret, row["id"]))):
            session.execute(update(tabel).where(tabel.c.afdeling_id == row["id"]).values(values))


def _scrub_raw(
    session: Session,
    tilbudsids: list[str],
    foer: Mapping[tuple[str, str], list[Afdeling]],
    gader: Mapping[str, frozenset[str]],
) -> None:
    for row in _rows_of(session, _RAW, tilbudsids):
        raa: dict[str, tuple[str, ...]] = {navn: tuple(x) for navn, x in json.loads(row["indhold"]).items()}
        for afdeling in foer.get((row["tilbudsid"], row["afdelingsid"]), [Afdeling(tilbudsid="", afdelingsid="")]):
            raa = redact_raa(raa, afdeling)
        indhold = to_json(protect_raa(raa, gader.get(row["tilbudsid"], frozenset())))
        _replace(session, _RAW, row["id"], {"indhold": indhold, "sha256": hash_text(indhold)})


def _scrub_afvigelser(session: Session, tilbudsids: list[str], gader: Mapping[str, frozenset[str]]) -> None:
    """Findings keep that they were found; what an address field said goes, and all proof, which may quote any field."""
    egne = _AFVIGELSE.c.tilbudsid.in_(tilbudsids)
    session.execute(update(_AFVIGELSE).where(egne).values(bevis="{}"))
    # What a dataudtræk names (a place that was visited, a ydelse) may be the house.
    ufarlige = [navn for navn in SIDEFELTER if navn not in ADRESSEFELTER]
    session.execute(
        update(_AFVIGELSE)
        .where(egne, _AFVIGELSE.c.felt.not_in(ufarlige))
        .values(vaerdi=None, forslag=None, raekke=None)
    )
    navne = ("vaerdi", "forslag")
    valg = select(_AFVIGELSE.c.id, _AFVIGELSE.c.tilbudsid, *(_AFVIGELSE.c[navn] for navn in navne))
    for row in session.execute(valg.where(egne)).mappings().all():
        rene = {navn: scrub(row[navn], gader.get(row["tilbudsid"], frozenset())) for navn in navne if row[navn]}
        if any(rene[navn] != row[navn] for navn in rene):
            _replace(session, _AFVIGELSE, row["id"], rene)


def _scrub_mails(session: Session, tilbudsids: list[str]) -> None:
    """A mail nobody has got is taken away, to be composed anew without the address; of the others the text goes."""
    fortaeller = select(_MAIL_TILBUD.c.noegle).where(_MAIL_TILBUD.c.tilbudsid.in_(tilbudsids))
    noegler = sorted(session.scalars(fortaeller.distinct()))
    usendte = select(_MAIL.c.noegle).where(_MAIL.c.noegle.in_(noegler), _MAIL.c.status.in_(USENDTE))
    trukket = list(session.scalars(usendte))
    for tabel in (_MAIL_AFVIGELSE, _MAIL_TILBUD, _MAIL):
        session.execute(delete(tabel).where(tabel.c.noegle.in_(trukket)))
    # Its subject may name the tilbud, which is often the name of the street.
    session.execute(update(_MAIL).where(_MAIL.c.noegle.in_(noegler)).values(indhold="", emne=UDELADT))


def _scrub_vask(session: Session, tilbudsids: list[str]) -> None:
    """What the address register said of the address goes whole."""
    egne = select(_AFDELING.c.id).where(_AFDELING.c.tilbudsid.in_(tilbudsids))
    session.execute(delete(_VASK).where(_VASK.c.afdeling_id.in_(egne)))


def _scrub_kommentarer(session: Session, tilbudsids: list[str]) -> None:
    """Outcomes stay as they were given; the words beside them may tell the street."""
    om_tilbud = select(_STIKPROEVE.c.id).where(_STIKPROEVE.c.population == "tilbud")
    egne = (
        _UDFALD.c.enhed_id.in_(tilbudsids),
        _UDFALD.c.stikproeve_id.in_(om_tilbud),
        _UDFALD.c.kommentar.is_not(None),
    )
    session.execute(update(_UDFALD).where(*egne).values(kommentar=UDELADT))


def _rows_of(session: Session, tabel: Table, tilbudsids: list[str]) -> list[Mapping[str, Any]]:
    rows = session.execute(select(tabel).where(tabel.c.tilbudsid.in_(tilbudsids))).mappings()
    return [dict(row) for row in rows]


def _replace(session: Session, tabel: Table, raekke_id: int, values: Row) -> None:
    session.execute(update(tabel).where(tabel.c.id == raekke_id).values(values))
