"""The page of what is kept: for everybody, with the installation's own times, and what was deleted when."""

from datetime import UTC, datetime

from domain.opbevaring import adapt_opbevaring
from reports.web.adgang.indgang import Lokal
from reports.web.bruger import Bruger, Rolle
from reports.web.drift import Drift
from tests.reports.web.klient import asking
from warehouse.opbevaring.bevis import Anledning, write_bevis
from warehouse.transaktion import writing
from warehouse.udfoert import Job, note_udfoert

NU = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
TILSYN = Lokal(
    bruger=Bruger(brugernavn="NORD", navn="Tilsynet", rolle=Rolle.SOCIALTILSYN, tilsyn="Nord"), hemmelighed=b"h" * 32
)


def test_an_empty_register_says_that_nothing_was_deleted(engine):
    with asking(engine, ur=lambda: NU) as klient:
        tekst = klient.get("/opbevaring").text
    assert "Der er ikke ryddet op endnu." in tekst
    assert "Der er ikke slettet noget endnu." in tekst
    assert "2 år" in tekst


def test_what_was_deleted_is_told_with_its_limit_and_reason(engine):
    with writing(engine) as session:
        anledning = Anledning(grund="opbevaring", nu=NU, hvem="natten")
        for bunke in (["a", "b"], ["c"]):
            write_bevis(session.connection(), anledning, "adgangslog", bunke, graense=NU.date())
        write_bevis(session.connection(), Anledning(grund="beskyttet", nu=NU, hvem="system"), "dumps", ["d"])
    note_udfoert(engine, Job.OPBEVARING, nu=NU)
    with asking(engine, ur=lambda: NU) as klient:
        tekst = klient.get("/opbevaring").text
    assert "Der er sidst ryddet op den 23. november 2026" in tekst
    assert '<td>tiden var gået</td><td class="dag">23. november 2026</td><td class="tal">3</td>' in tekst
    assert "et tilbud blev krisecenter" in tekst


def test_the_installations_own_times_are_shown_as_such_also_to_a_socialtilsyn(engine):
    drift = Drift(opbevaring=adapt_opbevaring('{"dumps": "60 dage", "mail": "fra"}'))
    with asking(engine, ur=lambda: NU, indgang=TILSYN, drift=drift) as klient:
        tekst = klient.get("/opbevaring").text
    assert "60 dage <small>egen indstilling</small>" in tekst
    assert "slået fra <small>egen indstilling</small>" in tekst
