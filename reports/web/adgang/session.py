"""A login as a signed cookie: who, since when, last seen when; it ends by itself and can be ended."""

import hashlib
import hmac
import secrets
from collections import OrderedDict
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from itsdangerous import BadData, URLSafeSerializer

from reports.web.bruger import Bruger, Rolle

_SALT = "tilbudstjek.session"
_HUSKES = 20_000


@dataclass(frozen=True, kw_only=True)
class Levetid:
    """How long a login lasts: without being used, at most, and how often its last use is written anew."""

    ledig: timedelta = timedelta(minutes=45)
    hoejst: timedelta = timedelta(hours=10)
    fornyes: timedelta = timedelta(minutes=1)


STANDARD = Levetid()


@dataclass(frozen=True, kw_only=True)
class Session:
    """A login. `id` is new at each; it is no secret, for without the signature it opens nothing."""

    id: str
    bruger: Bruger
    start: datetime
    sidst: datetime


def start_session(bruger: Bruger, nu: datetime) -> Session:
    """Make the session of somebody who has just logged in."""
    return Session(id=secrets.token_urlsafe(24), bruger=bruger, start=nu, sidst=nu)


class Sessioner:
    """Writes and reads sessions as cookies, and knows which have been ended before their time."""

    def __init__(self, hemmelighed: bytes, levetid: Levetid) -> None:
        """Take the secret they are signed with."""
        self._hemmelighed = hemmelighed
        self._skriver = make_skriver(hemmelighed, _SALT)
        self._levetid = levetid
        self._afsluttede: OrderedDict[str, None] = OrderedDict()

    def write(self, session: Session) -> str:
        """Give a session as the value of its cookie."""
        bruger = session.bruger
        tider = [int(session.start.timestamp()), int(session.sidst.timestamp())]
        return str(
            self._skriver.dumps([session.id, bruger.brugernavn, bruger.navn, bruger.rolle, bruger.tilsyn, *tider])
        )

    def read(self, kage: str | None, nu: datetime) -> Session | None:
        """Give the session of a cookie; None when it is not ours, was tampered with, has run out or was ended."""
        session = self.read_udloebet(kage)
        if session is None or session.id in self._afsluttede:
            return None
        er_i_live = (
            nu - session.sidst <= self._levetid.ledig
            and nu - session.start <= self._levetid.hoejst
            and session.start <= nu + timedelta(minutes=5)
        )
        return session if er_i_live else None

    def read_udloebet(self, kage: str | None) -> Session | None:
        """Give the session of a cookie we signed, even when it has run out: it says who was here, and opens nothing."""
        try:
            return _parse(self._skriver.loads(kage or ""))
        except (BadData, ValueError, TypeError):
            return None

    def refresh(self, session: Session, nu: datetime) -> Session | None:
        """Give a session as last seen now; None when that was written a moment ago."""
        return replace(session, sidst=nu) if nu - session.sidst > self._levetid.fornyes else None

    def end(self, session_id: str) -> None:
        """End a session: its cookie opens nothing any more, wherever a copy of it lies."""
        self._afsluttede[session_id] = None
        while len(self._afsluttede) > _HUSKES:
            self._afsluttede.popitem(last=False)

    def make_maerke(self, session: Session) -> str:
        """Give the token that forms of a session carry (CSRF)."""
        return hmac.new(self._hemmelighed, f"formular:{session.id}".encode(), hashlib.sha256).hexdigest()

    def is_maerke(self, session: Session, maerke: str) -> bool:
        """Tell whether a form's token is that of the session."""
        return hmac.compare_digest(self.make_maerke(session).encode(), maerke.encode("utf-8", "replace"))

    @property
    def hoejst(self) -> timedelta:
        """How long a session lasts at most."""
        return self._levetid.hoejst


def make_skriver(hemmelighed: bytes, salt: str) -> URLSafeSerializer:
    """Give what signs values for one use (`salt`) with HMAC-SHA-256."""
    metode = {"digest_method": hashlib.sha256, "key_derivation": "hmac"}
    return URLSafeSerializer(hemmelighed, salt=salt, signer_kwargs=metode)


def _parse(value: Any) -> Session:  # noqa: ANN401 - what was in the cookie
    session_id, brugernavn, navn, rolle, tilsyn, start, sidst = value
    bruger = Bruger(brugernavn=brugernavn, navn=navn, rolle=Rolle(rolle), tilsyn=tilsyn)
    return Session(
        id=session_id,
        bruger=bruger,
        start=datetime.fromtimestamp(start, UTC),
        sidst=datetime.fromtimestamp(sidst, UTC),
    )
