"""The ministry's login over OpenID Connect: sending a person there, and judging what comes back.

OpenID Connect Core 1.0 § 3.1 (authorization code), with PKCE (RFC 7636), state and nonce. Nothing the provider sends is
kept: its tokens are read once and forgotten.
"""

import secrets
import ssl
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from typing import Any
from urllib.parse import quote_plus, urlsplit

import httpx
from authlib.common.errors import AuthlibBaseError  # type: ignore[import-untyped]
from authlib.oauth2.client import OAuth2Client  # type: ignore[import-untyped]
from authlib.oidc.core import CodeIDToken  # type: ignore[import-untyped]
from joserfc import jwt
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet
from joserfc.jws import JWSRegistry

from reports.web.adgang.rollekort import AdgangFejl

# Signatures that only the provider can make. `none` and the symmetric ones, which anybody with the public key could
# make, are not among them.
ALGORITMER = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512")
_SKAEVHED_S = 60
_NOEGLEPAUSE = timedelta(minutes=1)
_VENT_S = 10.0
_BASIC = "client_secret_basic"

_IKKE_TIL_STEDE = "Ministeriets login svarer ikke lige nu. Prøv igen om lidt."
_UGYLDIGT = "Ministeriets login svarede noget, der ikke kan godkendes. Log ind en gang til."


@dataclass(frozen=True, kw_only=True)
class Begyndt:
    """A login under way, kept by the browser alone: where to send it, and what its answer is held against."""

    url: str
    state: str
    nonce: str
    verifier: str


@dataclass(frozen=True, kw_only=True)
class Klient:
    """What we are at the provider: its issuer address, our id and secret there, and where people come back to."""

    udsteder: str
    klient_id: str
    hemmelighed: str = field(repr=False)
    tilbage: str


class Udbyder:
    """A provider; what it says of itself and its keys is fetched when first needed."""

    def __init__(self, klient: Klient) -> None:
        """Take what we are there; nothing is asked yet."""
        self._klient = klient
        self._om: dict[str, Any] | None = None
        self._noegler: KeySet | None = None
        self._hentet: datetime | None = None

    def begin(self) -> Begyndt:
        """Begin a login. Raises AdgangFejl when the provider cannot be reached."""
        om = self._load_om()
        state, nonce, verifier = (secrets.token_urlsafe(48) for _ in range(3))
        klient = OAuth2Client(
            session=None,
            client_id=self._klient.klient_id,
            redirect_uri=self._klient.tilbage,
            scope="openid profile",
            code_challenge_method="S256",
        )
        url, _ = klient.create_authorization_url(
            om["authorization_endpoint"], state=state, nonce=nonce, code_verifier=verifier
        )
        return Begyndt(url=url, state=state, nonce=nonce, verifier=verifier)

    def fetch_claims(self, code: str, begyndt: Begyndt, nu: datetime) -> Mapping[str, Any]:
        """Exchange a code for what the provider says of the person.

        Raises:
            AdgangFejl: the provider cannot be reached, refuses the code, or sends a token that is not good.
        """
        svar = self._exchange(code, begyndt.verifier)
        if not isinstance(svar.get("id_token"), str):
            raise AdgangFejl(_UGYLDIGT)
        return self._read_token(svar, begyndt.nonce, nu)

    def find_afsked(self) -> str | None:
        """Give where a person also logs out of the provider; None when it offers no such place or cannot be asked."""
        try:
            sted = self._load_om().get("end_session_endpoint")
        except AdgangFejl:
            return None
        return sted if isinstance(sted, str) and self._is_sikker(sted) else None

    @property
    def klient_id(self) -> str:
        """Our id at the provider."""
        return self._klient.klient_id

    def _exchange(self, code: str, verifier: str) -> dict[str, Any]:
        om = self._load_om()
        felter = {
            "grant_type": "authorization_code",
            "code": code,
            "code_verifier": verifier,
            "redirect_uri": self._klient.tilbage,
        }
        # RFC 6749 § 2.3.1: each is form-encoded before it is a name or a password.
        hvem = [quote_plus(en) for en in (self._klient.klient_id, self._klient.hemmelighed)]
        maader = om.get("token_endpoint_auth_methods_supported", [_BASIC])
        auth = httpx.BasicAuth(*hvem) if _BASIC in maader else None
        if auth is None:
            felter |= {"client_id": self._klient.klient_id, "client_secret": self._klient.hemmelighed}
        return _read_json(
            lambda: httpx.post(om["token_endpoint"], data=felter, auth=auth, timeout=_VENT_S, verify=_tillid())
        )

    def _read_token(self, svar: Mapping[str, Any], nonce: str, nu: datetime) -> Mapping[str, Any]:
        om = self._load_om()
        valg = {
            "iss": {"essential": True, "value": om["issuer"]},
            "aud": {"essential": True, "value": self._klient.klient_id},
            "nonce": {"essential": True, "value": nonce},
        }
        holdt_mod = {
            "nonce": nonce,
            "client_id": self._klient.klient_id,
            "access_token": svar.get("access_token"),
        }
        try:
            token = self._verify(svar["id_token"], nu)
            claims = CodeIDToken(token.claims, token.header, valg, holdt_mod)
            claims.validate(now=int(nu.timestamp()), leeway=_SKAEVHED_S)
        except (JoseError, AuthlibBaseError, ValueError, TypeError, KeyError) as fejl:
            raise AdgangFejl(_UGYLDIGT) from fejl
        return dict(claims)

    def _verify(self, id_token: str, nu: datetime) -> jwt.Token:
        regler = JWSRegistry(algorithms=list(ALGORITMER), strict_check_header=False)
        try:
            return jwt.decode(id_token, self._load_noegler(nu), registry=regler)
        except InvalidKeyIdError:
            # The provider may have changed its keys; asked anew at most once a minute, so that nobody can make us ask.
            if self._hentet is not None and nu - self._hentet < _NOEGLEPAUSE:
                raise
            self._noegler = None
            return jwt.decode(id_token, self._load_noegler(nu), registry=regler)

    def _load_om(self) -> dict[str, Any]:
        if self._om is None:
            om = _get(f"{self._klient.udsteder.rstrip('/')}/.well-known/openid-configuration")
            self._check_om(om)
            self._om = om
        return self._om

    def _check_om(self, om: Mapping[str, Any]) -> None:
        """Refuse a provider that says it is another one, or that would have us send the code in the clear."""
        steder = [str(om.get(navn, "")) for navn in ("authorization_endpoint", "token_endpoint", "jwks_uri")]
        if str(om.get("issuer", "")).rstrip("/") != self._klient.udsteder.rstrip("/"):
            raise AdgangFejl("Ministeriets login kalder sig noget andet end TILBUDSTJEK_OIDC_URL. Sig det til driften.")
        if not all(map(self._is_sikker, steder)):
            raise AdgangFejl("Ministeriets login mangler en sikker adresse i sin opsætning. Sig det til driften.")

    def _is_sikker(self, sted: str) -> bool:
        dele = urlsplit(sted)
        return dele.scheme in {"https", urlsplit(self._klient.udsteder).scheme} and bool(dele.hostname)

    def _load_noegler(self, nu: datetime) -> KeySet:
        if self._noegler is None:
            svar = _get(self._load_om()["jwks_uri"])
            led = svar.get("keys")
            # A symmetric key among the public ones is no key; neither is what we cannot read.
            offentlige = [en for en in led if en.get("kty") in {"RSA", "EC"}] if isinstance(led, list) else []
            try:
                self._noegler = KeySet.import_key_set({"keys": offentlige})
            except (JoseError, ValueError, TypeError, KeyError) as fejl:
                raise AdgangFejl(_UGYLDIGT) from fejl
            self._hentet = nu
        return self._noegler


@cache
def _tillid() -> ssl.SSLContext:
    """Give whom we trust (the machine, or SSL_CERT_FILE), read once: the certificates are many."""
    return ssl.create_default_context()


def _get(url: str) -> dict[str, Any]:
    return _read_json(lambda: httpx.get(url, timeout=_VENT_S, verify=_tillid(), headers={"Accept": "application/json"}))


def _read_json(ask: Callable[[], httpx.Response]) -> dict[str, Any]:
    """Give what the provider answers; it may not send us on to another server, nor answer anything else than JSON."""
    try:
        svar = ask()
        indhold = svar.json() if svar.is_success else None
    except (httpx.HTTPError, httpx.InvalidURL) as fejl:
        raise AdgangFejl(_IKKE_TIL_STEDE) from fejl
    except ValueError as fejl:
        raise AdgangFejl(_UGYLDIGT) from fejl
    if isinstance(indhold, dict):
        return indhold
    raise AdgangFejl(_IKKE_TIL_STEDE if svar.is_server_error else _UGYLDIGT)
