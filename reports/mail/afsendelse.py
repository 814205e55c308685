"""Whether mails may be handed over to a mail server right now, and how many."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Engine

from domain.tid import DANSK_TID
from reports.mail.vagt import Sendevagt, explain_loft, guard_tidspunkt
from warehouse.queries.mailvagt import count_afgaaet
from warehouse.queries.rapport_tilstand import load_tilstand
from warehouse.transaktion import reading

_UKONTROLLERET = (
    "Der er kommet nyt til registret, som reglerne ikke har set på, så mailene kan være forældede. "
    "Kør »tilbudstjek kontroller« først."
)


@dataclass(frozen=True, kw_only=True)
class Tilladelse:
    """How many mails may be handed over now; `grund` says why it is none."""

    hoejst: int
    grund: str | None = None


def ask_permission(engine: Engine, *, nu: datetime, vagt: Sendevagt, pr_minut: int) -> Tilladelse:
    """Give how many mails fit under today's ceiling and before closing time, at `pr_minut` a minute.

    Bring the outbox up to date first (`fill_outbox`): what is then ready tells only of what may be told.

    Raises:
        WarehouseFejl: the database cannot be used.
    """
    with reading(engine) as session:
        afgaaet = count_afgaaet(session.connection(), nu=nu)
    grund = explain_unjudged(engine) or guard_tidspunkt(nu, vagt)
    if grund is None and afgaaet >= vagt.loft_pr_dag:
        grund = explain_loft(vagt)
    if grund is not None:
        return Tilladelse(hoejst=0, grund=grund)
    return Tilladelse(hoejst=min(vagt.loft_pr_dag - afgaaet, count_before_closing(nu, vagt, pr_minut=pr_minut)))


def explain_unjudged(engine: Engine) -> str | None:
    """Say why no mail may leave the outbox while the rules have not judged all there is; None when they have.

    Raises:
        WarehouseFejl: the database cannot be used.
    """
    with reading(engine) as session:
        kontrol = load_tilstand(session.connection()).kontrol
    return None if kontrol is not None and kontrol.er_ny else _UKONTROLLERET


def count_before_closing(nu: datetime, vagt: Sendevagt, *, pr_minut: int) -> int:
    """Give how many mails can be handed over before closing time; at least one while it is open."""
    dansk = nu.astimezone(DANSK_TID)
    lukker = dansk.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(hours=vagt.til_kl)
    return max(1, int((lukker - dansk).total_seconds() / 60 * pr_minut))
