"""Loading DAR: whole or not at all, in every form it comes in, and cheap the second time."""

import json
import zipfile
from datetime import timedelta

import pytest

from tests.dar import ALLE, FORBIGAAES, GAELDENDE, NU, TIDLIGERE, Adr, camel_row, write_datafordeler, write_ndjson
from warehouse.adresser.fejl import AdresseFejl
from warehouse.adresser.indlaes import load_dar
from warehouse.adresser.register import Register
from warehouse.adresser.vask import wash

EN = "Birkestræde 1, 5000 Odense C"


def wash_one(fil, text=EN):
    register = Register(fil)
    try:
        return wash(register, text)
    finally:
        register.close()


@pytest.fixture
def fil(tmp_path):
    """Where the register is to lie."""
    return tmp_path / "var" / "register.db"


def test_counts_say_what_was_taken_and_what_was_passed_over_and_why(tmp_path, fil):
    indlaest = load_dar(write_ndjson(tmp_path / "dar"), fil, nu=NU)
    tal = indlaest.entiteter["Adresse"]
    assert indlaest.adresser == len(GAELDENDE)
    assert tal.taget == len(GAELDENDE) + len(TIDLIGERE)
    assert tal.forbigaaet == {
        "gælder først senere": 1,
        "foreløbig": 1,
        "rettet siden i registret": 1,
        "ukendt status »42«": 1,
    }


@pytest.mark.parametrize("indent", [None, 1])
def test_an_array_is_read_on_one_line_and_on_many(tmp_path, fil, indent):
    assert load_dar(write_datafordeler(tmp_path / "dar", indent=indent), fil, nu=NU).adresser == len(GAELDENDE)


def test_a_zip_file_is_read_where_it_lies(tmp_path, fil):
    mappe = write_datafordeler(tmp_path / "dar")
    with zipfile.ZipFile(tmp_path / "levering.zip", "w") as arkiv:
        for indhold in mappe.iterdir():
            arkiv.write(indhold, indhold.name)
    assert load_dar(tmp_path / "levering.zip", fil, nu=NU).adresser == len(GAELDENDE)


def test_the_same_delivery_again_does_nothing(tmp_path, fil):
    mappe = write_ndjson(tmp_path / "dar")
    load_dar(mappe, fil, nu=NU)
    assert load_dar(mappe, fil, nu=NU).er_uaendret


def test_the_next_day_only_what_changed_is_taken(tmp_path, fil):
    load_dar(write_ndjson(tmp_path / "dar"), fil, nu=NU)
    ny = Adr(gade="Birkestræde 99")
    uden = [adr for adr in ALLE if adr.betegnelse != EN]
    tal = load_dar(write_ndjson(tmp_path / "dar", [*uden, ny]), fil, nu=NU + timedelta(days=1)).entiteter["Adresse"]
    assert (tal.taget, tal.udgaaet) == (1, 1)
    assert wash_one(fil).kategori == "C"
    assert wash_one(fil, ny.betegnelse).fundet.adresse_id == ny.id


def test_an_address_begins_to_count_on_its_day(tmp_path, fil):
    mappe = write_ndjson(tmp_path / "dar")
    kommende = FORBIGAAES[0].betegnelse
    load_dar(mappe, fil, nu=NU)
    assert wash_one(fil, kommende).kategori == "C"
    load_dar(mappe, fil, nu=NU.replace(year=2031))
    assert wash_one(fil, kommende).kategori == "A"


def test_an_interrupted_load_changes_nothing_and_goes_on_next_time(tmp_path, fil):
    load_dar(write_ndjson(tmp_path / "dar", GAELDENDE[:3]), fil, nu=NU)
    mappe = write_datafordeler(tmp_path / "dar2")

    def stop(navn, _faerdige, _i_alt):
        if navn.startswith("DAR_V1_Adresse"):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        load_dar(mappe, fil, nu=NU, on_progress=stop)
    assert wash_one(fil, GAELDENDE[10].betegnelse).kategori == "C"
    indlaest = load_dar(mappe, fil, nu=NU)
    assert indlaest.entiteter["Husnummer"].taget == 0
    assert indlaest.entiteter["Husnummer"].uaendret > 0
    assert indlaest.adresser == len(GAELDENDE)
    assert sorted(x.name for x in fil.parent.iterdir()) == ["register.db"]


@pytest.mark.parametrize("indent", [None, 1])
def test_a_file_cut_in_the_middle_is_refused(tmp_path, fil, indent):
    load_dar(write_ndjson(tmp_path / "dar"), fil, nu=NU)
    mappe = write_datafordeler(tmp_path / "dar2", indent=indent)
    stor = mappe / "DAR_V1_Adresse_TotalDownload.json"
    stor.write_bytes(stor.read_bytes()[: stor.stat().st_size // 2])
    with pytest.raises(AdresseFejl, match="afkortet"):
        load_dar(mappe, fil, nu=NU)
    assert wash_one(fil).kategori == "A"


def test_a_line_cut_in_the_middle_is_refused(tmp_path, fil):
    mappe = write_ndjson(tmp_path / "dar")
    lille = mappe / "Adresse.ndjson"
    lille.write_bytes(lille.read_bytes()[:-40])
    with pytest.raises(AdresseFejl, match="afkortet"):
        load_dar(mappe, fil, nu=NU)
    assert not fil.exists()


def test_latin_1_is_refused_with_a_sentence(tmp_path, fil):
    mappe = write_ndjson(tmp_path / "dar")
    lille = mappe / "Adresse.ndjson"
    lille.write_bytes(lille.read_text(encoding="utf-8").encode("latin-1"))
    with pytest.raises(AdresseFejl, match="UTF-8"):
        load_dar(mappe, fil, nu=NU)


def test_another_entity_under_the_name_is_refused(tmp_path, fil):
    mappe = write_datafordeler(tmp_path / "dar")
    (mappe / "DAR_V1_Husnummer_TotalDownload.json").rename(mappe / "DAR_V1_Adresse_TotalDownload.json")
    with pytest.raises(AdresseFejl, match="indeholder Husnummer"):
        load_dar(mappe, fil, nu=NU)


def test_an_unknown_version_is_refused(tmp_path, fil):
    (tmp_path / "dar").mkdir()
    row = camel_row(GAELDENDE[0])
    row["livscyklus"] = row.pop("status")
    (tmp_path / "dar" / "Adresse.json").write_text(json.dumps([row]), encoding="utf-8")
    with pytest.raises(AdresseFejl, match="mangler feltet status"):
        load_dar(tmp_path / "dar", fil, nu=NU)


@pytest.mark.parametrize("indhold", ["<html></html>", "id;status\n1;3\n"])
def test_what_is_not_json_is_refused(tmp_path, fil, indhold):
    (tmp_path / "dar").mkdir()
    (tmp_path / "dar" / "Adresse.json").write_text(indhold, encoding="utf-8")
    with pytest.raises(AdresseFejl, match="ikke JSON"):
        load_dar(tmp_path / "dar", fil, nu=NU)


def test_a_folder_without_addresses_or_none_at_all_is_refused(tmp_path, fil):
    (tmp_path / "tom").mkdir()
    for mappe in (tmp_path / "tom", tmp_path / "findes-ikke"):
        with pytest.raises(AdresseFejl, match=r"DAR|findes ikke"):
            load_dar(mappe, fil, nu=NU)


def test_a_broken_zip_file_is_refused(tmp_path, fil):
    (tmp_path / "DAR_Adresse.zip").write_bytes(b"PK\x03\x04halv")
    with pytest.raises(AdresseFejl, match="beskadiget"):
        load_dar(tmp_path / "DAR_Adresse.zip", fil, nu=NU)


def test_a_delivery_that_lacks_much_of_the_register_is_refused(tmp_path, fil):
    mange = [Adr(gade=f"Langvej {nr}") for nr in range(1, 999)] + [Adr(gade=f"Langvej {nr}A") for nr in range(1, 99)]
    load_dar(write_ndjson(tmp_path / "dar", mange), fil, nu=NU)
    with pytest.raises(AdresseFejl, match="mangler"):
        load_dar(write_ndjson(tmp_path / "dar", mange[:500]), fil, nu=NU)
    assert wash_one(fil, mange[-1].betegnelse).kategori == "A"


def test_nothing_current_is_no_register(tmp_path, fil):
    with pytest.raises(AdresseFejl, match="gældende"):
        load_dar(write_ndjson(tmp_path / "dar", TIDLIGERE), fil, nu=NU)
    assert not fil.exists()


def test_no_register_is_said_with_what_to_do(fil):
    with pytest.raises(AdresseFejl, match="reference dar"):
        Register(fil)


def test_a_file_that_is_no_register_is_said_to_be_broken(fil):
    fil.parent.mkdir()
    fil.write_bytes(b"ikke en database" * 100)
    with pytest.raises(AdresseFejl, match="beskadiget"):
        Register(fil)
