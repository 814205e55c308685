"""Alembic without its ini file: the connection is handed over, so a migration is part of the caller's transaction."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection

MAPPE = Path(__file__).parent


def make_config(forbindelse: Connection | None = None) -> Config:
    """Give Alembic's settings; `forbindelse` is what `env.py` runs on."""
    config = Config(attributes={"connection": forbindelse})
    config.set_main_option("script_location", str(MAPPE).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


def upgrade(forbindelse: Connection) -> None:
    """Run every migration the database lacks, inside the connection's transaction."""
    command.upgrade(make_config(forbindelse), "head")


def knows_version(version: str) -> bool:
    """Tell whether a schema version is one of this program's."""
    try:
        return ScriptDirectory.from_config(make_config()).get_revision(version) is not None
    except CommandError:
        return False


def newest_version() -> str | None:
    """Give the id of the newest migration there is."""
    return ScriptDirectory.from_config(make_config()).get_current_head()
