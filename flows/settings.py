"""The settings: the only place that reads (and prepares) the environment."""

import os
import secrets
import stat
import tempfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import Field, HttpUrl, SecretStr, TypeAdapter, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from domain.systemfejl import explain_oserror

_API = "PREFECT_API_URL"
_ENV_FIL = ".env"
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1", "[::1]"})


class IndstillingFejl(ValueError):
    """A setting that cannot be used; the message is Danish and says what to do."""


class Indstillinger(BaseSettings):
    """Every setting of the program, prefix `TILBUDSTJEK_`; the table in docs/drift.md describes them for operators."""

    model_config = SettingsConfigDict(
        env_prefix="TILBUDSTJEK_", env_file=_ENV_FIL, extra="ignore", frozen=True, hide_input_in_errors=True
    )

    var: Path = Path("var")
    database_url: SecretStr = SecretStr("")
    pg_bin: Path | None = None
    portal_url: str = "https://tilbudsportalen.dk"
    delay_s: Annotated[float, Field(ge=0)] = 1.0
    kontakt: str = ""
    hash_noegle: SecretStr = SecretStr("")
    regler_til: str = ""
    regler_fra: str = ""
    mail_fra: str = "tilbudstjek@example.org"
    mail_svar_til: str = "tilbudstjek@example.org"
    mail_ro_dage: Annotated[int, Field(ge=0)] = 30
    mail_snapshots: Annotated[int, Field(ge=1)] = 2
    mail_regel_andel_pct: Annotated[float, Field(ge=0, le=100)] = 5.0
    mail_loft_pr_dag: Annotated[int, Field(ge=0)] = 500
    mail_fra_kl: Annotated[int, Field(ge=0, le=23)] = 8
    mail_til_kl: Annotated[int, Field(ge=1, le=24)] = 16
    orientering_ugedag: Annotated[int, Field(ge=1, le=7)] = 1
    smtp_url: SecretStr = SecretStr("")
    mail_pr_minut: Annotated[int, Field(ge=1, le=6000)] = 60
    indbakke: Path | None = None
    alarm_til: str = ""
    kopi_til: Path | None = None
    kopi_behold: Annotated[int, Field(ge=1)] = 14
    metrics_noegle: SecretStr = SecretStr("")
    log: Literal["tekst", "json"] = "tekst"
    log_niveau: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "WARNING"
    opbevaring: str = ""
    paabud_afsender_cvr: str = ""
    paabud_afsender_navn: Annotated[str, Field(max_length=200)] = ""
    web_url: str = ""
    web_hemmelighed: SecretStr = SecretStr("")
    web_proxy: str = ""
    oidc_url: str = ""
    oidc_klient: str = ""
    oidc_hemmelighed: SecretStr = SecretStr("")
    oidc_rollefelt: str = "roles"
    oidc_roller: str = ""

    @field_validator("mail_til_kl")
    @classmethod
    def _ends_after_it_began(cls, til_kl: int, felter: ValidationInfo) -> int:
        if til_kl <= felter.data.get("mail_fra_kl", -1):
            raise ValueError("skal være senere end TILBUDSTJEK_MAIL_FRA_KL")
        return til_kl

    @property
    def database(self) -> str:
        """The database address, password included; SQLite in `var` unless another is set."""
        return self.database_url.get_secret_value() or f"sqlite:///{self.var.resolve() / 'tilbudstjek.db'}"

    @property
    def dumps(self) -> Path:
        """The folder of finished dumps and unfinished crawls."""
        return self.var / "dumps"

    @property
    def adresseregister(self) -> Path:
        """The file of the address register."""
        return self.var / "adresser" / "register.db"

    @property
    def udbakke(self) -> Path:
        """The folder mails are written to as `.eml` files."""
        return self.var / "udbakke"

    @property
    def budgetkalender(self) -> Path:
        """The folder of the budget calendar's files."""
        return self.var / "budgetkalender"

    @property
    def alarmer(self) -> Path:
        """The folder of alarms' mails, and of what is remembered of them while the database is away."""
        return self.var / "alarmer"

    @property
    def rapport(self) -> Path:
        """The folder of the frozen report pages."""
        return self.var / "rapport"


def load_settings() -> Indstillinger:
    """Read the settings from the environment and `.env`, and from systemd's credentials: a file for each setting.

    Raises:
        IndstillingFejl: a value cannot be used, or a secret lies where others can read it.
    """
    mappe = os.environ.get("CREDENTIALS_DIRECTORY") or None
    try:
        _check_hemmelige_filer(mappe)
        return Indstillinger(_secrets_dir=mappe)
    except ValidationError as fejl:
        first = fejl.errors()[0]
        navn = "_".join(str(part) for part in first["loc"]).upper()
        raise IndstillingFejl(
            f"Indstillingen TILBUDSTJEK_{navn} kan ikke bruges ({first['msg']}). Ret den, og prøv igen."
        ) from fejl


def list_hemmelige() -> tuple[str, ...]:
    """Give the names of the settings that are secret."""
    return tuple(navn for navn, felt in Indstillinger.model_fields.items() if felt.annotation is SecretStr)


def _check_hemmelige_filer(mappe: str | None) -> None:
    """Refuse a folder of secrets that is not there, and a file with a secret in it that anybody may read."""
    if mappe is not None and not Path(mappe).is_dir():
        raise IndstillingFejl(f"Mappen med hemmeligheder, {mappe} (CREDENTIALS_DIRECTORY), findes ikke.")
    navne = {f"tilbudstjek_{navn}" for navn in list_hemmelige()}
    filer = [] if mappe is None else [fil for fil in sorted(Path(mappe).iterdir()) if fil.name.lower() in navne]
    env = Path(_ENV_FIL)
    if env.is_file() and any(navn in env.read_text(encoding="utf-8", errors="replace").lower() for navn in navne):
        filer.append(env)
    for fil in filer:
        if fil.stat().st_mode & stat.S_IRWXO:
            raise IndstillingFejl(
                f"Filen {fil} rummer en hemmelighed, og alle på maskinen kan læse den. Kør »chmod o= {fil}«, og skift "
                "hemmeligheden, hvis andre kan have set den."
            )


def read_miljoe() -> dict[str, str]:
    """Give the environment, for a program that is started and must be told more than this one was."""
    return dict(os.environ)


def check_portal(portal: str, kontakt: str) -> str:
    """Give the portal's base address without a trailing slash.

    Raises:
        IndstillingFejl: not a web address, or a foreign server is to be crawled unencrypted or without saying whom to
            write to.
    """
    try:
        url = TypeAdapter(HttpUrl).validate_python(portal)
    except ValidationError as fejl:
        raise IndstillingFejl(f"»{portal}« er ikke en webadresse. Skriv fx https://tilbudsportalen.dk.") from fejl
    er_fremmed = (url.host or "") not in _LOOPBACK
    if er_fremmed and url.scheme != "https":
        raise IndstillingFejl(
            f"»{portal}« er ikke krypteret, så andre kan lægge ord i registrets mund. Skriv adressen med https://."
        )
    if er_fremmed and not kontakt:
        raise IndstillingFejl(
            "Sæt TILBUDSTJEK_KONTAKT til en e-mailadresse, før der hentes fra en portal: "
            "hver forespørgsel skal sige, hvem man kan skrive til."
        )
    return portal.rstrip("/")


def load_hash_noegle(indstillinger: Indstillinger) -> str:
    """Give the key that names of people are hashed with; made once and kept in `var` when none is set."""
    given = indstillinger.hash_noegle.get_secret_value()
    return given or load_noeglefil(indstillinger.var / "hash_noegle")


def load_noeglefil(fil: Path, make: Callable[[], str] = lambda: secrets.token_hex(32)) -> str:
    """Give what a file of this installation's own holds as a key: made once, whole or not at all, its owner's alone.

    Raises:
        IndstillingFejl: the file is there and empty. An empty key would be one that everybody knows.
        OSError: it cannot be made.
    """
    if not fil.exists():
        fil.parent.mkdir(parents=True, exist_ok=True)
        handle, ny = tempfile.mkstemp(prefix=f".{fil.name}.", dir=fil.parent)
        try:
            with os.fdopen(handle, "w", encoding="ascii") as out:
                out.write(make())
                out.flush()
                os.fsync(out.fileno())
            # A link never takes the place of one that another process made meanwhile.
            with suppress(FileExistsError):
                os.link(ny, fil)
        finally:
            Path(ny).unlink()
    noegle = fil.read_text(encoding="ascii", errors="replace").strip(" \t\r\n\0")
    if not noegle:
        raise IndstillingFejl(
            f"Filen {fil} er tom, så der er ingen nøgle i den. Læg den rigtige tilbage fra en sikkerhedskopi, eller "
            "slet filen, så bliver der lavet en ny."
        )
    return noegle


def prepare_environment(var: Path) -> None:
    """Keep Prefect inside `var` and quiet, before it is imported: no home folder, no server, nothing sent anywhere.

    Raises:
        IndstillingFejl: the folder cannot be made or written in, or Prefect's server would be spoken to unencrypted.
    """
    hjem = (var / "prefect").resolve()
    try:
        hjem.mkdir(parents=True, exist_ok=True)
    except OSError as fejl:
        raise IndstillingFejl(
            f"Mappen {var} kan ikke bruges ({explain_oserror(fejl)}). Sæt TILBUDSTJEK_VAR til en mappe, programmet må "
            "skrive i."
        ) from fejl
    defaults = {
        "PREFECT_HOME": str(hjem),
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        # Under a server people read a run's log there; without one there is nobody to send it to.
        "PREFECT_LOGGING_TO_API_ENABLED": "true" if find_prefect_server() else "false",
        "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
        "DO_NOT_TRACK": "1",
    }
    for navn, value in defaults.items():
        os.environ.setdefault(navn, value)


def find_prefect_server() -> str | None:
    """Give the address of the standing Prefect server that the environment names, None when it names none.

    Raises:
        IndstillingFejl: it is another machine's, and not encrypted.
    """
    adresse = os.environ.get(_API) or None
    if adresse is not None:
        dele = urlsplit(adresse)
        if dele.scheme != "https" and dele.hostname not in _LOOPBACK:
            raise IndstillingFejl(
                f"{_API} er en anden maskine uden https, så kodeordet dertil ville gå ukrypteret over nettet. Sæt en "
                "server med https foran Prefect (docs/saet-i-drift.md), og skriv dens adresse."
            )
    return adresse


def point_prefect(miljoe: Mapping[str, str]) -> dict[str, str]:
    """Set Prefect's own settings for this process, before Prefect is imported; give the whole environment.

    For a process that is to run under a server: what `prepare_environment` took for one without gives way.
    """
    os.environ.update(miljoe)
    return dict(os.environ)
