"""The reference tables follow the lists that ship with the program."""

from sqlalchemy import Engine, text

from domain.reference import load_kommuner, load_paragraffer, load_postnumre
from warehouse.reference import lists_sha256, refresh_reference


def count(engine: Engine, tabel: str) -> int | None:
    with engine.connect() as forbindelse:
        return forbindelse.execute(text(f"SELECT COUNT(*) FROM {tabel}")).scalar()


def test_every_row_of_the_lists_is_in_its_table(engine: Engine):
    assert count(engine, "reference_postnr") == len(load_postnumre())
    assert count(engine, "reference_kommune") == len(load_kommuner())
    assert count(engine, "reference_paragraf") == len(load_paragraffer())
    assert count(engine, "reference_postnr_kommune") == sum(len(set(p.kommunekoder)) for p in load_postnumre().values())
    for tabel in ("reference_socialtilsyn", "reference_virksomhedsform", "reference_lovkilde"):
        assert count(engine, tabel)


def test_tables_filled_from_other_lists_are_filled_anew(engine: Engine):
    with engine.begin() as forbindelse:
        forbindelse.execute(text("UPDATE reference_version SET sha256 = 'en anden udgave'"))
        forbindelse.execute(text("DELETE FROM reference_postnr WHERE postnr < '5000'"))
        forbindelse.execute(text("INSERT INTO reference_postnr VALUES ('9998', 'Ingensteder', FALSE)"))
    refresh_reference(engine)
    with engine.connect() as forbindelse:
        assert forbindelse.execute(text("SELECT navn FROM reference_postnr WHERE postnr = '9998'")).all() == []
        assert forbindelse.execute(text("SELECT sha256 FROM reference_version")).all() == [(lists_sha256(),)]
    assert count(engine, "reference_postnr") == len(load_postnumre())


def test_tables_filled_from_the_same_lists_are_left_alone(engine: Engine):
    with engine.begin() as forbindelse:
        forbindelse.execute(text("INSERT INTO reference_postnr VALUES ('9998', 'Ingensteder', FALSE)"))
    refresh_reference(engine)
    assert count(engine, "reference_postnr") == len(load_postnumre()) + 1
