"""PostgreSQL's own programs for copying: found, of the right version, and told whom to talk to without an argument."""

import re
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from warehouse.kopi.fejl import KopiFejl


@dataclass(frozen=True, kw_only=True)
class Pgprogrammer:
    """Where pg_dump and pg_restore are: in `mappe`, else where `miljoe` (the environment they are given) has PATH."""

    mappe: Path | None = None
    miljoe: Mapping[str, str] = field(default_factory=dict)

    def find(self, navn: str, *, mindst: int) -> str:
        """Give the path of a program of at least a major version.

        Raises:
            KopiFejl: it is not there, or older.
        """
        sti = shutil.which(navn, path=str(self.mappe) if self.mappe else self.miljoe.get("PATH"))
        if sti is None:
            raise KopiFejl(
                f"Programmet {navn} findes ikke. Installér PostgreSQL {mindst}s klientprogrammer, eller sæt "
                "TILBUDSTJEK_PG_BIN til mappen med dem."
            )
        svar = subprocess.run([sti, "--version"], capture_output=True, text=True, check=False)  # noqa: S603
        version = re.search(r"\d+", svar.stdout)
        if version is None or int(version.group()) < mindst:
            raise KopiFejl(
                f"{navn} er ældre end databaseserveren ({mindst}). Installér PostgreSQL {mindst}s klientprogrammer, "
                "eller sæt TILBUDSTJEK_PG_BIN til mappen med dem."
            )
        return sti

    def make_miljoe(self, engine: Engine) -> dict[str, str]:
        """Give a program's environment with all of the address, the password too: arguments can be read by others."""
        import psycopg  # noqa: PLC0415 - SQLite needs no driver of PostgreSQL

        navne = {
            valg.keyword.decode(): valg.envvar.decode()
            for valg in psycopg.pq.Conninfo.get_defaults()
            if valg.envvar is not None
        }
        valgte: Mapping[str, Any] = engine.dialect.create_connect_args(engine.url)[1]
        givet = {navne[navn]: str(vaerdi) for navn, vaerdi in valgte.items() if navn in navne}
        return {**self.miljoe, **givet, "LC_ALL": "C"}
