"""The budgetskemaer in force, as records again, and which tilbud the register does not have."""

from collections.abc import Collection

from sqlalchemy import Connection, Engine, select, text

from domain.skema import Post, Skema, Skemafejl, Skemapost
from warehouse.tables import table_of
from warehouse.tables.budgetskema import Budgetskema, BudgetskemaFejl, BudgetskemaPost
from warehouse.transaktion import reading

_SKEMA = table_of(Budgetskema)
_POST = table_of(BudgetskemaPost)
_FEJL = table_of(BudgetskemaFejl)


def read_skema(engine: Engine, tilbudsid: str, aar: int) -> Skema | None:
    """Give the form in force of a tilbud for a budget year, or None. `forventet_aar` is the year it is kept under."""
    c = _SKEMA.c
    valg = select(c.id, c.fil, c.fil_sha256, c.skema_version)
    with reading(engine) as session:
        forbindelse = session.connection()
        row = forbindelse.execute(valg.where(c.tilbudsid == tilbudsid, c.budgetaar == aar, c.er_gaeldende)).first()
        if row is None:
            return None
        return Skema(
            tilbudsid=tilbudsid,
            budgetaar=aar,
            fil=row.fil,
            fil_sha256=row.fil_sha256,
            skema_version=row.skema_version,
            forventet_aar=aar,
            poster=_read_poster(forbindelse, row.id),
            fejl=_read_fejl(forbindelse, row.id),
        )


def list_ukendte_tilbud(engine: Engine, tilbudsider: Collection[str]) -> list[str]:
    """Give those of some tilbud that the register does not have; none while there is no register to ask."""
    with reading(engine) as session:
        kendte = set(session.execute(text("SELECT tilbudsid FROM nu_tilbud")).scalars())
    return sorted(set(tilbudsider) - kendte) if kendte else []


def _read_poster(forbindelse: Connection, skema_id: int) -> tuple[Skemapost, ...]:
    kolonner = [_POST.c[x] for x in ("ark", "linje", "antal", "takst_kr", "beloeb_kr", "belaegning_pct")]
    valg = select(_POST.c.post, *kolonner).where(_POST.c.budgetskema_id == skema_id).order_by(_POST.c.id)
    rows = forbindelse.execute(valg).mappings()
    return tuple(Skemapost(**{**row, "post": Post(row["post"])}) for row in rows)


def _read_fejl(forbindelse: Connection, skema_id: int) -> tuple[Skemafejl, ...]:
    c = _FEJL.c
    valg = select(c.art, c.ark, c.celle, c.tekst).where(c.budgetskema_id == skema_id).order_by(c.id)
    return tuple(Skemafejl(**row) for row in forbindelse.execute(valg).mappings())
