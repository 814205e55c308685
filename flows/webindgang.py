"""Who comes in to the report pages: from the settings and the command line to the door of reports/web."""

import json
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from pydantic import TypeAdapter, ValidationError

from flows.laas import OptagetFejl as LaasFejl
from flows.laas import hold_lock
from flows.mailvagt import make_mailvagt
from flows.opbevaring import read_opbevaring
from flows.overvaagning import read_omgivelser
from flows.settings import Indstillinger, IndstillingFejl, load_noeglefil
from reports.web.adgang.indgang import DENNE_MASKINE, Indgang, Login, Lokal
from reports.web.adgang.log_ind import SVAR
from reports.web.adgang.rollekort import Rollekort, parse_rolle, parse_rollekort
from reports.web.adgang.udbyder import Klient, Udbyder
from reports.web.bruger import LOKAL, Bruger
from reports.web.drift import Drift, OptagetFejl

_KORTEST = 32


def choose_indgang(indstillinger: Indstillinger, *, som: str | None, bruger: str | None) -> Indgang:
    """Give the way in: the ministry's login when there is one in the settings, else one person at this machine.

    `som` is a role to try the pages in at this machine, under the user name `bruger`; a socialtilsyn's has its code
    after a colon.

    Raises:
        IndstillingFejl: a login that is only half there, or a role that cannot be tried.
    """
    if indstillinger.oidc_url:
        if som is not None:
            raise IndstillingFejl("Med et login (TILBUDSTJEK_OIDC_URL) kan --som og --skriv ikke bruges. Log ind.")
        return _make_login(indstillinger)
    if som is None:
        return Lokal()
    return Lokal(bruger=_make_bruger(som, bruger), hemmelighed=secrets.token_bytes(32))


def make_drift(indstillinger: Indstillinger) -> Drift:
    """Give what pages need of the operation: the runs' lock, the guards of the mails, the surroundings, a key."""

    @contextmanager
    def laas() -> Iterator[None]:
        try:
            with hold_lock(indstillinger):
                yield
        except LaasFejl as fejl:
            raise OptagetFejl(str(fejl)) from fejl

    return Drift(
        laas=laas,
        mailvagt=make_mailvagt(indstillinger),
        omgivelser=lambda: read_omgivelser(indstillinger),
        opbevaring=read_opbevaring(indstillinger),
        metrik_noegle=read_metrik_noegle(indstillinger),
    )


def read_metrik_noegle(indstillinger: Indstillinger) -> str:
    """Give the key that other machines read the metrics with.

    Raises:
        IndstillingFejl: it is too short to be one, or has signs that no header carries.
    """
    noegle = indstillinger.metrics_noegle.get_secret_value()
    if noegle and not (len(noegle) >= _KORTEST and re.fullmatch("[!-~]+", noegle)):
        raise IndstillingFejl(
            f"TILBUDSTJEK_METRICS_NOEGLE er for kort eller har tegn, der ikke kan sendes. Brug mindst {_KORTEST} "
            "tilfældige bogstaver (uden æøå) og tal."
        )
    return noegle


def check_lyt(adresse: str, indgang: Indgang) -> None:
    """Refuse to listen to others than this machine without a login. Raises IndstillingFejl."""
    if adresse not in DENNE_MASKINE and not isinstance(indgang, Login):
        raise IndstillingFejl("Andre maskiner skal logge ind. Sæt TILBUDSTJEK_OIDC_URL, eller udelad --lyt.")


def load_web_hemmelighed(indstillinger: Indstillinger) -> bytes:
    """Give the secret that logins are signed with; made once and kept in `var` when none is set.

    Raises:
        IndstillingFejl: the one that is set is too short to be one, or the kept one is empty.
    """
    given = indstillinger.web_hemmelighed.get_secret_value()
    if given and len(given) < _KORTEST:
        raise IndstillingFejl(f"TILBUDSTJEK_WEB_HEMMELIGHED er for kort. Brug mindst {_KORTEST} tilfældige tegn.")
    return (given or load_noeglefil(indstillinger.var / "web_hemmelighed")).encode()


def _make_bruger(som: str, bruger: str | None) -> Bruger:
    navn = bruger or LOKAL.brugernavn
    try:
        rolle, tilsyn = parse_rolle(som)
    except ValueError as fejl:
        raise IndstillingFejl(f"»--som {som}« kan ikke bruges: {fejl}.") from fejl
    return Bruger(brugernavn=navn, navn=navn, rolle=rolle, tilsyn=tilsyn)


def _make_login(indstillinger: Indstillinger) -> Login:
    _require_complete(indstillinger)
    web_url = indstillinger.web_url.rstrip("/")
    klient = Klient(
        udsteder=indstillinger.oidc_url,
        klient_id=indstillinger.oidc_klient,
        hemmelighed=indstillinger.oidc_hemmelighed.get_secret_value(),
        tilbage=f"{web_url}{SVAR}",
    )
    return Login(
        web_url=web_url,
        udbyder=Udbyder(klient),
        rollekort=_make_rollekort(indstillinger),
        hemmelighed=load_web_hemmelighed(indstillinger),
        proxy=indstillinger.web_proxy or None,
    )


def _require_complete(indstillinger: Indstillinger) -> None:
    mangler = [
        navn
        for navn, value in (
            ("OIDC_KLIENT", indstillinger.oidc_klient),
            ("OIDC_HEMMELIGHED", indstillinger.oidc_hemmelighed.get_secret_value()),
            ("OIDC_ROLLER", indstillinger.oidc_roller),
            ("WEB_URL", indstillinger.web_url),
        )
        if not value
    ]
    if mangler:
        navne = ", ".join(f"TILBUDSTJEK_{navn}" for navn in mangler)
        raise IndstillingFejl(f"Et login kræver også {navne}. Sæt dem, og start igen.")
    _require_sikker("OIDC_URL", indstillinger.oidc_url)
    _require_sikker("WEB_URL", indstillinger.web_url)
    if urlsplit(indstillinger.web_url).path not in {"", "/"}:
        raise IndstillingFejl("TILBUDSTJEK_WEB_URL skal være uden sti, fx https://tilbudstjek.example.org.")


def _require_sikker(navn: str, url: str) -> None:
    """Refuse an address without encryption, but for this machine, where it is tried out."""
    dele = urlsplit(url)
    if dele.scheme == "https" and dele.hostname:
        return
    if dele.scheme != "http" or dele.hostname not in DENNE_MASKINE:
        raise IndstillingFejl(f"TILBUDSTJEK_{navn} skal begynde med https:// (http:// kun på denne maskine).")


def _make_rollekort(indstillinger: Indstillinger) -> Rollekort:
    try:
        kort = TypeAdapter(dict[str, str]).validate_python(json.loads(indstillinger.oidc_roller))
    except (ValidationError, ValueError, RecursionError) as fejl:
        raise IndstillingFejl(
            'TILBUDSTJEK_OIDC_ROLLER kan ikke læses. Skriv fx {"gruppe-a": "laeser", "gruppe-b": "socialtilsyn:Nord"}.'
        ) from fejl
    try:
        return parse_rollekort(indstillinger.oidc_rollefelt, kort)
    except ValueError as fejl:
        raise IndstillingFejl(f"TILBUDSTJEK_OIDC_ROLLER: {fejl}.") from fejl
