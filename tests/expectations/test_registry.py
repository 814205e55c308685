"""The set of rules as a whole, and what the registry refuses."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from domain.felter import FELTER
from domain.regel import Alvor, Modtager
from expectations.registry import RegelFejl, check_regler, load_regler

ROD = Path(__file__).parents[2]
KODE = {
    Modtager.TILBUD: "T",
    Modtager.SOCIALTILSYN: "S",
    Modtager.KOMMUNE: "K",
    Modtager.OS: "O",
}
REGLER = {regel.id: regel for regel in load_regler()}


def _contract():
    """The rows of docs/regelkrav.md: id, text, severity, who is told, entity and field."""
    linjer = (ROD / "docs/regelkrav.md").read_text(encoding="utf-8").splitlines()
    celler = [[celle.strip() for celle in linje.strip("|").split("|")] for linje in linjer]
    return [raekke for raekke in celler if re.fullmatch(r"[A-Z]+-\d{3}", raekke[0])]


def test_there_is_a_rule_for_each_row_of_the_contract():
    assert {raekke[0] for raekke in _contract()} <= REGLER.keys()


@pytest.mark.parametrize("raekke", _contract(), ids=lambda raekke: raekke[0])
def test_rule_is_as_serious_and_reaches_whom_the_contract_says(raekke):
    regel_id, fyrer, alvor, fortalt, taler_om = raekke
    regel = REGLER[regel_id]
    assert regel.alvor == alvor
    assert {KODE[modtager] for modtager in regel.modtagere} == set(fortalt.split())
    assert f"{regel.entitet} {regel.felt}" == taler_om
    assert (regel.sikkerhed == "C") == ("[C]" in fyrer)
    assert regel.aktiv == ("aktiv=False" not in fyrer)


def test_rules_come_sorted_by_id():
    assert list(REGLER) == sorted(REGLER)


def test_no_two_rules_have_the_same_title():
    assert len({regel.titel for regel in REGLER.values()}) == len(REGLER)


@pytest.mark.parametrize("regel", REGLER.values(), ids=lambda regel: regel.id)
def test_rule_reads_like_the_others(regel):
    assert len(regel.titel) <= 90
    for tekst in (regel.finder, regel.hvorfor, regel.ret, *filter(None, [regel.note])):
        assert tekst.endswith(".")
        assert tekst == " ".join(tekst.split())
    assert len(regel.bryder) >= 2
    assert len(regel.holder) >= 2
    assert "{" not in regel.sql
    assert regel.sikkerhed != "C" or "ikke bekræftet" in regel.hvorfor
    assert Modtager.TILBUD in regel.modtagere or "jeres" not in regel.ret


@pytest.mark.parametrize("regel", REGLER.values(), ids=lambda regel: regel.id)
def test_rule_speaks_the_sql_that_every_engine_shares(regel):
    sql = re.sub(r"'[^']*'", "''", regel.sql)
    assert not re.search(r"\b(GLOB|REGEXP|IFNULL|STRFTIME|DATE|SUBSTR|ILIKE|GROUP_CONCAT|STRING_AGG)\s*\(", sql, re.I)
    assert not re.search(r"\b(har|er)_\w+\s*=\s*[01]", sql)
    assert not re.search(r"\w_ok\s*=", sql)
    assert not re.search(r"(\bSELECT|\bDISTINCT|[,.])\s*\*", sql)


@pytest.mark.parametrize("regel", REGLER.values(), ids=lambda regel: regel.id)
def test_rule_on_a_personal_field_selects_no_value(regel):
    if FELTER[regel.felt].er_personlig:
        assert "NULL AS vaerdi" in regel.sql
    assert not re.search(r"a\.(telefon|email|leder_hash|kontaktperson_hash)\b(?! IS)", regel.sql)


GOD = REGLER["IDENT-002"]


@pytest.mark.parametrize(
    ("daarlig", "besked"),
    [
        (replace(GOD, titel="CVR-nummeret er forkert."), "punktum"),
        (replace(GOD, finder="  "), "finder er tom"),
        (replace(GOD, sql=""), "sql er tom"),
        (replace(GOD, lovkilder=("FINDES-IKKE",)), "FINDES-IKKE"),
        (replace(GOD, lovkilder=()), "mangler en lovkilde"),
        (replace(GOD, felt="cvrnr"), "cvrnr"),
        (replace(GOD, sikkerhed="C"), "højst være advarsel"),
        (replace(GOD, sikkerhed="D"), "A, B eller C"),
        (replace(GOD, modtagere=frozenset()), "mindst én modtager"),
        (replace(GOD, modtagere=frozenset({Modtager.OS, Modtager.TILBUD})), "må ikke nå et tilbud"),
        (replace(GOD, bryder=()), "mindst ét eksempel"),
        (replace(GOD, holder=()), "mindst ét eksempel"),
        (replace(GOD, holder=GOD.bryder), "har ingen"),
        (replace(GOD, bryder=GOD.holder), "har fund"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_registry_refuses_a_rule_that_does_not_fit(daarlig, besked):
    with pytest.raises(RegelFejl, match=f"IDENT-002: .*{besked}"):
        check_regler([daarlig])


def test_registry_refuses_two_rules_with_one_id():
    with pytest.raises(RegelFejl, match="bruges af 2 regler"):
        check_regler([GOD, replace(GOD, titel="En anden")])


def test_a_warning_may_rest_on_an_unconfirmed_duty():
    check_regler([replace(GOD, sikkerhed="C", alvor=Alvor.ADVARSEL)])
