"""How a finding stood at a moment does not change with what happens after it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from domain.afvigelse import Haendelse
from domain.sag import Sagstilstand
from reports.paabud.fundliv import Stand, find_stand
from warehouse.queries.notatfund import Fundhaendelse, Notatfund
from warehouse.queries.sager import Notatlinje

BEGYND = datetime(2026, 11, 1, tzinfo=UTC)
NY = Sagstilstand.NY


def at(dag):
    return BEGYND + timedelta(days=dag)


def make_liv(trin):
    """A life in which each step opens what is closed, or closes or renews what is open."""
    haendelser, er_aaben = [], False
    for nr, lukker in enumerate(trin):
        art = Haendelse.AABNET if nr == 0 else Haendelse.LUKKET if er_aaben and lukker else Haendelse.GENAABNET
        er_aaben = art != Haendelse.LUKKET
        haendelser.append(Fundhaendelse(snapshot_id=nr + 1, naar=at(nr), art=art, koerte=True))
    return Notatfund(
        noegle="a",
        regel="KONTAKT-001",
        afdelingsid="1",
        raekke=None,
        accepteret_til=None,
        accepteret_grund=None,
        haendelser=tuple(haendelser),
        ophoert=None,
    )


def accept(dag, grund="Derfor."):
    tekst = f"Accepteret til og med 01-02-2027: 1 afvigelse af KONTAKT-001 (afdeling 1). {grund}"
    return Notatlinje(tidspunkt=at(dag), fra=NY, til=NY, art="accept", af="abc", grund=tekst)


@given(st.lists(st.booleans(), min_size=1, max_size=8), st.integers(-1, 8))
def test_what_came_after_a_moment_tells_nothing_of_it(trin, dag):
    liv = make_liv(trin)
    foer = replace(liv, haendelser=tuple(et for et in liv.haendelser if et.naar <= at(dag)))
    assert find_stand(liv, at(dag), []) is find_stand(foer, at(dag), [])


@given(st.lists(st.booleans(), min_size=1, max_size=8), st.integers(0, 8), st.integers(0, 8))
def test_an_acceptance_that_was_overwritten_is_never_called_open_or_mended_wrongly(trin, dag, accepteret):
    liv = replace(make_liv(trin), accepteret_til=date(2027, 3, 1), accepteret_grund="Igen.")
    uden, med = find_stand(liv, at(dag), []), find_stand(liv, at(dag), [accept(accepteret)])
    assert med is uden or (uden, med) == (Stand.AABEN, Stand.UKENDT)


def test_a_finding_bears_only_the_acceptance_of_its_own_day_reason_and_place():
    liv = replace(make_liv([True]), accepteret_til=date(2027, 2, 1), accepteret_grund="Derfor.")
    assert find_stand(liv, at(2), [accept(1)]) is Stand.ACCEPTERET
    assert find_stand(liv, at(2), [accept(1, "Noget andet.")]) is Stand.AABEN
    assert find_stand(liv, at(0), [accept(1)]) is Stand.AABEN
    assert find_stand(replace(liv, afdelingsid="2"), at(2), [accept(1)]) is Stand.AABEN
    assert find_stand(replace(liv, accepteret_til=date(2027, 2, 2)), at(2), [accept(1)]) is Stand.AABEN
