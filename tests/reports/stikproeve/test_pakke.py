import csv
import hashlib
import io
import json
import zipfile

from reports.stikproeve.filer import load_pakke
from sampling.kontroltraek import check_fil
from tests.stikproeveresultat import (
    EFTER,
    answer,
    give_answers,
    list_udtrukne,
    load_register,
    plant_fund,
    prepare,
    prepare_familier,
    settle,
    settle_tilbud,
)
from tests.warehouse.rows import values
from warehouse.stikproever.kontrol import require_kontrol
from warehouse.transaktion import reading


def pack(engine):
    with reading(engine) as session:
        conn = session.connection()
        return load_pakke(conn, require_kontrol(conn, "27-1"), udgave="0.1")


def unpack(raa):
    with zipfile.ZipFile(io.BytesIO(raa)) as pakke:
        return {navn.removeprefix("stikproeve-27-1/"): pakke.read(navn).decode() for navn in pakke.namelist()}


def rows(tekst):
    return list(csv.DictReader(io.StringIO(tekst), delimiter=";"))


def test_the_package_is_redrawn_by_the_command_and_is_the_same_every_time(engine, tmp_path):
    settle_tilbud(engine, tmp_path, punkter=("pladser",))
    raa = pack(engine)
    assert raa == pack(engine)
    fil = tmp_path / "pakke.zip"
    fil.write_bytes(raa)
    svar = check_fil(fil)
    assert svar.er_ens
    assert (svar.antal_enheder, svar.antal_udtrukket) == (120, 60)


def test_a_draw_that_somebody_changed_in_the_package_is_found(engine, tmp_path):
    settle_tilbud(engine, tmp_path, punkter=("pladser",))
    fil = tmp_path / "pakke.zip"
    fil.write_bytes(pack(engine).replace(b";ja\n", b";nej\n", 1)[:-1])
    filer = unpack(pack(engine))
    with zipfile.ZipFile(fil, "w") as pakke:
        pakke.writestr("x/traek.csv", filer["traek.csv"].replace(";ja\n", ";nej\n", 1))
    assert not check_fil(fil).er_ens


def test_a_package_whose_other_files_were_changed_is_found_though_the_draw_is_right(engine, tmp_path):
    settle_tilbud(engine, tmp_path, punkter=("pladser",))
    filer = unpack(pack(engine)) | {"udfald.csv": "enhed_id\n", "nyt.txt": "hej"}
    del filer["notater.csv"]
    fil = tmp_path / "pakke.zip"
    with zipfile.ZipFile(fil, "w") as pakke:
        pakke.mkdir("stikproeve-27-1")
        for navn, tekst in filer.items():
            pakke.writestr(f"stikproeve-27-1/{navn}", tekst)
    svar = check_fil(fil)
    assert svar.er_ens
    assert svar.aendrede_filer == ("notater.csv", "nyt.txt", "udfald.csv")
    fil.write_bytes(pack(engine))
    assert check_fil(fil).aendrede_filer == ()


def test_until_it_is_settled_the_package_tells_no_find_of_a_case_without_an_outcome(engine, tmp_path):
    load_register(engine, tmp_path)
    prepare(engine, punkter=("pladser",))
    udtrukne = list_udtrukne(engine)
    udenfor = values(engine, "SELECT enhed_id FROM stikproeve_enhed WHERE NOT er_udtrukket ORDER BY enhed_id")[0]
    plant_fund(engine, "pladser", [udtrukne[0], udenfor])
    assert [row["enhed_id"] for row in rows(unpack(pack(engine))["fund.csv"])] == [udenfor]
    settle(engine)
    assert {row["enhed_id"] for row in rows(unpack(pack(engine))["fund.csv"])} == {udtrukne[0], udenfor}


def test_it_holds_every_version_every_note_and_its_own_sums(engine, tmp_path):
    settle_tilbud(engine, tmp_path, punkter=("pladser",))
    plant_fund(engine, "pladser", list_udtrukne(engine)[:3])
    give_answers(engine, svarer=lambda nr, enhed, punkt: answer(nr + 1, enhed, punkt), nu=EFTER)
    filer = unpack(pack(engine))
    for linje in filer["SHA256SUMS"].splitlines():
        hash_, navn = linje.split("  ")
        assert hashlib.sha256(filer[navn].encode()).hexdigest() == hash_
    assert {linje.split("  ")[1] for linje in filer["SHA256SUMS"].splitlines()} == filer.keys() - {"SHA256SUMS"}
    udfald = rows(filer["udfald.csv"])
    assert len(udfald) == values(engine, "SELECT count(*) FROM stikproeve_udfald")[0] > 60
    assert {row["efter_lukning"] for row in udfald if row["version"] == "2"} == {"ja"}
    assert {row["kommentar"] for row in udfald if row["udfald"] == "forkert"} == {"'=1+1 er ikke taksten"}
    assert len(rows(filer["fund.csv"])) == 3
    assert len(rows(filer["ramme.csv"])) == 120
    tilstande = [row["tilstand"] for row in rows(filer["notater.csv"])]
    assert list(dict.fromkeys(tilstande)) == [
        *("planlagt", "annonceret", "ramme_frosset", "udtrukket", "i_gang", "opgjort")
    ]
    kontrol = json.loads(filer["kontrol.json"])
    assert (kontrol["kilde_til_tal"], kontrol["kode_version"], kontrol["pakket_med_udgave"]) == (
        "Lotto",
        "proeve",
        "0.1",
    )
    assert kontrol["evidensregel"]["mindst_fejl"] == 20
    assert json.loads(filer["resultat.json"])["punkter"][0]["punkt"] == "pladser"
    assert "@" not in filer["LAES-MIG.md"]
    assert kontrol["ramme_sha256"] in filer["LAES-MIG.md"]
    assert "Metode" in filer["metode.md"]


def test_the_frame_hash_of_the_package_is_redone_as_the_readme_says(engine, tmp_path):
    settle_tilbud(engine, tmp_path, punkter=("pladser",))
    filer = unpack(pack(engine))
    linjer = filer["traek.csv"].split("\n\n", 1)[1].splitlines()[1:]
    tekst = "".join(";".join(linje.split(";")[:3]) + "\n" for linje in linjer)
    assert hashlib.sha256(tekst.encode()).hexdigest() == json.loads(filer["kontrol.json"])["ramme_sha256"]


def test_of_plejefamilier_only_keyed_hashes_and_no_comment_are_packed(engine, tmp_path):
    prepare_familier(engine, tmp_path)
    settle(engine)
    filer = unpack(pack(engine))
    felter = {celle for fil in filer.values() for linje in fil.splitlines() for celle in linje.split(";")}
    assert not felter & set(values(engine, "SELECT enhed_id FROM stikproeve_enhed"))
    assert {row["kommentar"] for row in rows(filer["udfald.csv"])} == {"", "(udeladt af hensyn til personer)"}
    assert "må ikke offentliggøres" in filer["LAES-MIG.md"]
