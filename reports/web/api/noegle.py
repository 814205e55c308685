"""Who asks: another system with a key, a person who is logged in, or the local reader; and what they may read."""

import logging
from datetime import date
from typing import Annotated

from fastapi import BackgroundTasks, Depends, Security
from fastapi.security import HTTPBearer, SecurityScopes
from sqlalchemy import Engine
from starlette.exceptions import HTTPException
from starlette.requests import Request

from domain.apiomfang import Noegleomfang, Omfang
from domain.tid import find_dag
from reports.web.api.kilde import FraKilde, Kilde
from reports.web.bruger import MINISTERIET, Bruger
from warehouse.apinoegler import find_noegle, mark_used
from warehouse.fejl import WarehouseFejl
from warehouse.transaktion import reading

LOG = logging.getLogger(__name__)
_LAENGST = 200
_ALT = frozenset(Omfang)
_MANGLER = "Send nøglen i hovedet »Authorization: Bearer …«. Nøgler fås hos dem, der driver Tilbudstjek."
_UGYLDIG = "Nøglen er ukendt, udløbet eller lukket. Bed dem, der driver Tilbudstjek, om en ny."
_UDEN_TILSYN = "Denne liste er for ministeriet; en adgang til ét socialtilsyns tilbud kan ikke læse den."
_ordning = HTTPBearer(
    auto_error=False,
    scheme_name="noegle",
    description="En nøgle fra »tilbudstjek api-noegle opret«. Omfang: register:laes og sager:laes.",
)


def find_laeser(
    omfang: SecurityScopes,
    request: Request,
    opgaver: BackgroundTasks,
    kilde: FraKilde,
    _ordning: Annotated[object, Depends(_ordning)],
) -> Noegleomfang:
    """Give what whoever asks may read.

    Raises:
        HTTPException: 401 without a key that holds, 403 when it does not reach this far.
    """
    maa = _read_adgang(request, opgaver, kilde)
    mangler = sorted({Omfang(en) for en in omfang.scopes} - maa.omfang)
    if mangler:
        raise HTTPException(
            403,
            f"Adgangen mangler omfanget {', '.join(mangler)}.",
            {"WWW-Authenticate": f'Bearer error="insufficient_scope", scope="{" ".join(mangler)}"'},
        )
    return maa


def find_ministeriet(
    maa: Annotated[Noegleomfang, Security(find_laeser, scopes=[Omfang.REGISTER.value])],
) -> Noegleomfang:
    """Give what whoever asks may read, when that is not one portfolio alone.

    Raises:
        HTTPException: 403 for anybody held to one portfolio.
    """
    if maa.tilsyn is not None:
        raise HTTPException(403, _UDEN_TILSYN, {"WWW-Authenticate": 'Bearer error="insufficient_scope"'})
    return maa


Registerlaeser = Annotated[Noegleomfang, Security(find_laeser, scopes=[Omfang.REGISTER.value])]
Saglaeser = Annotated[Noegleomfang, Security(find_laeser, scopes=[Omfang.SAGER.value])]
Ministeriet = Annotated[Noegleomfang, Depends(find_ministeriet)]


def _read_adgang(request: Request, opgaver: BackgroundTasks, kilde: Kilde) -> Noegleomfang:
    hoved = request.headers.get("authorization")
    if hoved is not None:
        return _read_noegle(hoved, opgaver, kilde)
    bruger = find_bruger(request)
    if bruger is None:
        raise HTTPException(401, _MANGLER, {"WWW-Authenticate": 'Bearer realm="tilbudstjek"'})
    omfang = _ALT if bruger.rolle in MINISTERIET else frozenset({Omfang.REGISTER})
    return Noegleomfang(omfang=omfang, tilsyn=bruger.tilsyn)


def find_bruger(request: Request) -> Bruger | None:
    """Give the person who asks, as the guard at the door found out; nobody, where there is no guard."""
    fundet = getattr(request.state, "bruger", None)
    return fundet if isinstance(fundet, Bruger) else None


def _read_noegle(hoved: str, opgaver: BackgroundTasks, kilde: Kilde) -> Noegleomfang:
    ordning, _, noegle = hoved.partition(" ")
    nu = kilde.ur() if kilde.ur else None
    if nu is None or ordning.lower() != "bearer" or not 0 < len(noegle.strip()) <= _LAENGST:
        raise _refuse()
    with reading(kilde.engine) as session:
        fundet = find_noegle(session.connection(), noegle.strip())
    if fundet is None or not fundet.is_open(nu):
        raise _refuse()
    dag = find_dag(nu)
    if fundet.sidst_brugt is None or fundet.sidst_brugt < dag:
        opgaver.add_task(_note_use, kilde.engine, fundet.id, dag)
    return fundet.omfang


def _refuse() -> HTTPException:
    return HTTPException(401, _UGYLDIG, {"WWW-Authenticate": 'Bearer realm="tilbudstjek", error="invalid_token"'})


def _note_use(engine: Engine, noegle_id: int, dag: date) -> None:
    # After the answer, and without it if the night holds the database: nobody waits for a note of a day.
    try:
        mark_used(engine, noegle_id, dag)
    except WarehouseFejl as fejl:
        LOG.warning("Det blev ikke noteret, at en nøgle er brugt: %s", fejl)
