"""One line to a mail server, kept open from mail to mail: TLS with the certificate checked, then who we are."""

import smtplib
import socket
import ssl
from contextlib import suppress

from reports.mail.kuvert import Kuvert
from reports.mail.smtpserver import Smtpserver

_OK = 250
_SEND_NU = 354
_LUKKER = 421
_FOR_STOR = 552


class LinjeFejl(OSError):
    """The server cannot be reached or broke off before it was given the mail; it may go better in a moment."""


class UdenForbindelse(LinjeFejl):
    """The server cannot be reached at all: it has nothing to do with the mail."""


class ServerFejl(RuntimeError):
    """The server will not serve us as things are set; a new try helps nothing. The message is Danish."""


class Afslag(Exception):
    """The server refused one mail, with a reply code; its words may hold an address and are dropped."""

    def __init__(self, kode: int) -> None:
        """Keep the code."""
        super().__init__(kode)
        self.kode = kode


class UdenBogstaver(Exception):
    """The address has letters outside ASCII before the @, and the server has no SMTPUTF8."""


class Uvist(Exception):
    """The line broke after the mail was given and before the receipt: nobody here can know."""


class Linje:
    """A line that opens when it is needed and is used again until it breaks."""

    def __init__(self, server: Smtpserver) -> None:
        """Remember the server; nothing is opened yet."""
        self._server = server
        self._smtp: smtplib.SMTP | None = None

    def present(self, kuvert: Kuvert) -> None:
        """Tell the server who writes to whom; nothing is sent yet.

        Raises:
            Afslag: it does not want the mail.
            UdenBogstaver: it cannot write the address.
            LinjeFejl: it hung up, or (UdenForbindelse) cannot be reached.
            ServerFejl: it does not want us.
        """
        smtp = self._smtp or self._open()
        if kuvert.bogstaver and not (smtp.has_extn("smtputf8") and smtp.has_extn("8bitmime")):
            raise UdenBogstaver
        valg = ["SMTPUTF8", "BODY=8BITMIME"] if kuvert.bogstaver else []
        if smtp.has_extn("size"):
            valg.append(f"SIZE={len(kuvert.data)}")
        smtp.command_encoding = "utf-8" if kuvert.bogstaver else "ascii"
        kode = self._ask("MAIL", " ".join([f"FROM:<{kuvert.fra}>", *valg]))
        if kode >= 500 and kode != _FOR_STOR:  # noqa: PLR2004 - 5xx: never
            raise ServerFejl(
                f"Mailserveren vil ikke sende for programmets afsenderadresse (svar {kode}). "
                "Ret TILBUDSTJEK_MAIL_FRA, eller giv brugeren lov på mailserveren."
            )
        self._expect(kode, _OK)
        self._expect(self._ask("RCPT", f"TO:<{kuvert.til}>"), _OK, 251, 252)

    def withdraw(self) -> None:
        """Take it back, so that the line can be used for the next mail."""
        with suppress(LinjeFejl):
            self._ask("RSET")

    def hand_over(self, data: bytes) -> None:
        """Send the message and wait for the receipt.

        Raises:
            Afslag: the server refused it: it has not taken it.
            LinjeFejl: it hung up before it was sent anything.
            Uvist: it hung up or said nothing understandable after that.
        """
        self._expect(self._ask("DATA"), _SEND_NU)
        smtp = self._use()
        try:
            if smtp.sock is not None:
                smtp.sock.settimeout(self._server.kvittering_s)
            smtp.send(data + b".\r\n")
            kode, _ = smtp.getreply()
            if smtp.sock is not None:
                smtp.sock.settimeout(self._server.svartid_s)
        except (smtplib.SMTPException, OSError) as fejl:
            self.drop()
            raise Uvist from fejl
        if not (200 <= kode < 300 or 400 <= kode < 600):  # noqa: PLR2004 - a receipt or a refusal
            self.drop()
            raise Uvist
        if kode >= 400:  # noqa: PLR2004
            self._expect(kode)

    def close(self) -> None:
        """Say goodbye, if anyone is there to hear it."""
        with suppress(LinjeFejl):
            if self._smtp is not None:
                self._ask("QUIT")
        self.drop()

    def drop(self) -> None:
        """Hang up without a word."""
        if self._smtp is not None:
            self._smtp.close()
        self._smtp = None

    def _expect(self, kode: int, *gode: int) -> None:
        if kode in gode:
            return
        if kode == _LUKKER:
            self.drop()
            raise LinjeFejl(kode)
        if kode < 400:  # noqa: PLR2004 - not an answer to what was asked: the two no longer follow each other
            self.drop()
            raise LinjeFejl(kode)
        self.withdraw()
        raise Afslag(kode)

    def _ask(self, kommando: str, rest: str = "") -> int:
        try:
            return self._use().docmd(kommando, rest)[0]
        except (smtplib.SMTPException, OSError) as fejl:
            self.drop()
            raise LinjeFejl(str(type(fejl).__name__)) from fejl

    def _use(self) -> smtplib.SMTP:
        if self._smtp is None:
            raise LinjeFejl("closed")
        return self._smtp

    def _open(self) -> smtplib.SMTP:
        self._smtp = open_smtp(self._server)
        return self._smtp


def open_smtp(server: Smtpserver) -> smtplib.SMTP:
    """Open a line that is encrypted and known by the server.

    Raises:
        UdenForbindelse: it cannot be reached now.
        ServerFejl: its certificate, encryption or our user name is not good.
    """
    try:
        smtp = _connect(server)
    except ssl.SSLCertVerificationError as fejl:
        raise ServerFejl(
            f"Mailserverens certifikat kan ikke godkendes ({fejl.verify_message}). Der er ikke sendt noget. Er det "
            "udstedt af jeres egen CA, så sæt SSL_CERT_FILE til filen med den; er det udløbet eller lavet til et andet "
            "navn, så bed dem, der passer mailserveren, om et nyt."
        ) from fejl
    except smtplib.SMTPNotSupportedError as fejl:
        raise ServerFejl(
            "Mailserveren kan ikke kryptere med STARTTLS. Der er ikke sendt noget; brug en anden port eller server."
        ) from fejl
    except (smtplib.SMTPException, OSError) as fejl:
        raise UdenForbindelse(type(fejl).__name__) from fejl
    try:
        _log_in(smtp, server)
    except (ServerFejl, LinjeFejl):
        smtp.close()
        raise
    return smtp


def _connect(server: Smtpserver) -> smtplib.SMTP:
    certifikater = server.certifikater or ssl.create_default_context()
    if server.tls == "fra-start":
        smtp: smtplib.SMTP = smtplib.SMTP_SSL(server.vaert, server.port, timeout=server.svartid_s, context=certifikater)
    else:
        smtp = smtplib.SMTP(server.vaert, server.port, timeout=server.svartid_s)
    if smtp.sock is not None:
        # A message is several TLS records; without this the last one waits 40 ms for the server's delayed ACK.
        smtp.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    try:
        if server.tls == "starttls":
            kode, _ = smtp.starttls(context=certifikater)
            if kode != 220:  # noqa: PLR2004 - the one code that begins TLS (RFC 3207 section 4)
                raise smtplib.SMTPConnectError(kode, "no TLS")
        smtp.ehlo_or_helo_if_needed()
    except (smtplib.SMTPException, OSError):
        smtp.close()
        raise
    return smtp


def _log_in(smtp: smtplib.SMTP, server: Smtpserver) -> None:
    if server.bruger is None or server.kode is None:
        return
    try:
        smtp.login(server.bruger, server.kode)
    except smtplib.SMTPAuthenticationError as fejl:
        if 400 <= fejl.smtp_code < 500:  # noqa: PLR2004 - 454: not now
            raise UdenForbindelse(fejl.smtp_code) from None
        raise ServerFejl(
            f"Mailserveren godkender ikke brugernavn og kodeord (svar {fejl.smtp_code}). Ret TILBUDSTJEK_SMTP_URL."
        ) from None
    except smtplib.SMTPNotSupportedError as fejl:
        raise ServerFejl("Mailserveren tager ikke imod brugernavn og kodeord. Ret TILBUDSTJEK_SMTP_URL.") from fejl
    except (smtplib.SMTPException, OSError) as fejl:
        raise UdenForbindelse(type(fejl).__name__) from fejl
