"""Who is there: an afdeling ends only when two accepted fetches in a row had it on no list."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine

from domain.afdeling import Afdeling
from tests.builders import NAT_1, load_afdelinger, make_afdeling, make_afdelinger
from tests.warehouse.rows import rows, values
from warehouse.load import Indlaesning

TRE = make_afdelinger(3)
TO = TRE[:2]
TREDJE = TRE[2].noegle


class Naetter:
    """Nights in a row on one warehouse."""

    def __init__(self, engine: Engine, mappe: Path) -> None:
        self.engine, self.mappe, self.nat = engine, mappe, NAT_1

    def load(self, afdelinger: list[Afdeling], **dump) -> Indlaesning:
        self.nat += timedelta(days=1)
        return load_afdelinger(self.engine, self.mappe, afdelinger, start=self.nat, **dump)

    def liv(self) -> dict[str, object]:
        return rows(self.engine, "SELECT * FROM afdeling_liv WHERE afdelingsid = '3'")[0]


@pytest.fixture
def naetter(engine: Engine, tmp_path: Path) -> Naetter:
    naetter = Naetter(engine, tmp_path)
    naetter.load(TRE)
    return naetter


def test_once_absent_is_missed_and_keeps_its_version(naetter: Naetter):
    resultat = naetter.load(TO)
    assert (resultat.savnede, resultat.ophoerte) == (1, 0)
    assert rows(naetter.engine, "SELECT afdelingsid, er_set FROM nu_afdeling ORDER BY afdelingsid") == [
        {"afdelingsid": "1", "er_set": 1},
        {"afdelingsid": "2", "er_set": 1},
        {"afdelingsid": "3", "er_set": 0},
    ]


def test_twice_absent_has_ended_in_raw_and_core(naetter: Naetter):
    naetter.load(TO)
    resultat = naetter.load(TO)
    assert (resultat.savnede, resultat.ophoerte) == (0, 1)
    assert naetter.liv()["ophoert"] == resultat.snapshot_id
    assert values(naetter.engine, "SELECT afdelingsid FROM nu_afdeling ORDER BY afdelingsid") == ["1", "2"]
    for tabel in ("afdeling", "raw_afdeling"):
        sidste = values(naetter.engine, f"SELECT gyldig_til FROM {tabel} WHERE afdelingsid = '3'")
        assert sidste == [resultat.snapshot_id]
    assert naetter.load(TO).ophoerte == 0


def test_seen_again_in_between_starts_the_count_anew(naetter: Naetter):
    naetter.load(TO)
    naetter.load(TRE)
    assert naetter.liv()["savnet_antal"] == 0
    assert naetter.load(TO).ophoerte == 0


def test_a_page_that_could_not_be_had_is_neither_missed_nor_ended(naetter: Naetter):
    for _ in range(3):
        resultat = naetter.load(TO, manglende=[TREDJE])
        assert (resultat.savnede, resultat.ophoerte) == (0, 0)
    assert naetter.liv()["sidst_set"] == 1
    assert values(naetter.engine, "SELECT er_set FROM nu_afdeling WHERE afdelingsid = '3'") == [0]
    assert values(naetter.engine, "SELECT alle_set FROM nu_tilbud WHERE tilbudsid = '1003'") == [0]


def test_still_on_the_list_between_two_absences_is_not_two_in_a_row(naetter: Naetter):
    naetter.load(TO)
    naetter.load(TO, manglende=[TREDJE])
    assert naetter.load(TO).ophoerte == 0


def test_a_rejected_fetch_counts_for_nothing(naetter: Naetter):
    naetter.load(TO)
    assert naetter.load(TO, stoppet="robottest").status == "afvist"
    assert naetter.liv()["savnet_antal"] == 1


def test_a_fetch_that_was_stopped_proves_no_absence_even_when_a_person_takes_it(naetter: Naetter):
    naetter.load(TO)
    resultat = naetter.load(TO, stoppet="robottest", begrundelse="Vi tager det, der er.")
    assert (resultat.status, resultat.savnede, resultat.ophoerte) == ("godkendt", 0, 0)
    assert naetter.liv()["savnet_antal"] == 1


def test_a_list_read_half_proves_no_absence_either(naetter: Naetter):
    resultat = naetter.load(TO, oplyst={"voksne": 3}, begrundelse="Vi tager det, der er.")
    assert (resultat.status, resultat.savnede) == ("godkendt", 0)


def test_one_that_ended_and_comes_back_gets_a_new_version_and_a_new_life(naetter: Naetter):
    naetter.load(TO)
    naetter.load(TO)
    resultat = naetter.load(TRE)
    assert resultat.nye == 1
    liv = naetter.liv()
    assert (liv["foerst_set"], liv["sidst_set"], liv["savnet_antal"], liv["ophoert"]) == (1, 4, 0, None)
    versioner = rows(naetter.engine, "SELECT gyldig_fra, gyldig_til FROM afdeling WHERE afdelingsid = '3' ORDER BY id")
    assert versioner == [{"gyldig_fra": 1, "gyldig_til": 3}, {"gyldig_fra": 4, "gyldig_til": None}]


def test_any_past_day_can_be_shown_as_it_was(naetter: Naetter):
    naetter.load([*TO, make_afdeling(3, navn="Nyt navn")])
    naetter.load(TO)
    naetter.load(TO)
    saadan = (
        "SELECT navn FROM afdeling WHERE gyldig_fra <= {0} AND (gyldig_til IS NULL OR gyldig_til > {0}) ORDER BY id"
    )
    antal = [len(values(naetter.engine, saadan.format(snapshot))) for snapshot in (1, 2, 3, 4)]
    assert antal == [3, 3, 3, 2]
    assert "Nyt navn" in values(naetter.engine, saadan.format(2))
