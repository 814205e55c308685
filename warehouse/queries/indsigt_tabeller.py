"""Where each table names a tilbud, a plejefamilie, an address or a user: what the export of all known follows."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from sqlalchemy import Column, String, Table
from sqlalchemy.types import TypeEngine

from warehouse.tables import METADATA


class Slags(StrEnum):
    """Whom or what is asked about."""

    TILBUD = "tilbud"
    PLEJEFAMILIE = "plejefamilie"
    EMAIL = "email"
    BRUGER = "bruger"


@dataclass(frozen=True, kw_only=True)
class Barn:
    """A column that points at a column of another table: its rows go with the rows they belong to."""

    tabel: str
    kolonne: str
    af: str
    noegle: str


# Columns that name the subject itself, in whatever table they stand.
KOLONNER: Mapping[Slags, frozenset[str]] = MappingProxyType(
    {
        Slags.TILBUD: frozenset({"tilbudsid"}),
        Slags.PLEJEFAMILIE: frozenset({"plejefamilieid"}),
        Slags.EMAIL: frozenset({"email", "modtager", "adressat"}),
        Slags.BRUGER: frozenset({"af", "bruger", "hvem", "ophoert_af", "sagsbehandler", "set_af", "ansvarlig"}),
    }
)

# Columns that name it by the number alone, among numbers of other things; "x:10008" and "10008/2" count too.
NUMRE: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "adgangslog": ("noegle",),
        "adressebog": ("noegle",),
        "alarm": ("noegle", "tekst"),
        "raw_udtraek": ("noegle",),
        "revision": ("genstand",),
        "sideafvigelse": ("eksempel", "hvad"),
        "stikproeve_enhed": ("enhed_id", "offentligt_id"),
        "stikproeve_regelfund": ("enhed_id",),
        "stikproeve_udfald": ("enhed_id",),
    }
)

BOERN: tuple[Barn, ...] = (
    Barn(tabel="adressevask", kolonne="afdeling_id", af="afdeling", noegle="id"),
    Barn(tabel="afdeling_navn", kolonne="afdeling_id", af="afdeling", noegle="id"),
    Barn(tabel="afdeling_paragraf", kolonne="afdeling_id", af="afdeling", noegle="id"),
    Barn(tabel="afledt_afdeling", kolonne="afdeling_id", af="afdeling", noegle="id"),
    Barn(tabel="afledt_budget", kolonne="budget_id", af="budget", noegle="id"),
    Barn(tabel="afledt_takst", kolonne="takst_id", af="takst", noegle="id"),
    Barn(tabel="afvigelse_haendelse", kolonne="afvigelse_id", af="afvigelse", noegle="id"),
    Barn(tabel="budgetskema_fejl", kolonne="budgetskema_id", af="budgetskema", noegle="id"),
    Barn(tabel="budgetskema_post", kolonne="budgetskema_id", af="budgetskema", noegle="id"),
    Barn(tabel="mail", kolonne="noegle", af="mail_tilbud", noegle="noegle"),
    Barn(tabel="mail_tilbud", kolonne="noegle", af="mail", noegle="noegle"),
    Barn(tabel="mail_svar", kolonne="noegle", af="mail", noegle="noegle"),
    Barn(tabel="mail_afvigelse", kolonne="afvigelse_id", af="afvigelse", noegle="id"),
    Barn(tabel="sag_paabud_fejl", kolonne="paabud_id", af="sag_paabud", noegle="id"),
)

_OS = "om driften, ikke om et tilbud"
_FAELLES = "fælles for alle tilbud i en hentning eller kontrol"

# Tables without anything of one tilbud, and why. A test holds that every other table is reached.
UDEN_TILBUD: Mapping[str, str] = MappingProxyType(
    {
        "api_noegle": _OS,
        "doed_adresse": "om en e-mailadresse: spørg med --email",
        "gate_proeve": _FAELLES,
        "koersel": _FAELLES,
        "kontrol": _FAELLES,
        "plejefamilie": "om plejefamilier: spørg med familiens nummer",
        "regelkoersel": _FAELLES,
        "regelstop": "om en regel",
        "registertal": "tal for landet, myndigheder og typer",
        "revision_slettet": "numre på rækker, der er slettet",
        "sletning": "kun antal og fingeraftryk",
        "snapshot": _FAELLES,
        "stempeltal": _OS,
        "stikproeve": "om kontrollen som helhed",
        "stikproeve_ark": "om en sagsbehandlers ark",
        "stikproeve_frist": "om kontrollen som helhed",
        "stikproeve_haendelse": "om kontrollen som helhed",
        "udfoert": _OS,
        "udtraek": _FAELLES,
    }
)


def list_tabeller() -> tuple[Table, ...]:
    """Give the tables that may hold something of somebody, by name: all but the lists of the law."""
    return tuple(
        METADATA.tables[navn] for navn in sorted(METADATA.tables) if not navn.startswith(("reference_", "alembic"))
    )


def list_tekstkolonner(tabel: Table) -> tuple[str, ...]:
    """Give the names of a table's columns of text."""
    return tuple(kolonne.name for kolonne in tabel.c if isinstance(_find_slags(kolonne), String))


def _find_slags(kolonne: Column[Any]) -> TypeEngine[Any]:
    """Give a column's own type: that of SQLModel's texts is wrapped."""
    slags: TypeEngine[Any] = getattr(kolonne.type, "impl_instance", kolonne.type)
    return slags


def is_reached(tabel: Table) -> bool:
    """Tell whether the export of a tilbud looks in a table."""
    egne = KOLONNER[Slags.TILBUD] & {kolonne.name for kolonne in tabel.c}
    return bool(egne) or tabel.name in NUMRE or any(barn.tabel == tabel.name for barn in BOERN)
