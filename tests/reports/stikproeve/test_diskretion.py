from hypothesis import given
from hypothesis import strategies as st

from domain.stikproeve import Population, Udfald
from reports.stikproeve.diskretion import find_skjulte, is_small
from reports.stikproeve.resultat import Gruppe, Opfoelgning, Punktresultat, Resultat
from reports.stikproeve.vist import Aabenhed, judge_andel, show_grupper, show_opfoelgning, show_oversigt, show_udfald
from sampling.estimat import Andel
from tests.reports.stikproeve.proeve import make_kontrol


@given(st.dictionaries(st.text(min_size=1, max_size=3), st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=8))
def test_what_is_hidden_cannot_be_had_by_taking_what_is_shown_from_the_sums(raekker):
    skjulte = find_skjulte(raekker)
    assert all(navn in skjulte for navn, numre in raekker.items() if any(map(is_small, numre)))
    vist_rest = [navn for navn, numre in raekker.items() if navn not in skjulte and any(numre)]
    if skjulte and vist_rest:
        assert len(skjulte) >= 2
        for kolonne in range(2):
            assert not is_small(sum(raekker[navn][kolonne] for navn in skjulte))


def test_one_small_cell_takes_the_next_smallest_with_it():
    assert find_skjulte({"Nord": (3,), "Midt": (40,), "Syd": (12,), "Øst": (0,)}) == {"Nord", "Syd"}
    assert find_skjulte({"Nord": (5,), "Syd": (12,)}) == frozenset()


def make_resultat(udfald: dict[Udfald, int], **felter) -> Resultat:
    fejl = sum(udfald.get(u, 0) for u in (Udfald.FORKERT, Udfald.MANGLER, Udfald.SYSTEMATIK))
    antal = fejl + udfald.get(Udfald.RIGTIG, 0)
    andel = make_andel(antal, fejl, udfald.get(Udfald.UAFGJORT, 0))
    punkt = Punktresultat(
        punkt="ledige_pladser",
        etiket="Ledige pladser",
        i_alt=andel,
        grupper=felter.get("grupper", ()),
        forbehold=(),
        udfald=udfald,
        mangler=0,
        opfoelgning=felter.get(
            "opfoelgning", Opfoelgning(i_tide=0, for_sent=0, ikke_rettet=fejl, paabud=0, markering=0)
        ),
        tidligere=(),
    )
    return Resultat(
        kontrol=make_kontrol(population=Population.PLEJEFAMILIER),
        er_opgjort=True,
        rettefrist=None,
        udelukkede={},
        strata={},
        mangler=0,
        efter_lukning=0,
        punkter=(punkt,),
    )


def make_andel(antal: int, fejl: int, uafgjort: int = 0) -> Andel:
    tal = fejl / antal if antal else None
    return Andel(
        population=500,
        ikke_daekket=0,
        antal=antal,
        fejl=fejl,
        uafgjort=uafgjort,
        andel=tal,
        nedre=0.01 if antal else None,
        oevre=0.9 if antal else None,
        hvis_uafgjorte_rigtige=tal,
        hvis_uafgjorte_fejl=tal,
    )


@given(st.lists(st.integers(0, 12), min_size=5, max_size=5))
def test_no_outcome_of_few_plejefamilier_is_shown_or_can_be_worked_out(antal):
    udfald = dict(zip(Udfald, antal, strict=True))
    resultat = make_resultat(udfald)
    tabeller = (show_oversigt(resultat), show_udfald(resultat), show_opfoelgning(resultat))
    tal = [celle for tabel in tabeller for celle in tabel.raekker[0][1:] if isinstance(celle, int)]
    assert not any(map(is_small, tal))
    vist = show_udfald(resultat).raekker[0][1:6]
    skjult = [tal for celle, tal in zip(vist, antal, strict=True) if not isinstance(celle, int)]
    if sum(antal) >= 5:
        assert len(skjult) != 1 or judge_andel(resultat.punkter[0].i_alt, er_familier=True) is not Aabenhed.HEL
    oversigt = show_oversigt(resultat).raekker[0]
    if any(is_small(x) for x in (udfald[Udfald.RIGTIG], sum(antal[1:4]), udfald[Udfald.UAFGJORT])):
        # Drawn units are known: neither two of the three sums nor an exact share may stand beside each other.
        assert not any(isinstance(celle, int) and celle for celle in (oversigt[1], oversigt[2], oversigt[6]))
        assert isinstance(oversigt[3], str) or oversigt[3] is None


def test_a_small_group_hides_another_and_no_strata_are_shown():
    grupper = tuple(
        Gruppe(tegn=tegn, navn=navn, andel=make_andel(antal, fejl))
        for tegn in ("socialtilsyn", "stratum")
        for navn, antal, fejl in (("Nord", 20, 2), ("Midt", 30, 8), ("Syd", 50, 20))
    )
    (tabel,) = show_grupper(
        make_resultat({Udfald.RIGTIG: 70, Udfald.FORKERT: 30}, grupper=grupper),
        make_resultat({Udfald.RIGTIG: 70, Udfald.FORKERT: 30}, grupper=grupper).punkter[0],
    )
    assert tabel.kolonner[:2] == ("Socialtilsyn", "Afgjorte sager")
    assert [set(raekke[1:]) == {"vises ikke"} for raekke in tabel.raekker] == [True, True, False]


def test_a_sanction_against_few_is_not_told():
    opfoelgning = Opfoelgning(i_tide=20, for_sent=8, ikke_rettet=2, paabud=2, markering=0)
    resultat = make_resultat({Udfald.RIGTIG: 70, Udfald.FORKERT: 30}, opfoelgning=opfoelgning)
    assert show_opfoelgning(resultat).raekker[0] == ("Ledige pladser", 20, "vises ikke", "under 5", "under 5", 0)
