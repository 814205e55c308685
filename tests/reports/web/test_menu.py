"""The main menu: every line leads to a page that its readers may see."""

import pytest

from reports.web.bruger import LOKAL, Bruger, Rolle
from reports.web.links import ServerLinks
from reports.web.menu import MENU, list_menu
from reports.web.side import Side
from reports.web.sidekort import RUTER
from reports.web.tegner import Ramme, draw
from tests.builders import NAT_1
from tests.reports.web.klient import read
from warehouse.queries.rapport_tilstand import Tilstand

INGEN = Tilstand(snapshot=None, kontrol=None, koersel=None)


def show(**ramme):
    side = Side(emne="regler", skabelon="tom.html", titel="Tom")
    return read(draw(side, Ramme(links=ServerLinks(), tilstand=INGEN, **ramme)))


@pytest.mark.parametrize("punkt", MENU, ids=lambda punkt: punkt.emne)
def test_every_line_leads_to_a_page_its_readers_may_see(punkt):
    rute = next(rute for rute in RUTER if rute.sti == ServerLinks().til(punkt.emne))
    assert punkt.roller <= rute.roller


def test_a_socialtilsyns_user_sees_only_what_is_meant_for_it():
    bruger = Bruger(brugernavn="anna", navn="Anna Prøve", rolle=Rolle.SOCIALTILSYN, tilsyn="Nord")
    menu = list_menu(bruger)
    assert (menu[0].emne, menu[0].noegle) == ("socialtilsyn", "nord")
    assert {"overblik", "kommuner", "koersler", "stikproever", "adgang"}.isdisjoint(punkt.emne for punkt in menu)
    assert show(bruger=bruger).links[1] == "/socialtilsyn/nord"
    assert "/adgang" not in show(bruger=bruger).links


def test_the_menu_of_a_page_without_a_login_is_the_local_readers():
    assert list_menu(None) == list_menu(LOKAL)


def test_who_is_logged_in_can_see_it_and_log_out():
    bruger = Bruger(brugernavn="bo", navn="Bo <b>Prøve", rolle=Rolle.ADMINISTRATOR)
    laest = show(bruger=bruger, maerke="hemmeligt", kan_logge_ud=True)
    assert "Logget ind som Bo <b>Prøve" in laest.tekst
    assert "b" not in laest.tags
    assert ("action", "/log-ud") in laest.attributter
    assert ("value", "hemmeligt") in laest.attributter
    assert "/adgang" in laest.links


def test_a_page_can_be_searched_from_unless_it_is_a_file():
    assert ("action", "/soeg") in show().attributter
    assert "input" not in show(skrevet=NAT_1).tags
