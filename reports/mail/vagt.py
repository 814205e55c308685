"""The guards: each a small pure function that gives the reason, in Danish, why something must wait, or None."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from domain.frister import is_hverdag
from domain.sagsforloeb import Pause, Pauseart
from domain.tid import DANSK_TID, find_dag, write_minute
from reports.visning import antal_af, dato
from warehouse.queries.mailvagt import Aabning, Stop
from warehouse.queries.rapport_mail import Mailfund

# A share of a small register is soon a handful of tilbud, which is no sign of a broken rule.
_MASSE_MINDST = 10


@dataclass(frozen=True, kw_only=True)
class Mailvagt:
    """What a finding must have lived through: accepted `snapshots` in a row, and no rule that broke out overnight."""

    snapshots: int = 2
    regel_andel_pct: float = 5.0


@dataclass(frozen=True, kw_only=True)
class Sendevagt:
    """When mails may be handed over to a mail server, in whole Danish hours, and how many a day."""

    fra_kl: int = 8
    til_kl: int = 16
    loft_pr_dag: int = 500


STANDARD = Mailvagt()


def find_grund(fund: Mailfund, vagt: Mailvagt, stoppede: Collection[str]) -> str | None:
    """Give the first reason not to tell of a finding; `stoppede` are the rules that wait for a person."""
    return (
        guard_accepteret(fund)
        or guard_usynlig(fund)
        or guard_ny(fund, vagt.snapshots)
        or guard_regelstop(fund, stoppede)
    )


def guard_accepteret(fund: Mailfund) -> str | None:
    """A person said that it is right as it stands."""
    return "Afvigelsen er accepteret af en sagsbehandler." if fund.er_accepteret else None


def guard_usynlig(fund: Mailfund) -> str | None:
    """The newest accepted fetch did not show it: it may have been mended."""
    return None if fund.er_set else "Den seneste godkendte hentning viste den ikke; den kan være rettet."


def guard_ny(fund: Mailfund, snapshots: int) -> str | None:
    """It has not been seen often enough to be sure that the fetch was not at fault."""
    if fund.set_i_traek >= snapshots:
        return None
    gange = antal_af(fund.set_i_traek, "godkendt hentning", "godkendte hentninger")
    return f"Den er set i {gange} i træk; der skal {snapshots} til."


def guard_regelstop(fund: Mailfund, stoppede: Collection[str]) -> str | None:
    """Its rule broke out overnight."""
    if fund.regel not in stoppede:
        return None
    return f"Reglen {fund.regel} åbnede ved usædvanligt mange tilbud på én nat og venter på et menneske."


def guard_pause(pause: Pause | None) -> str | None:
    """Its case stands still: nobody is told again of what they dispute while a person looks at it."""
    if pause is None:
        return None
    hvorfor = "Tilbuddet er uenigt, og sagen er i bero" if pause.art is Pauseart.UENIG else "Sagen er udsat"
    return f"{hvorfor} til og med {dato(pause.til)}."


def find_nye_stop(
    aabninger: Iterable[Aabning], fund: Iterable[Mailfund], kendte: Iterable[Stop], vagt: Mailvagt
) -> tuple[Aabning, ...]:
    """Give the outbreaks that still show in `fund` and that nobody has been told of yet."""
    synlige = {(x.regel, x.aendret_i) for x in fund}
    fortalt = {(stop.aabning.regel, stop.aabning.snapshot_id) for stop in kendte}
    nye = synlige - fortalt
    return tuple(x for x in aabninger if (x.regel, x.snapshot_id) in nye and is_udbrud(x, pct=vagt.regel_andel_pct))


def is_udbrud(aabning: Aabning, *, pct: float) -> bool:
    """Tell whether a rule opened at more than the share of the register, and at more than a handful."""
    return aabning.antal >= _MASSE_MINDST and aabning.antal * 100 > pct * aabning.antal_tilbud


def explain_stop(aabning: Aabning) -> str:
    """Say for people why a rule is held, and how it is let go."""
    return (
        f"Reglen {aabning.regel} åbnede ved {aabning.antal} af {aabning.antal_tilbud} tilbud i én hentning "
        f"(nr. {aabning.snapshot_id}) og nævnes ikke i mails, før et menneske har set på den. Er fejlene rigtige, så "
        f'kør »tilbudstjek mail frigiv-regel {aabning.regel} --grund "hvorfor"«.'
    )


def guard_tidspunkt(nu: datetime, vagt: Sendevagt) -> str | None:
    """Mails reach people when they are at work."""
    if not is_hverdag(find_dag(nu)):
        return f"Der afleveres ikke mails i weekender og på helligdage ({dato(find_dag(nu))})."
    if vagt.fra_kl <= nu.astimezone(DANSK_TID).hour < vagt.til_kl:
        return None
    return f"Der afleveres kun mails på hverdage kl. {vagt.fra_kl}-{vagt.til_kl} (nu er det {write_minute(nu)})."


def explain_loft(vagt: Sendevagt) -> str:
    """Say why a mail waits for tomorrow."""
    return f"Dagens loft på {antal_af(vagt.loft_pr_dag, 'mail', 'mails')} er nået."
