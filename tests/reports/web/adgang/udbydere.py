"""Two providers to log in at: a package that is one, as a process, and one of ours that says whatever a test wants."""

import base64
import hashlib
import hmac
import json
import socket
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from urllib.parse import parse_qs, urlsplit

import httpx
import uvicorn
from joserfc import jws, jwt
from joserfc.jwk import RSAKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tests.reports.web.klient import INGEN_TLS

KLIENT = "tilbudstjek"
HEMMELIGHED = "hemmelig-hos-udbyderen"
BRUGERE = {
    "laeser": ["gruppe-laes"],
    "KL": ["gruppe-sag"],
    "MB": ["gruppe-sag", "gruppe-laes"],
    "chef": ["gruppe-admin"],
    "nord": ["gruppe-nord"],
    "ingen": ["en-helt-anden"],
    "begge": ["gruppe-nord", "gruppe-laes"],
}


def _find_port():
    with socket.socket() as stik:
        stik.bind(("127.0.0.1", 0))
        return stik.getsockname()[1]


@contextmanager
def running_udbyder():
    """The package's provider in a process of its own; gives its issuer."""
    port = _find_port()
    alle = [
        {"sub": navn, "preferred_username": navn, "name": f"Bruger {navn}", "roles": roller}
        for navn, roller in BRUGERE.items()
    ]
    brugere = [f"--user-claims={json.dumps(en)}" for en in alle]
    kommando = [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "-p", str(port), "-n", "true", *brugere]
    with subprocess.Popen(kommando, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as proces:
        try:
            yield _wait_for(f"http://127.0.0.1:{port}")
        finally:
            proces.terminate()


def _wait_for(udsteder):
    for _ in range(300):
        try:
            httpx.get(f"{udsteder}/.well-known/openid-configuration", verify=INGEN_TLS).raise_for_status()
        except httpx.HTTPError:
            time.sleep(0.1)
        else:
            return udsteder
    raise AssertionError("Udbyderen kom aldrig i gang")


class Skurk:
    """A provider that checks code and PKCE as it should and then sends whatever token a test gives it."""

    def __init__(self, udsteder):
        self.udsteder = udsteder
        self.noegle = make_noegle("en")
        self.om = {}
        self.noegler = [self.noegle]
        self.koder = {}
        self.id_token = None
        self.spurgt = []

    def make_app(self):
        return Starlette(
            routes=[
                Route("/.well-known/openid-configuration", self._om),
                Route("/jwks", self._jwks),
                Route("/token", self._token, methods=["POST"]),
            ]
        )

    def authorize(self, adresse):
        """Let the person whose browser was sent here in; give the code and what was asked."""
        spurgt = {navn: value[0] for navn, value in parse_qs(urlsplit(adresse).query).items()}
        kode = f"kode-{len(self.spurgt)}"
        self.koder[kode] = spurgt["code_challenge"]
        self.spurgt.append(spurgt)
        return kode, spurgt

    def make_claims(self, givet, nu, **andet):
        return {
            "iss": self.udsteder,
            "aud": KLIENT,
            "sub": "123",
            "preferred_username": "KL",
            "name": "Kaj Test",
            "roles": ["gruppe-sag"],
            "iat": nu,
            "exp": nu + 300,
            "nonce": givet,
            **andet,
        }

    def _om(self, _request: Request) -> Response:
        return JSONResponse(
            {
                "issuer": self.udsteder,
                "authorization_endpoint": f"{self.udsteder}/authorize",
                "token_endpoint": f"{self.udsteder}/token",
                "jwks_uri": f"{self.udsteder}/jwks",
                # What an attacker who could write here would like us to believe.
                "id_token_signing_alg_values_supported": ["none", "HS256", "RS256"],
                **self.om,
            }
        )

    def _jwks(self, _request: Request) -> Response:
        return JSONResponse({"keys": [en.as_dict(private=False) for en in self.noegler]})

    async def _token(self, request: Request) -> Response:
        felter = {navn: value[0] for navn, value in parse_qs((await request.body()).decode()).items()}
        hvem = base64.b64encode(f"{KLIENT}:{HEMMELIGHED}".encode()).decode()
        maalt = base64.urlsafe_b64encode(hashlib.sha256(felter["code_verifier"].encode()).digest()).decode().rstrip("=")
        ventet = self.koder.pop(felter["code"], None)
        if ventet is None or maalt != ventet or request.headers["authorization"] != f"Basic {hvem}":
            return JSONResponse({"error": "invalid_grant"}, 400)
        svar = {"access_token": "adgangstoken", "token_type": "Bearer", "expires_in": 300}
        return JSONResponse(svar | ({} if self.id_token is None else {"id_token": self.id_token}))


def make_noegle(kid):
    return RSAKey.generate_key(2048, {"kid": kid, "use": "sig", "alg": "RS256"})


def sign(noegle, claims, **hoved):
    """Sign a token as a provider does."""
    return jwt.encode({"alg": "RS256", "kid": noegle.kid, **hoved}, claims, noegle, algorithms=["RS256"])


def sign_escaped(noegle, claims):
    """Sign a token as a provider does that writes everything but ASCII as escapes: also half a sign."""
    return jws.serialize_compact({"alg": "RS256", "kid": noegle.kid}, json.dumps(claims).encode(), noegle)


def sign_with_public_key(noegle, claims):
    """Make the token of somebody who takes the public key for the secret of an HMAC."""
    hoved = _encode({"alg": "HS256", "kid": noegle.kid}) + "." + _encode(claims)
    underskrift = hmac.digest(noegle.as_pem(private=False), hoved.encode(), "sha256")
    return f"{hoved}.{base64.urlsafe_b64encode(underskrift).decode().rstrip('=')}"


def leave_unsigned(claims):
    """Make a token of the algorithm `none`."""
    return f"{_encode({'alg': 'none', 'typ': 'JWT'})}.{_encode(claims)}."


def _encode(del_):
    return base64.urlsafe_b64encode(json.dumps(del_).encode()).decode().rstrip("=")


@contextmanager
def running_skurk():
    """Serve the provider that says what a test wants."""
    with socket.socket() as stik:
        stik.bind(("127.0.0.1", 0))
        skurk = Skurk(f"http://127.0.0.1:{stik.getsockname()[1]}")
        server = uvicorn.Server(uvicorn.Config(skurk.make_app(), log_config=None, ws="none", lifespan="off"))
        traad = threading.Thread(target=server.run, kwargs={"sockets": [stik]})
        traad.start()
        try:
            while not server.started and traad.is_alive():
                time.sleep(0.005)
            yield skurk
        finally:
            server.should_exit = True
            traad.join()
