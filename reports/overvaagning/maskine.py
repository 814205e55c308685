"""What is expected of the machine itself: room on the disk, a clock that is right, and alarms that are told."""

from collections.abc import Iterator

from domain.reference.forventninger import find_forventningsgraense, find_varighed
from reports.overvaagning.ventet import Lage, Ventet
from reports.visning import antal_af, decimaltal, tidspunkt

_UFORTALT = "alarm_ufortalt"


def judge_disk(lage: Lage) -> Iterator[Ventet]:
    """Expect room on the disk of VAR."""
    navn, fri = "Ledig plads på disken", lage.omgivelser.disk_fri_pct
    if fri is None:
        yield Ventet(slags="disk_snart_fuld", navn=navn, ventes=False, tekst="Serveren kan ikke se disken.")
        return
    graense = find_forventningsgraense("disk_snart_fuld", lage.dag).vaerdi
    tekst = f"{decimaltal(fri)} % er ledig; grænsen er {decimaltal(graense)} %."
    yield Ventet(slags="disk_snart_fuld", navn=navn, er_sen=fri < graense, tekst=tekst)


def judge_ur(lage: Lage) -> Iterator[Ventet]:
    """Expect the clock not to be behind the newest row that anything wrote."""
    nyeste = lage.fakta.nyeste_raekke
    er_sen = nyeste is not None and nyeste > lage.nu + find_varighed("ur_bagud", lage.dag)
    tekst = "Uret er ikke bagud."
    if er_sen and nyeste is not None:
        tekst = f"Den nyeste række er fra {tidspunkt(nyeste)}, men uret siger {tidspunkt(lage.nu)}."
    yield Ventet(slags="ur_bagud", navn="Maskinens ur", seneste=nyeste, er_sen=er_sen, tekst=tekst)


def judge_alarmer(lage: Lage) -> Iterator[Ventet]:
    """Expect a person to have been told of each alarm, or to have taken it, within a while."""
    graense = lage.nu - find_varighed(_UFORTALT, lage.dag)
    stille = [
        alarm
        for alarm in lage.fakta.alarmer
        if alarm.fortalt is None and alarm.set_af is None and alarm.rejst < graense and alarm.slags != _UFORTALT
    ]
    tekst = (
        f"{antal_af(len(stille), 'alarm', 'alarmer')} har ingen fået at vide." if stille else "Alle alarmer er fortalt."
    )
    yield Ventet(slags=_UFORTALT, navn="Alarmer når et menneske", er_sen=bool(stille), tekst=tekst)
