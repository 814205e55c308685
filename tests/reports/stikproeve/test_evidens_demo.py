"""The evidence on the demo register, against the key that the replica planted its faults by."""

import pytest

from bench.stikproeve import true_rates
from bench.stikproeve_demo import ANTAL, FAA, PUNKTER, cover_demo, load_demo, make_punktdemo, make_svar
from expectations.registry import load_regler
from reports.stikproeve.evidens import make_evidens
from tests.stikproeveresultat import settle
from warehouse.queries.stikproeve_resultat import list_opgjorte
from warehouse.transaktion import reading


@pytest.mark.slow
def test_recall_and_precision_of_the_demo_lie_within_their_intervals_as_often_as_they_say(
    engine, warehouse_url, tmp_path
):
    register = load_demo(engine, warehouse_url, tmp_path)
    demoer = [make_punktdemo(engine, register, punkt, f"27-{nr}") for nr, punkt in enumerate(PUNKTER[:2], start=1)]
    for demo in demoer:
        # With 300 controls a true 95 % is found under 91 % in one of a thousand; with 50 cases among 1,999 units a
        # handful of them are faults, and the intervals hold a little less than they say.
        for sager, mindst in ((ANTAL, 91), (FAA, 89)):
            assert all(mindst <= daekning.pct <= 100 for daekning in cover_demo(demo, 300, sager=sager))
    demo = demoer[0]
    settle(engine, "27-1", lambda _nr, enhed_id, _punkt: make_svar(demo, enhed_id))
    with reading(engine) as session:
        (punkt,) = make_evidens(list_opgjorte(session.connection()), load_regler()).punkter
    genfinding, praecision = true_rates(demo.flagede, demo.fejl)
    evidens = punkt.evidens
    assert evidens.genfinding
    assert evidens.praecision
    assert evidens.genfinding.nedre <= genfinding <= evidens.genfinding.oevre
    assert evidens.praecision.nedre <= praecision <= evidens.praecision.oevre
    assert (evidens.vurderede, evidens.ramme, evidens.ramme_flagget) == (400, 1999, len(demo.flagede))
