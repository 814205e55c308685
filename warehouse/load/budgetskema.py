"""Budgetskemaer into the warehouse: one transaction a form, nothing twice, the newest of a tilbud and year in force."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, delete, insert, select, update

from domain.skema import Post, Skema
from warehouse.tables import table_of
from warehouse.tables.budgetskema import Budgetskema, BudgetskemaFejl, BudgetskemaPost
from warehouse.transaktion import writing

_SKEMA = table_of(Budgetskema)
_POST = table_of(BudgetskemaPost)
_FEJL = table_of(BudgetskemaFejl)

Row = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Gemt:
    """What storing some forms came to. `afviste` are file names with the sentence that says why nothing was kept."""

    nye: int = 0
    kendte: int = 0
    genlaeste: int = 0
    afviste: tuple[tuple[str, str], ...] = ()


def store_skemaer(
    engine: Engine,
    skemaer: Iterable[Skema],
    *,
    nu: datetime,
    on_progress: Callable[[int], None] | None = None,
) -> Gemt:
    """Store forms as they come, each in a transaction of its own; the same file again changes nothing.

    A form is kept under the year it was handed in for, or else the year it says. The last one stored of a tilbud and
    year is in force. A known file that is now read otherwise (a better reader) has its posts and faults replaced. A
    form without tilbud or year is not kept, but told.

    Raises:
        WarehouseFejl: the database is locked, full or broken; what was stored before is kept.
    """
    udfald = {"nye": 0, "kendte": 0, "genlaeste": 0}
    afviste = []
    for nummer, skema in enumerate(skemaer, start=1):
        if mangel := _find_mangel(skema):
            afviste.append((skema.fil, mangel))
        else:
            with writing(engine) as session:
                udfald[_store(session.connection(), skema, nu)] += 1
        if on_progress:
            on_progress(nummer)
    return Gemt(**udfald, afviste=tuple(afviste))


def _find_mangel(skema: Skema) -> str | None:
    if not skema.tilbudsid:
        return "Tilbuddet er ikke kendt. Giv det med --tilbud, eller kald filen <tilbudsid>_<år>.xlsx."
    if _find_aar(skema) is None:
        return "Budgetåret er ikke kendt. Giv det med --aar, eller kald filen <tilbudsid>_<år>.xlsx."
    return None


def _find_aar(skema: Skema) -> int | None:
    return skema.forventet_aar if skema.forventet_aar is not None else skema.budgetaar


def _store(forbindelse: Connection, skema: Skema, nu: datetime) -> str:
    hoved = _to_row(skema, nu)
    kendt = forbindelse.scalar(
        select(_SKEMA.c.id).where(*(_SKEMA.c[navn] == hoved[navn] for navn in ("tilbudsid", "budgetaar", "fil_sha256")))
    )
    if kendt is None:
        _insert(forbindelse, skema, hoved)
        return "nye"
    if _is_stored(forbindelse, kendt, skema):
        return "kendte"
    _replace(forbindelse, kendt, skema, hoved)
    return "genlaeste"


def _insert(forbindelse: Connection, skema: Skema, hoved: Row) -> None:
    samme = (_SKEMA.c.tilbudsid == hoved["tilbudsid"], _SKEMA.c.budgetaar == hoved["budgetaar"])
    forbindelse.execute(update(_SKEMA).where(*samme, _SKEMA.c.er_gaeldende).values(er_gaeldende=False))
    ny = forbindelse.execute(insert(_SKEMA).values({**hoved, "er_gaeldende": True}).returning(_SKEMA.c.id)).scalar_one()
    _insert_linjer(forbindelse, ny, skema)


def _replace(forbindelse: Connection, skema_id: int, skema: Skema, hoved: Row) -> None:
    forbindelse.execute(update(_SKEMA).where(_SKEMA.c.id == skema_id).values(hoved))
    forbindelse.execute(delete(_POST).where(_POST.c.budgetskema_id == skema_id))
    forbindelse.execute(delete(_FEJL).where(_FEJL.c.budgetskema_id == skema_id))
    _insert_linjer(forbindelse, skema_id, skema)


def _insert_linjer(forbindelse: Connection, skema_id: int, skema: Skema) -> None:
    for tabel, rows in ((_POST, _post_rows(skema)), (_FEJL, _fejl_rows(skema))):
        if rows:
            forbindelse.execute(insert(tabel), [{"budgetskema_id": skema_id, **row} for row in rows])


def _is_stored(forbindelse: Connection, skema_id: int, skema: Skema) -> bool:
    version = forbindelse.scalar(select(_SKEMA.c.skema_version).where(_SKEMA.c.id == skema_id))
    return version == skema.skema_version and all(
        _read_back(forbindelse, tabel, skema_id) == rows
        for tabel, rows in ((_POST, _post_rows(skema)), (_FEJL, _fejl_rows(skema)))
    )


def _read_back(forbindelse: Connection, tabel: Any, skema_id: int) -> list[Row]:  # noqa: ANN401 - any table
    kolonner = [kolonne for kolonne in tabel.c if kolonne.name not in {"id", "budgetskema_id"}]
    valg = select(*kolonner).where(tabel.c.budgetskema_id == skema_id).order_by(tabel.c.id)
    return [dict(row) for row in forbindelse.execute(valg).mappings()]


def _to_row(skema: Skema, nu: datetime) -> Row:
    return {
        "tilbudsid": skema.tilbudsid,
        "budgetaar": _find_aar(skema),
        "laest": nu,
        "fil": _safe_name(skema),
        "fil_sha256": skema.fil_sha256,
        "skema_version": skema.skema_version,
        "indtaegter_kr": skema.find_beloeb(Post.INDTAEGTER_I_ALT),
        "omkostninger_kr": skema.find_beloeb(Post.OMKOSTNINGER_I_ALT),
        "resultat_kr": skema.find_beloeb(Post.RESULTAT),
    }


def _safe_name(skema: Skema) -> str:
    """Give a name that tells nothing a person typed: a file name may hold a street or a name (SEL § 109)."""
    egen = f"{skema.tilbudsid}_{_find_aar(skema)}.xlsx"
    return egen if skema.fil == egen else f"{skema.fil_sha256[:12]}.xlsx"


def _post_rows(skema: Skema) -> list[Row]:
    return [
        {
            "post": linje.post.value,
            "ark": linje.ark,
            "linje": linje.linje,
            "antal": linje.antal,
            "takst_kr": linje.takst_kr,
            "beloeb_kr": linje.beloeb_kr,
            "belaegning_pct": linje.belaegning_pct,
        }
        for linje in skema.poster
    ]


def _fejl_rows(skema: Skema) -> list[Row]:
    return [{"art": str(x.art), "ark": x.ark, "celle": x.celle, "tekst": x.tekst} for x in skema.fejl]
