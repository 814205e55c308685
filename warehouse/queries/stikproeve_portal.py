"""What the register says of drawn units as it stood when the frame was frozen: the afdelinger, and rows of dataudtræk.

The values of telephone and e-mail are not read, only whether there are any; of a krisecenter no address is read.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from sqlalchemy import Connection, case, func, or_, select

from domain.felter import ADRESSEFELTER
from warehouse.tables import table_of
from warehouse.tables.register import Afdeling, AfledtAfdeling
from warehouse.tables.udtraek import ENTITETSTABELLER, Udtraek

Raekker = Mapping[str, tuple[Mapping[str, Any], ...]]

_AFDELING = table_of(Afdeling)
_AFLEDT = table_of(AfledtAfdeling)
_UDTRAEK = table_of(Udtraek)
_AABNE_FELTER = (
    *("tilbudsid", "afdelingsid", "navn", "cvr", "p_nummer", "hjemmeside", "virksomhed", "virksomhedsform"),
    *("driftsaftale_med", "tilsynsmyndighed", "tilbudstyper", "pladser", "pladser_i_alt", "er_beskyttet"),
    *("har_adresse", "har_leder", "har_kontaktperson", "kilde_url"),
)


def read_afdelinger(forbindelse: Connection, snapshot_id: int, tilbudsider: Collection[str]) -> Raekker:
    """Give the afdelinger of some tilbud as a snapshot saw them, by tilbudsid and in the order of their ids."""
    a = _AFDELING.c
    sted = [navn for navn in a.keys() if navn in ADRESSEFELTER]  # noqa: SIM118 - a column collection is no dict
    valg = (
        select(
            *(a[navn] for navn in _AABNE_FELTER),
            *(case((a.er_beskyttet, None), else_=a[navn]).label(navn) for navn in sted),
            a.telefon.is_not(None).label("har_telefon"),
            a.email.is_not(None).label("har_email"),
            _AFLEDT.c.virksomhedsform_foldet,
        )
        .outerjoin(_AFLEDT, _AFLEDT.c.afdeling_id == a.id)
        .where(a.tilbudsid.in_(sorted(tilbudsider)))
        .where(a.gyldig_fra <= snapshot_id, or_(a.gyldig_til.is_(None), a.gyldig_til > snapshot_id))
        .order_by(a.tilbudsid, func.length(a.afdelingsid), a.afdelingsid)
    )
    return _group(forbindelse, valg, "tilbudsid")


def read_raekker(
    forbindelse: Connection, entitet: str, ider: Collection[str], *, kolonne: str, dag: date
) -> Raekker | None:
    """Give the rows of an entity as its last delivery on or before a day had them, by the ids in `kolonne`.

    None when nothing was delivered by then.
    """
    u = _UDTRAEK.c
    sidste = select(func.max(u.id)).where(u.entitet == entitet, u.dag <= dag)
    udtraek_id = forbindelse.execute(sidste).scalar_one()
    if udtraek_id is None:
        return None
    c = ENTITETSTABELLER[entitet].c
    gyldig = (c.gyldig_fra <= udtraek_id, or_(c.gyldig_til.is_(None), c.gyldig_til > udtraek_id))
    valg = select(ENTITETSTABELLER[entitet]).where(c[kolonne].in_(sorted(ider)), *gyldig).order_by(c.id)
    return _group(forbindelse, valg, kolonne)


def _group(forbindelse: Connection, valg: Any, kolonne: str) -> Raekker:  # noqa: ANN401 - a select of any columns
    samlet: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for row in forbindelse.execute(valg).mappings():
        samlet[row[kolonne]].append(dict(row))
    return {noegle: tuple(rows) for noegle, rows in samlet.items()}
