"""The replica's address register and the faults that show only against it, judged by the real rules."""

from collections import Counter
from datetime import timedelta

import pytest
from sqlalchemy import text

from crawler.replica.dar import write_dar
from crawler.replica.fejl import Plantet
from crawler.replica.register import make_register
from expectations.kontrol import kontroller
from expectations.registry import load_regler
from flows.demo import _settings, compare, run_demo
from flows.demoudtraek import DemoudtraekFejl, take_udtraek
from flows.fremdrift import Visning
from tests.builders import NAT_1, NAT_2, load_afdelinger
from warehouse.adresser.afledt import refresh_adressevask
from warehouse.adresser.indlaes import load_dar
from warehouse.queries import list_afvigelser

DAR_REGLER = {f"ADRESSE-{nummer:03d}" for nummer in range(7, 13)}
DAR_LAESENDE = tuple(r for r in load_regler() if r.id in DAR_REGLER or r.id == "TILSYN-004")


def load_register(register, mappe):
    """The register's own address register, loaded as `reference dar` does it."""
    fil = mappe / "register.db"
    load_dar(write_dar(mappe / "dar", register.adresser), fil, nu=NAT_1)
    return fil


def found_by_sql(engine):
    """What the rules that read the address register give, straight from their SQL."""
    with engine.connect() as forbindelse:
        return {
            (regel.id, row["tilbudsid"], row["afdelingsid"])
            for regel in DAR_LAESENDE
            for row in forbindelse.execute(text(regel.sql)).mappings()
        }


def wanted(facit):
    return {tuple(x) for x in facit if x.regel in {regel.id for regel in DAR_LAESENDE}}


def test_findings_of_a_socialtilsyn_are_held_against_the_answer_key_as_well():
    register = make_register(7, antal_tilbud=5)
    fundet = frozenset({("PLEJE-001", "socialtilsyn:Nord", None), ("PLADS-001", "no such tilbud", None)})
    planted = frozenset({Plantet("PLEJE-002", "socialtilsyn:Syd", None)})
    facit = compare(fundet, register, planted)
    assert facit.fejlanklaget == {("PLEJE-001", "socialtilsyn:Nord", None)}
    assert facit.overset == planted


def test_a_dataudtraek_that_the_gate_refuses_ends_the_demo_with_a_sentence(tmp_path):
    register = make_register(7, antal_tilbud=5)
    indstillinger = _settings(tmp_path)
    take_udtraek(register, tmp_path / "udtraek", indstillinger, nu=NAT_2, visning=Visning())
    with pytest.raises(DemoudtraekFejl, match=r"er afvist: .* ikke nyere"):
        take_udtraek(register, tmp_path / "udtraek", indstillinger, nu=NAT_1, visning=Visning())


@pytest.mark.parametrize("antal", [60, 200])
def test_both_nights_find_what_was_planted_against_the_address_register(engine, warehouse_url, tmp_path, antal):
    for nat, nu in ((1, NAT_1), (2, NAT_2)):
        register = make_register(7, nat=nat, antal_tilbud=antal)
        load_afdelinger(engine, tmp_path, register.afdelinger, start=nu, begrundelse="Prøve")
        refresh_adressevask(engine, load_register(register, tmp_path))
        kontroller(engine, url=warehouse_url, nu=nu + timedelta(minutes=5))
        rows = list_afvigelser(engine)
        fundet = frozenset((row["regel"], row["tilbudsid"], row["afdelingsid"]) for row in rows)
        facit = compare(fundet, register, register.facit_dar)
        assert facit.passed, facit
        assert {x.regel for x in register.facit_dar - register.facit} == DAR_REGLER


@pytest.mark.parametrize("seed", range(20, 26))
@pytest.mark.parametrize("nat", [1, 2])
def test_other_registers_agree_with_their_answer_key_too(engine, tmp_path, seed, nat):
    register = make_register(seed, nat=nat, antal_tilbud=60)
    load_afdelinger(engine, tmp_path, register.afdelinger, begrundelse="Prøve")
    refresh_adressevask(engine, load_register(register, tmp_path))
    assert found_by_sql(engine) == wanted(register.facit_dar)


@pytest.mark.parametrize(("seed", "antal"), [(1, 1), (2, 60), (3, 200), pytest.param(7, 1999, marks=pytest.mark.slow)])
def test_a_register_without_planted_faults_accuses_nobody_of_an_address(engine, tmp_path, seed, antal):
    register = make_register(seed, antal_tilbud=antal)
    load_afdelinger(engine, tmp_path, [side.laest for side in register.stamdata])
    refresh_adressevask(engine, load_register(register, tmp_path))
    assert found_by_sql(engine) == set()
    with engine.connect() as forbindelse:
        assert set(forbindelse.execute(text("SELECT kategori FROM nu_adressevask")).scalars()) <= {"A"}


def test_every_address_rule_has_five_planted_cases_on_both_nights():
    for nat in (1, 2):
        register = make_register(7, nat=nat)
        antal = Counter(x.regel for x in register.facit_dar - register.facit)
        assert set(antal) == DAR_REGLER
        assert min(antal.values()) >= 5


def test_the_address_register_is_the_same_on_both_nights_and_every_time(tmp_path):
    mapper = [
        write_dar(tmp_path / str(nummer), make_register(9, nat=nat, antal_tilbud=80).adresser)
        for nummer, nat in enumerate((1, 1, 2))
    ]
    indhold = [{fil.name: fil.read_bytes() for fil in mappe.iterdir()} for mappe in mapper]
    assert indhold[0] == indhold[1] == indhold[2]
    assert set(indhold[0]) == {
        f"{navn}.ndjson" for navn in ("Adresse", "Husnummer", "NavngivenVej", "NavngivenVejKommunedel", "Postnummer")
    }


@pytest.mark.parametrize("antal", [60, 200, 1999])
def test_no_house_of_a_krisecenter_is_in_the_address_register(antal):
    register = make_register(7, antal_tilbud=antal)
    hemmelige = [side.adresselinjer for side in register.stamdata if side.er_hemmelig]
    kendte = {(f"{x.vej} {x.husnr}", x.post) for x in register.adresser}
    assert hemmelige
    for vejlinje, post in hemmelige:
        vej, _, husnr = vejlinje.split(",")[0].partition(" ")
        assert (f"{vej} {husnr.replace(' ', '')}", post) not in kendte


def test_no_street_of_a_krisecenter_is_in_the_files_of_a_small_register(tmp_path):
    register = make_register(7, antal_tilbud=60)
    mappe = write_dar(tmp_path, register.adresser)
    tekst = "".join(fil.read_text(encoding="utf-8") for fil in mappe.iterdir())
    aabne_sider = [side for side in register.stamdata if not side.er_hemmelig]
    aabne = {linjer[0].split(" ")[0] for side in aabne_sider for linjer in (side.adresselinjer, side.ejerlinjer)}
    hemmelige = {side.adresselinjer[0].split(" ")[0] for side in register.stamdata if side.er_hemmelig} - aabne
    assert hemmelige
    assert not [vej for vej in hemmelige if f'"{vej}' in tekst]


@pytest.mark.slow
def test_the_demo_ends_with_an_answer_key_that_holds_on_both_nights(tmp_path, capsys):
    assert run_demo(tmp_path / "demo", antal=60, seed=7, nu=NAT_2)
    sagt = capsys.readouterr().err
    assert "Adresseregistret (DAR) er indlæst" in sagt
    assert sagt.count("Dataudtrækket er indlæst: ") == 2
    assert len(list((tmp_path / "demo" / "dataudtraek").iterdir())) == 2 * 7
    assert sagt.count("Facit: hver plantet fejl er fundet, og intet andet er anklaget.") == 2
