"""The words of the mail about alarms, as the one who is woken by it reads them."""

from datetime import UTC, datetime

from flows.drift.brev import compose
from warehouse.alarmer import AabenAlarm

NU = datetime(2026, 12, 1, 8, tzinfo=UTC)


def alarm(nummer, slags, tekst):
    return AabenAlarm(id=nummer, slags=slags, noegle=str(nummer), tekst=tekst, rejst=NU, fortalt=None, set_af=None)


def test_what_to_do_is_said_once_of_alarms_of_the_same_kind_and_each_is_named():
    nye = [
        alarm(1, "opgave_fejlet", "»opbevaring« blev ikke færdig."),
        alarm(2, "nat_fejlet", "»natlig-kontrol« blev ikke færdig."),
        alarm(3, "opgave_fejlet", "»sikkerhedskopi« blev ikke færdig."),
    ]
    tekst = compose(nye, [], fra="tjek@tjek.example.org", side=None, nu=NU).get_content()
    assert tekst.count("EN AF DE FASTE OPGAVER FEJLEDE") == 1
    assert tekst.count("drift.md#opgave_fejlet") == 1
    assert tekst.index("»opbevaring«") < tekst.index("»sikkerhedskopi«") < tekst.index("drift.md#opgave_fejlet")
    assert tekst.index("drift.md#opgave_fejlet") < tekst.index("»natlig-kontrol«") < tekst.index("drift.md#nat_fejlet")
