"""The course of a case: each step the night and people take, and that no history leads where the law forbids."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.reference.sagstrin import Trin, find_sidste_dag, load_sagstrin
from domain.sag import NAVNE, Sagstilstand, can_move
from domain.sagsbeslutning import (
    Beslutning,
    check_til,
    decide_markering,
    decide_paabud,
    register_delivery,
    resume,
    set_pause,
    tell_otherwise,
)
from domain.sagsforloeb import (
    TAK,
    Fejlbillede,
    Forloeb,
    Paabud,
    Pause,
    Pauseart,
    SagFejl,
    Skift,
    advance,
    explain_no_markering,
    find_naeste_dag,
    is_rykker_due,
    notify,
)

DAG = date(2026, 11, 2)
FEJL = frozenset({"a", "b"})
LEVERET = DAG + timedelta(days=1)
SIDSTE = LEVERET + timedelta(days=28)


def after(dage: int) -> date:
    return DAG + timedelta(days=dage)


def standing(dag: date, navne: frozenset[str] = FEJL) -> Fejlbillede:
    return Fejlbillede(aabne=navne, kendte=navne, set_nu=navne, dag=dag)


def make(tilstand: Sagstilstand, **felter) -> Forloeb:
    return Forloeb(tilstand=tilstand, siden=DAG, **felter)


def decision(dag: date = DAG, grund: str = "Fejlene står.") -> Beslutning:
    return Beslutning(af="abc", dag=dag, grund=grund)


ORDERED = make(Sagstilstand.PAABUD_AFGJORT, paabud=Paabud(afgjort=DAG, fejl=FEJL, leveret=LEVERET))


def states(skridt) -> list[Sagstilstand]:
    return [s.forloeb.tilstand for s in skridt]


def test_the_laws_four_weeks_are_the_dated_length():
    assert find_sidste_dag(Trin.PAABUD, date(2026, 11, 2)) == date(2026, 11, 30)
    assert {et.sikkerhed for et in load_sagstrin() if et.trin is Trin.PAABUD} == {"A"}


def test_every_length_is_known_on_any_day_and_once_and_says_its_source():
    for trin in Trin:
        for dag in (date(2014, 1, 1), DAG, date(2035, 1, 1)):
            assert sum(et.trin is trin and et.gyldig.covers(dag) for et in load_sagstrin()) == 1
    assert all(et.kilde and et.dage > 0 for et in load_sagstrin())
    with pytest.raises(LookupError):
        find_sidste_dag(Trin.VARSEL, date(2013, 12, 31))


def test_every_state_has_a_name_for_people():
    assert set(NAVNE) == set(Sagstilstand)


def test_a_case_runs_from_mail_to_markering():
    sag = make(Sagstilstand.NY)
    varsel = notify(sag, DAG)
    assert varsel is not None
    assert varsel.forloeb.tilstand is Sagstilstand.VARSLET
    assert notify(varsel.forloeb, after(28)) is None
    rykker = notify(varsel.forloeb, after(29))
    assert rykker is not None
    assert rykker.forloeb.tilstand is Sagstilstand.RYKKET
    assert states(advance(rykker.forloeb, standing(after(43)), after(43))) == []
    (vurderes,) = advance(rykker.forloeb, standing(after(44)), after(44))
    assert vurderes.forloeb.tilstand is Sagstilstand.TIL_VURDERING
    paabud = decide_paabud(vurderes.forloeb, standing(after(44)), decision(after(45)), kan_paabydes={"a"})
    assert paabud.forloeb.paabud == Paabud(afgjort=after(45), fejl=frozenset({"a"}))
    leveret = register_delivery(paabud.forloeb, after(46), decision(after(47)))
    assert "til og med 15-01-2027" in leveret.grund
    assert states(advance(leveret.forloeb, standing(after(74)), after(74))) == []
    (mulig,) = advance(leveret.forloeb, standing(after(75)), after(75))
    assert mulig.forloeb.tilstand is Sagstilstand.MARKERING_MULIG
    assert states(advance(mulig.forloeb, standing(after(90)), after(90))) == []
    markeret = decide_markering(mulig.forloeb, standing(after(76)), decision(after(76)))
    assert markeret.forloeb.tilstand is Sagstilstand.MARKERET
    (lukket,) = advance(markeret.forloeb, Fejlbillede(dag=after(80)), after(80))
    assert lukket.grund == f"{TAK} Markeringen skal fjernes fra Tilbudsportalen."


@pytest.mark.parametrize("tilstand", [t for t in Sagstilstand if t is not Sagstilstand.LUKKET])
def test_mended_anywhere_closes_with_thanks_even_while_it_stands_still(tilstand: Sagstilstand):
    pause = Pause(art=Pauseart.UENIG, til=after(30))
    (skridt,) = advance(make(tilstand, pause=pause), Fejlbillede(dag=DAG), DAG)
    assert skridt.forloeb == Forloeb(tilstand=Sagstilstand.LUKKET, siden=DAG)
    assert skridt.grund.startswith(TAK)


def test_what_was_accepted_or_has_ended_is_not_thanked_for():
    vurdering = make(Sagstilstand.TIL_VURDERING)
    (skridt,) = advance(vurdering, Fejlbillede(accepterede=FEJL, dag=DAG), DAG)
    assert skridt.grund == "Afvigelserne er accepteret."
    (skridt,) = advance(vurdering, Fejlbillede(findes=False, dag=DAG), DAG)
    assert skridt.grund == "Tilbuddet står ikke længere på Tilbudsportalen."


@pytest.mark.parametrize("tilstand", [Sagstilstand.VARSLET, Sagstilstand.RYKKET, Sagstilstand.TIL_VURDERING])
def test_faults_the_tilbud_was_not_told_of_begin_a_new_case(tilstand: Sagstilstand):
    nye = Fejlbillede(aabne=FEJL, kendte=frozenset(), set_nu=FEJL, dag=DAG)
    assert states(advance(make(tilstand), nye, DAG)) == [Sagstilstand.LUKKET, Sagstilstand.NY]


def test_a_followed_paabud_closes_though_another_fault_is_open():
    skridt = list(advance(ORDERED, standing(SIDSTE, frozenset({"c"})), SIDSTE))
    assert states(skridt) == [Sagstilstand.LUKKET, Sagstilstand.NY]
    assert skridt[0].grund == TAK
    assert skridt[1].forloeb.paabud is None


@pytest.mark.parametrize(
    ("aendring", "fejl", "dag", "hindring"),
    [
        ({"paabud": None}, standing(after(40)), after(40), "ikke givet et påbud"),
        ({"paabud": Paabud(afgjort=DAG, fejl=FEJL)}, standing(after(40)), after(40), "ikke noteret som leveret"),
        ({}, standing(SIDSTE), SIDSTE, "løber til og med 01-12-2026"),
        ({}, standing(SIDSTE), after(40), "ikke hentet og kontrolleret"),
        ({}, replace(standing(after(40)), dag=None), after(40), "ikke hentet og kontrolleret"),
        ({}, replace(standing(after(40)), set_nu=frozenset()), after(40), "Ingen af påbuddets fejl"),
        ({}, standing(after(40), frozenset({"c"})), after(40), "Ingen af påbuddets fejl"),
        ({"pause": Pause(art=Pauseart.UDSAT, til=after(60))}, standing(after(40)), after(40), "i bero til og med"),
    ],
)
def test_no_markering_without_each_of_the_laws_conditions(aendring, fejl, dag, hindring):
    forloeb = replace(ORDERED, tilstand=Sagstilstand.MARKERING_MULIG, **aendring)
    assert hindring in (explain_no_markering(forloeb, fejl, dag) or "")
    with pytest.raises(SagFejl, match=hindring):
        decide_markering(forloeb, fejl, decision(dag))


@pytest.mark.parametrize(("af", "grund"), [("", "x"), ("System", "x"), (" ", "x"), ("abc", " ")])
def test_nothing_is_decided_by_nobody_or_without_a_reason(af: str, grund: str):
    with pytest.raises(SagFejl, match=r"--hvem|--grund"):
        Beslutning(af=af, dag=DAG, grund=grund)


def test_a_paabud_needs_faults_that_stand_and_can_carry_it():
    vurdering = make(Sagstilstand.TIL_VURDERING)
    for fejl, kan in (
        (standing(DAG), set()),
        (replace(standing(DAG), set_nu=frozenset()), FEJL),
        (replace(standing(DAG), kendte=frozenset()), FEJL),
    ):
        with pytest.raises(SagFejl, match="kan bære et påbud"):
            decide_paabud(vurdering, fejl, decision(), kan_paabydes=kan)
    bero = replace(vurdering, pause=Pause(art=Pauseart.UDSAT, til=DAG))
    with pytest.raises(SagFejl, match="i bero"):
        decide_paabud(bero, standing(DAG), decision(), kan_paabydes=FEJL)


@pytest.mark.parametrize("leveret", [DAG - timedelta(days=1), after(4)])
def test_a_paabud_is_delivered_after_it_was_decided_and_not_in_days_to_come(leveret: date):
    with pytest.raises(SagFejl, match="kan ikke være leveret"):
        register_delivery(ORDERED, leveret, decision(after(3)))


def test_a_case_stands_still_until_its_day_and_then_goes_on():
    rykket = make(Sagstilstand.RYKKET)
    bero = set_pause(rykket, Pause(art=Pauseart.UDSAT, til=after(60)), decision()).forloeb
    assert find_naeste_dag(bero) == after(60)
    assert states(advance(bero, standing(after(60)), after(60))) == []
    assert states(advance(bero, standing(after(61)), after(61))) == [Sagstilstand.RYKKET, Sagstilstand.TIL_VURDERING]
    assert resume(bero, decision()).forloeb == rykket
    with pytest.raises(SagFejl, match="ikke sat i bero"):
        resume(rykket, decision())


def test_the_end_of_a_dispute_is_not_called_a_postponement():
    uenig = make(Sagstilstand.VARSLET, pause=Pause(art=Pauseart.UENIG, til=DAG))
    udsat = make(Sagstilstand.VARSLET, pause=Pause(art=Pauseart.UDSAT, til=DAG))
    grunde = [next(advance(et, standing(after(1)), after(1))).grund for et in (uenig, udsat)]
    assert grunde == [
        "Tiden i bero på grund af uenighed er udløbet, og sagen går videre.",
        "Udsættelsen er udløbet, og sagen går videre.",
    ]


@pytest.mark.parametrize("til", [DAG - timedelta(days=1), after(93)])
def test_an_end_date_is_neither_past_nor_too_far_off(til: date):
    with pytest.raises(SagFejl, match="Slutdagen"):
        check_til(Trin.UDSAETTELSE, til, DAG)


@pytest.mark.parametrize("tilstand", Sagstilstand)
def test_what_belongs_to_one_state_is_refused_in_the_others(tilstand: Sagstilstand):
    forloeb, fejl = make(tilstand), standing(after(99))
    if tilstand is not Sagstilstand.TIL_VURDERING:
        with pytest.raises(SagFejl, match="kun gøres, når den er »til vurdering«"):
            decide_paabud(forloeb, fejl, decision(), kan_paabydes=FEJL)
    if tilstand is not Sagstilstand.PAABUD_AFGJORT:
        with pytest.raises(SagFejl, match="når den er »påbud afgjort«"):
            register_delivery(forloeb, DAG, decision())
    if tilstand is not Sagstilstand.MARKERING_MULIG:
        with pytest.raises(SagFejl, match="når den er »markering mulig«"):
            decide_markering(forloeb, fejl, decision(after(99)))
    if tilstand in {Sagstilstand.LUKKET, Sagstilstand.MARKERET}:
        with pytest.raises(SagFejl, match="kan ikke sættes i bero"):
            set_pause(forloeb, Pause(art=Pauseart.UDSAT, til=DAG), decision())


@dataclass
class Historie:
    """What a random history did, kept by the test's own bookkeeping and not by the code under test."""

    forloeb: Forloeb = field(default_factory=lambda: make(Sagstilstand.NY))
    dag: date = DAG
    fejl: Fejlbillede = field(default_factory=Fejlbillede)
    paabud_dag: date | None = None
    paabud_fejl: frozenset[str] = frozenset()
    leveret: date | None = None
    skift: list[tuple[Sagstilstand, Sagstilstand, str]] = field(default_factory=list)

    def take(self, skift: Skift | None, af: str) -> None:
        if skift is None:
            return
        fra, til = self.forloeb.tilstand, skift.forloeb.tilstand
        self.forloeb = skift.forloeb
        if fra is til:
            return
        self.check(fra, til, af)
        if til in {Sagstilstand.LUKKET, Sagstilstand.NY}:
            self.paabud_dag, self.leveret = None, None

    def check(self, fra: Sagstilstand, til: Sagstilstand, af: str) -> None:
        """The law, in the test's own words: SEL § 14 stk. 5-6, and that people decide."""
        assert til is Sagstilstand.LUKKET or can_move(fra, til, dag=self.dag, paabud_leveret=self.leveret)
        if til in {Sagstilstand.PAABUD_AFGJORT, Sagstilstand.MARKERET}:
            assert af == "menneske"
        if til in {Sagstilstand.MARKERING_MULIG, Sagstilstand.MARKERET}:
            assert self.paabud_dag is not None
            assert self.leveret is not None
            assert self.paabud_dag <= self.leveret
            assert (self.dag - self.leveret).days > 28
            assert self.fejl.dag is not None
            assert (self.fejl.dag - self.leveret).days > 28
            assert self.paabud_fejl & self.fejl.aabne & self.fejl.set_nu
        if til is Sagstilstand.LUKKET:
            egne = self.paabud_fejl if self.paabud_dag else self.fejl.kendte
            assert not egne & self.fejl.aabne or not self.fejl.aabne
        self.skift.append((fra, til, af))


def play(historie: Historie, handling: str, dage: int) -> None:
    """One thing that is tried; what is forbidden raises SagFejl and must leave the case as it was."""
    sag, dag, fejl = historie.forloeb, historie.dag, historie.fejl
    beslutning = decision(dag)
    if handling == "nat":
        for skift in advance(sag, fejl, dag):
            historie.take(skift, "system")
        assert list(advance(historie.forloeb, fejl, dag)) == []
    elif handling == "mail":
        historie.take(notify(sag, dag), "system")
    elif handling == "besked":
        historie.take(tell_otherwise(sag, beslutning), "menneske")
    elif handling == "paabud":
        skift = decide_paabud(sag, fejl, beslutning, kan_paabydes={"a", "b"})
        assert skift.forloeb.paabud is not None
        historie.paabud_dag, historie.paabud_fejl = dag, skift.forloeb.paabud.fejl
        historie.take(skift, "menneske")
    elif handling == "leveret":
        leveret = dag - timedelta(days=dage % 40)
        historie.take(register_delivery(sag, leveret, beslutning), "menneske")
        historie.leveret = leveret
    elif handling == "markering":
        historie.take(decide_markering(sag, fejl, beslutning), "menneske")
    elif handling == "bero":
        art = list(Pauseart)[dage % 2]
        historie.take(set_pause(sag, Pause(art=art, til=dag + timedelta(days=dage)), beslutning), "menneske")
    elif handling == "genoptag":
        historie.take(resume(sag, beslutning), "menneske")


HANDLINGER = ("nat", "mail", "besked", "paabud", "leveret", "markering", "bero", "genoptag")
NAVN = st.sampled_from(["a", "b", "c"])
BILLEDE = st.tuples(
    st.frozensets(NAVN, min_size=1), st.sampled_from(["alle", "alle", "ingen", "en"]), st.integers(-40, 0)
)
TRIN = st.tuples(st.sampled_from(HANDLINGER), st.integers(0, 45), BILLEDE)
# A course that gets far is rare by chance: histories begin with a lawful one cut anywhere, and go wild from there.
LOVLIGT = [
    ("mail", 0),
    ("nat", 29),
    ("mail", 0),
    ("nat", 15),
    ("paabud", 0),
    ("leveret", 1),
    ("nat", 30),
    ("markering", 0),
]


def look(historie: Historie, billede: tuple[frozenset[str], str, int]) -> None:
    aabne, hvilke, forskudt = billede
    kendte = {"alle": aabne, "ingen": frozenset[str](), "en": frozenset(sorted(aabne)[:1])}[hvilke]
    historie.fejl = Fejlbillede(aabne=aabne, kendte=kendte, set_nu=kendte, dag=historie.dag + timedelta(days=forskudt))


@given(st.integers(0, len(LOVLIGT)), st.lists(TRIN, max_size=25))
@settings(max_examples=400, deadline=None)
def test_no_history_takes_a_step_that_the_law_forbids(langt: int, trin):
    historie = Historie()
    alle = frozenset({"a", "b"})
    for handling, dage in LOVLIGT[:langt]:
        historie.dag += timedelta(days=dage if handling == "nat" else 0)
        look(historie, (alle, "alle", 0))
        play(historie, handling, 0)
    for handling, dage, billede in trin:
        historie.dag += timedelta(days=dage)
        look(historie, billede)
        foer = historie.forloeb
        try:
            play(historie, handling, dage)
        except SagFejl:
            assert historie.forloeb == foer


def test_the_lawful_course_ends_in_a_markering():
    historie = Historie()
    for handling, dage in LOVLIGT:
        historie.dag += timedelta(days=dage if handling == "nat" else 0)
        look(historie, (frozenset({"a", "b"}), "alle", 0))
        play(historie, handling, 0)
    assert historie.forloeb.tilstand is Sagstilstand.MARKERET
    assert [til for _, til, _ in historie.skift] == list(Sagstilstand)[1:-1]


def test_a_reminder_is_not_due_while_the_case_stands_still():
    varslet = make(Sagstilstand.VARSLET)
    assert is_rykker_due(varslet, after(29))
    assert not is_rykker_due(replace(varslet, pause=Pause(art=Pauseart.UDSAT, til=after(40))), after(29))
