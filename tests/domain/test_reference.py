from datetime import date

from domain.reference import (
    load_kommuner,
    load_lovkilder,
    load_paragraffer,
    load_postnumre,
    load_socialtilsyn,
    load_virksomhedsformer,
)

_DAG = date(2026, 11, 1)


def _on(rows, dag):
    return [row for row in rows if row.gyldig.covers(dag)]


def test_there_are_98_kommuner_on_any_day():
    for dag in (_DAG, date(2027, 1, 1)):
        assert len({kommune.kommunekode for kommune in _on(load_kommuner(), dag)}) == 98
        assert len(_on(load_kommuner(), dag)) == 98


def test_two_regions_become_one_on_1_january_2027():
    before = {kommune.region for kommune in _on(load_kommuner(), date(2026, 12, 31))}
    after = {kommune.region for kommune in _on(load_kommuner(), date(2027, 1, 1))}
    assert len(before) == 5
    assert after - before == {"Region Østdanmark"}
    assert before - after == {"Region Hovedstaden", "Region Sjælland"}


def test_the_kommuner_that_run_a_socialtilsyn_are_handled_by_another():
    by_kode = {kommune.kommunekode: kommune.socialtilsyn for kommune in _on(load_kommuner(), _DAG)}
    for tilsyn in load_socialtilsyn():
        assert by_kode[tilsyn.drives_af] != tilsyn.kode


def test_every_kommunekode_of_a_postcode_exists():
    koder = {kommune.kommunekode for kommune in load_kommuner()} | {"0411"}
    for postnummer in load_postnumre().values():
        assert set(postnummer.kommunekoder) <= koder
        assert len(postnummer.postnr) == 4


def test_repealed_paragraphs_end_when_barnets_lov_begins():
    by_paragraf = {row.paragraf: row for row in load_paragraffer()}
    for paragraf in ("§ 66", "§ 32", "§ 36"):
        assert by_paragraf[paragraf].gyldig.til == date(2023, 12, 31)
    assert by_paragraf["§ 43"].gyldig.fra == date(2024, 1, 1)


def test_personally_owned_forms_end_with_2024():
    personal = [form for form in load_virksomhedsformer() if form.er_personlig]
    assert personal
    assert {form.tilladt.til for form in personal} == {date(2024, 12, 31)}


def test_every_row_says_where_it_comes_from():
    for rows in (load_kommuner(), load_socialtilsyn(), load_paragraffer(), load_virksomhedsformer()):
        assert all(row.kilde for row in rows)
    for kilde in load_lovkilder():
        assert kilde.kilde
        assert kilde.sikkerhed in {"A", "B", "C"}


def test_no_legal_source_has_two_texts_on_one_day():
    for dag in (date(2020, 1, 1), date(2023, 12, 31), date(2024, 1, 1), _DAG):
        noegler = [kilde.noegle for kilde in _on(load_lovkilder(), dag)]
        assert len(noegler) == len(set(noegler))
