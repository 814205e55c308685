"""Whatever is posted in whatever order, a case goes only where the law and its own state allow."""

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.sag import Sagstilstand, can_move
from domain.sagsforloeb import explain_no_markering
from domain.tid import find_dag
from reports.web.bruger import Rolle
from reports.web.handling import Formularpost, Videre
from reports.web.sager.beslut import take_in
from reports.web.sager.handlinger import HANDLINGER
from reports.web.sager.muligheder import find_hindring
from reports.web.sager.side import load_sagsbillede
from reports.web.sager.vilkaar import list_vilkaar
from tests.reports.web.sager.scene import NU, make_bruger
from warehouse.engine import open_warehouse
from warehouse.transaktion import reading

DAGE = st.integers(-40, 400).map(lambda dage: f"{find_dag(NU) + timedelta(days=dage):%d-%m-%Y}")
FELTER = st.fixed_dictionaries(
    {"handling": st.sampled_from([x.navn for x in HANDLINGER]), "grund": st.sampled_from(["Derfor.", "", "'\"<"])},
    optional={
        "til": DAGE | st.text(max_size=12),
        "leveret": DAGE,
        "hvem": st.text(max_size=8),
        "fund": st.integers(0, 3).map(str) | st.text(max_size=8),
        "bekraeft": st.just("ja"),
        "ret": st.just("ja"),
        "gammel": st.just("ja"),
    },
)
TRIN = st.tuples(st.sampled_from(["1001", "1002", "1004", "1005", "9"]), st.integers(0, 40), FELTER)
AF = make_bruger(Rolle.SAGSBEHANDLER)


def look(engine, tilbudsid, nu):
    with reading(engine) as session:
        return load_sagsbillede(session.connection(), tilbudsid, find_dag(nu))


def make_post(foer, tilbudsid, felter, nu):
    udgave = foer.udgave - 1 if foer and "gammel" in felter else foer.udgave if foer else 0
    noegler = [linje.noegle for linje in foer.fund] if foer else []
    fund = felter.get("fund", "")
    if fund.isdecimal() and fund.isascii() and int(fund) < len(noegler):
        felter = felter | {"fund": noegler[int(fund)]}
    return Formularpost(felter=felter | {"udgave": str(udgave)}, bruger=AF, nu=nu, sti={"tilbudsid": tilbudsid})


@settings(max_examples=12, deadline=None)
@given(trin=st.lists(TRIN, min_size=1, max_size=6))
def test_no_posts_lead_where_the_law_forbids(lager, sagslager, trin):
    engine = open_warehouse(lager.kopi(sagslager))
    try:
        nu = NU
        for tilbudsid, dage, felter in trin:
            nu += timedelta(days=dage)
            foer = look(engine, tilbudsid, nu)
            udfald = take_in(engine, make_post(foer, tilbudsid, felter, nu))
            check(foer, look(engine, tilbudsid, nu), felter, udfald, find_dag(nu))
    finally:
        engine.dispose()


def check(foer, efter, felter, udfald, dag):
    """Hold one post against the domain: refused leaves all as it was, and a step is one the domain knows."""
    if foer is None:
        assert udfald is None
        assert efter is None
        return
    nye = [note for note in efter.akt.noter if note.id > foer.udgave]
    if not isinstance(udfald, Videre):
        assert (nye, efter.lage) == ([], foer.lage)
        return
    handling = next(x for x in HANDLINGER if x.navn == felter["handling"])
    assert find_hindring(handling, foer.lage, dag) is None
    assert "gammel" not in felter
    assert "ret" not in felter
    assert not handling.bekraeft or "bekraeft" in felter
    assert nye
    assert nye[0].af == "KL"
    for note in nye:
        leveret = foer.lage.forloeb.paabud.leveret if foer.lage.forloeb.paabud else None
        assert note.fra is note.til or can_move(note.fra, note.til, dag=dag, paabud_leveret=leveret)
    if efter.lage.forloeb.tilstand is Sagstilstand.MARKERET:
        assert explain_no_markering(foer.lage.forloeb, foer.lage.fejl, dag) is None


def test_the_conditions_shown_are_those_that_decide(engine):
    handlinger = {x.navn: x for x in HANDLINGER}
    for tilbudsid in ("1001", "1002", "1004", "1005"):
        for dage in (-40, -1, 0, 30):
            billede = look(engine, tilbudsid, NU + timedelta(days=dage))
            dag = find_dag(NU + timedelta(days=dage))
            vilkaar = list_vilkaar(billede.lage, dag)
            assert vilkaar is not None
            hindring = find_hindring(handlinger[vilkaar.skridt.replace("å", "aa")], billede.lage, dag)
            assert vilkaar.er_opfyldt == (hindring is None), (tilbudsid, dage, hindring)
