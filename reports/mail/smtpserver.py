"""The mail server as the settings name it: one address with user and password, never without encryption."""

import ssl
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import SplitResult, unquote, urlsplit

from reports.fejl import RapportFejl

_TLS: dict[str, tuple[Literal["fra-start", "starttls"], int]] = {
    "smtps": ("fra-start", 465),
    "smtp+starttls": ("starttls", 587),
}


@dataclass(frozen=True, kw_only=True)
class Smtpserver:
    """Where mails are handed over; `kode` is secret and in no text this object is written as."""

    vaert: str
    port: int
    tls: Literal["fra-start", "starttls"]
    bruger: str | None = field(default=None, repr=False)
    kode: str | None = field(default=None, repr=False)
    # None: those the system trusts.
    certifikater: ssl.SSLContext | None = field(default=None, repr=False, compare=False)
    # Seconds for each answer; and for the last one, which RFC 5321 section 4.5.3.2.6 lets take ten minutes.
    svartid_s: float = 60.0
    kvittering_s: float = 600.0


def read_smtp_url(url: str) -> Smtpserver:
    """Read `smtps://user:password@host:port` or `smtp+starttls://…`; special characters are percent-encoded.

    Raises:
        RapportFejl: it is no such address. The message never repeats it, since it holds the password.
    """
    try:
        dele = urlsplit(url.strip())
        port = dele.port
    except ValueError:
        raise _refuse("Den kan ikke læses.") from None
    if dele.scheme not in _TLS:
        raise _refuse("Mails sendes kun krypteret, så den skal begynde med smtps:// eller smtp+starttls://.")
    if not dele.hostname or dele.path.strip("/") or dele.query or dele.fragment:
        raise _refuse("Efter brugernavn og kodeord skal der stå servernavn og port, og ikke mere.")
    if (dele.username is None) != (dele.password is None):
        raise _refuse("Der skal være både brugernavn og kodeord, eller ingen af dem.")
    tls, standardport = _TLS[dele.scheme]
    bruger, kode = _read_login(dele)
    return Smtpserver(vaert=dele.hostname, port=port or standardport, tls=tls, bruger=bruger, kode=kode)


def _read_login(dele: SplitResult) -> tuple[str | None, str | None]:
    if dele.username is None or dele.password is None:
        return None, None
    bruger, kode = unquote(dele.username), unquote(dele.password)
    if not (bruger + kode).isascii():
        raise _refuse("Brugernavn og kodeord må ikke have bogstaver som æ, ø og å.")
    return bruger, kode


def _refuse(hvorfor: str) -> RapportFejl:
    return RapportFejl(
        f"TILBUDSTJEK_SMTP_URL kan ikke bruges. {hvorfor} Skriv fx smtps://bruger:kodeord@mail.example.org:465; "
        "tegn som @, : og / i kodeordet skrives %40, %3A og %2F."
    )
