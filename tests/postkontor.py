"""A real mail server for tests: aiosmtpd over TLS with a user and password, which can be told to fail at any step."""

import asyncio
import socket
import ssl
import warnings
from collections import Counter
from collections.abc import Callable
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTPUTF8
from pathlib import Path
from typing import Any

import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult

from reports.mail.smtpserver import Smtpserver

BRUGER, KODE = "post", "p@ss:ord/1"

# What goes wrong at a step: nothing, a reply code, the line cut, no answer for a while, or accepted and then cut.
GODT, AFBRYD, TAV, TAG_OG_AFBRYD = "godt", "afbryd", "tav", "tag-og-afbryd"
Uheld = Callable[[str], str]


class Certifikater:
    """A certificate authority of the tests' own, and what it has signed for 127.0.0.1."""

    def __init__(self, mappe: Path) -> None:
        ca = trustme.CA()
        self.fil = mappe / "ca.pem"
        ca.cert_pem.write_to_path(self.fil)
        self.klient = ssl.create_default_context()
        ca.configure_trust(self.klient)
        self.server = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        ca.issue_cert("127.0.0.1", "localhost").configure_cert(self.server)


class _Smtp(SMTP):
    """aiosmtpd that asks `uheld` before each step."""

    uheld: Uheld = staticmethod(lambda _trin: GODT)
    tavs_s = 1.0

    async def smtp_MAIL(self, arg: str) -> None:  # noqa: N802 - aiosmtpd names it
        if await self._fail("mail"):
            await super().smtp_MAIL(arg)

    async def smtp_RCPT(self, arg: str) -> None:  # noqa: N802 - aiosmtpd names it
        if await self._fail("rcpt"):
            await super().smtp_RCPT(arg)

    async def smtp_DATA(self, arg: str) -> None:  # noqa: N802 - aiosmtpd names it
        if await self._fail("data"):
            await super().smtp_DATA(arg)

    async def smtp_AUTH(self, arg: str) -> None:  # noqa: N802 - aiosmtpd names it
        if await self._fail("auth"):
            await super().smtp_AUTH(arg)

    async def _fail(self, trin: str) -> bool:
        hvad = self.uheld(trin)
        if hvad == GODT:
            return True
        if hvad == TAV:
            await asyncio.sleep(self.tavs_s)
        elif hvad != AFBRYD:
            await self.push(f"{hvad} nej")
            return False
        if isinstance(self.transport, asyncio.WriteTransport):
            self.transport.abort()
        return False


class Postkontor:
    """The server. `modtaget` holds every accepted message; `uheld` may be set between runs."""

    def __init__(
        self, certifikater: Certifikater, *, tls: str = "fra-start", utf8: bool = True, tavs_s: float = 0.4
    ) -> None:
        self.modtaget: list[tuple[str, EmailMessage]] = []
        self.linjer = 0
        self._er_lukket = False
        self.uheld: Uheld = lambda _trin: GODT
        self._tavs_s = tavs_s
        self._certifikater = certifikater
        self._tls = tls
        self._utf8 = utf8
        self.port = _free_port()
        self._controller = _Controller(self, certifikater, tls, utf8=utf8)

    def __enter__(self) -> "Postkontor":
        self._controller.start()
        self.linjer = 0
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Be gone; nothing listens any more."""
        if not self._er_lukket:
            self._controller.stop()
        self._er_lukket = True

    def server(self, **aendringer: object) -> Smtpserver:
        """The server as a client is told of it, with a short patience."""
        felter: dict[str, object] = {
            "vaert": "127.0.0.1",
            "port": self.port,
            "tls": self._tls,
            "bruger": BRUGER,
            "kode": KODE,
            "certifikater": self._certifikater.klient,
            "svartid_s": self._tavs_s / 2,
            "kvittering_s": self._tavs_s / 2,
            **aendringer,
        }
        return Smtpserver(**felter)  # type: ignore[arg-type]

    def antal(self) -> Counter[str]:
        """How often each message was accepted, by Message-ID."""
        return Counter(str(besked["Message-ID"]) for _, besked in self.modtaget)

    async def handle_DATA(self, _server: SMTP, _session: object, envelope) -> str | bytes:  # noqa: N802 - aiosmtpd names it
        hvad = self.uheld("kvittering")
        if hvad in (GODT, TAV, TAG_OG_AFBRYD):
            besked = message_from_bytes(envelope.content, _class=EmailMessage, policy=SMTPUTF8)
            self.modtaget.append((envelope.rcpt_tos[0], besked))
        if hvad == TAV:
            await asyncio.sleep(self._tavs_s)
        if hvad in (AFBRYD, TAG_OG_AFBRYD, TAV):
            transport = _server.transport
            if isinstance(transport, asyncio.WriteTransport):
                transport.abort()
            return "250 OK"
        return "250 OK" if hvad == GODT else f"{hvad} nej"


class _Controller(Controller):
    def __init__(self, kontor: Postkontor, certifikater: Certifikater, tls: str, *, utf8: bool) -> None:
        self._kontor = kontor
        starttls: dict[str, Any] = (
            {"tls_context": certifikater.server, "require_starttls": True} if tls == "starttls" else {}
        )
        super().__init__(
            kontor,
            hostname="127.0.0.1",
            port=kontor.port,
            ssl_context=certifikater.server if tls == "fra-start" else None,
            authenticator=_authenticate,
            auth_required=True,
            # With TLS from the start aiosmtpd does not see it itself.
            auth_require_tls=tls == "starttls",
            enable_SMTPUTF8=utf8,
            server_hostname="test",
            **starttls,
        )

    def factory(self) -> SMTP:
        self._kontor.linjer += 1
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", message="Requiring AUTH while not requiring TLS")
            smtp = _Smtp(self.handler, **self.SMTP_kwargs)
        smtp.uheld = self._kontor.uheld
        smtp.tavs_s = self._kontor._tavs_s
        return smtp


def _authenticate(_server, _session, _envelope, _mechanism, auth_data) -> AuthResult:
    god = (auth_data.login, auth_data.password) == (BRUGER.encode(), KODE.encode())
    return AuthResult(success=god, handled=False)


def _free_port() -> int:
    with socket.socket() as sok:
        sok.bind(("127.0.0.1", 0))
        return int(sok.getsockname()[1])
