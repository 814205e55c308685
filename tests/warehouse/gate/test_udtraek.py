"""The gate of deliveries, fault by fault: which test answers, and what it tells a person to do."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine

from domain.dump import Dump, Sideafvigelse, decode_dump, encode_dump
from tests.builders import (
    NAT_1,
    NAT_2,
    NAT_3,
    load_afdelinger,
    load_udtraek,
    make_afdelinger,
    make_dump,
    make_udtraek,
    write_dump,
)
from tests.warehouse.rows import values
from warehouse.gate import STANDARD, ForrigeUdtraek, Genkendt, Proeve, Registerbillede, judge_udtraek
from warehouse.load import Indlaesning, load_dump

INTET = Registerbillede()


def rows(antal: int, **felter: Any) -> list[dict[str, Any]]:
    """One row each of `antal` tilbud."""
    return [{"tilbudsid": str(1001 + n), **felter} for n in range(antal)]


def failed(dump: Dump, forrige: dict[str, ForrigeUdtraek] | None = None, register: Registerbillede = INTET):
    return {x.navn: x for x in judge_udtraek(dump, forrige or {}, register, STANDARD, nu=NAT_3) if not x.bestaaet}


def with_fund(dump: Dump, **antal: int) -> Dump:
    """The dump of a reader that could not read so many: `afvist_raekke` or `ulaeselig_celle`, of its first entity."""
    entitet = next(iter(dump.slut.entiteter))
    fund = tuple(
        Sideafvigelse(art=art, hvad=f"{entitet}: nøgle {n}", antal=tal, eksempel="udtraek.xlsx")
        for art, i_alt in antal.items()
        for n, tal in enumerate((i_alt - 1, 1))
    )
    fremmed = Sideafvigelse(art="afvist_raekke", hvad="afdelinger: nøgle", antal=999, eksempel="udtraek.xlsx")
    return replace(dump, slut=replace(dump.slut, afvigelser=(*fund, fremmed)))


def fell(resultat: Indlaesning) -> set[str]:
    return {proeve.navn for proeve in resultat.gate if not proeve.bestaaet}


def test_a_first_whole_delivery_passes_and_every_test_says_something():
    gate = judge_udtraek(make_udtraek({"takst": rows(30), "belaegning": rows(30)}), {}, INTET, STANDARD, nu=NAT_1)
    assert [x.navn for x in gate if not x.bestaaet] == []
    assert {x.navn for x in gate} == {"ikke_fra_fremtiden", "raekker_laest", "ens_noegler", "overskrifter"} | {
        "kolonner",
        "daekning",
    }
    assert all(x.tekst.endswith(".") and x.maalt and x.graense for x in gate)


def test_a_delivery_from_the_future_is_refused_and_nobody_can_overrule_it():
    proeve = failed(make_udtraek({"takst": rows(1)}, start=NAT_3 + timedelta(hours=2)))["ikke_fra_fremtiden"]
    assert not proeve.kan_tilsidesaettes


def test_a_delivery_that_is_not_newer_than_the_last_is_refused():
    forrige = {"takst": ForrigeUdtraek(tidspunkt=NAT_2, antal=1)}
    proeve = failed(make_udtraek({"takst": rows(1)}, start=NAT_2), forrige)["nyere_takst"]
    assert not proeve.kan_tilsidesaettes
    assert "--pr" in proeve.tekst


def test_two_rows_of_one_key_with_different_content_are_a_contradiction_and_equal_ones_are_not():
    ens = make_udtraek({"takst": [*rows(3), *rows(3)]})
    assert failed(ens) == {}
    uenige = make_udtraek({"takst": [*rows(3), *rows(2, takst_kr=1.0)]})
    assert "2 nøgler (takst)" in failed(uenige)["ens_noegler"].tekst


def test_rows_that_could_not_be_read_look_like_rows_that_are_gone():
    dump = make_udtraek({"takst": rows(100)})
    assert failed(with_fund(dump, afvist_raekke=5)) == {}
    assert "6 af 106 rækker (5,7 %)" in failed(with_fund(dump, afvist_raekke=6))["afviste_takst"].tekst


def test_a_column_written_in_a_new_way_gives_many_cells_that_cannot_be_read():
    dump = make_udtraek({"belaegning": rows(500)})
    assert failed(with_fund(dump, ulaeselig_celle=10)) == {}
    assert "11 celler i 500 rækker" in failed(with_fund(dump, ulaeselig_celle=11))["celler_belaegning"].tekst


def test_few_cells_that_could_not_be_read_are_told_by_the_test_that_passed():
    gate = judge_udtraek(
        with_fund(make_udtraek({"plads": rows(50)}), ulaeselig_celle=3, afvist_raekke=1), {}, INTET, STANDARD
    )
    (laest,) = [x for x in gate if x.navn == "raekker_laest"]
    assert laest.bestaaet
    assert laest.tekst == "1 række og 3 celler kunne ikke læses."


def test_an_unknown_heading_is_told_and_never_refused():
    dump = make_udtraek({"takst": rows(30)})
    fund = (Sideafvigelse(art="ukendt_kolonne", hvad="takst: Rabat", antal=1, eksempel="takster.xlsx"),)
    gate = judge_udtraek(replace(dump, slut=replace(dump.slut, afvigelser=fund)), {}, INTET, STANDARD)
    (overskrifter,) = [x for x in gate if x.navn == "overskrifter"]
    assert (overskrifter.bestaaet, overskrifter.maalt) == (True, "1 ukendte")


def test_a_first_delivery_without_the_column_it_is_about_is_refused():
    proeve = failed(make_udtraek({"belaegning": rows(30, belaegning_pct=None)}))["felt_belaegning_belaegning_pct"]
    assert "Kolonnen »Belægning« i dataudtrækket af belægning er udfyldt i 0 % af rækkerne" in proeve.tekst


def test_an_entity_this_program_does_not_know_is_refused():
    dump = make_udtraek({"takst": rows(2)})
    fremmed = replace(
        dump,
        raekker=tuple(replace(x, entitet="rabat") for x in dump.raekker),
        slut=replace(dump.slut, entiteter={"rabat": 2}),
    )
    assert not failed(fremmed)["entitet_rabat"].kan_tilsidesaettes


@pytest.mark.parametrize(("med", "bestaar"), [(15, True), (14, False)])
def test_a_delivery_that_speaks_of_few_of_the_registers_tilbud_may_not_accuse_the_others(med, bestaar):
    alle = frozenset(str(1001 + n) for n in range(30))
    dump = make_udtraek({"takst": rows(med), "sanktion": rows(1)})
    assert ("daekning_takst" not in failed(dump, register=Registerbillede(kendte=alle, levende=alle))) is bestaar


def test_a_first_delivery_without_a_whole_socialtilsyn_may_not_accuse_its_tilbud():
    alle = [str(1001 + n) for n in range(90)]
    omraader = {"Syd": frozenset(alle[:60]), "Øst": frozenset(alle[60:])}
    register = Registerbillede(kendte=frozenset(alle), levende=frozenset(alle), omraader=omraader)
    for entitet in ("budget", "tilsynsbesoeg"):
        (fejl,) = failed(make_udtraek({entitet: rows(60)}), register=register).values()
        assert fejl.navn == f"daekning_{entitet}_Øst"
        assert "0 af 30 tilbud under socialtilsyn Øst (0 %)" in fejl.tekst
        assert not failed(make_udtraek({entitet: rows(90)}), register=register)


def test_the_socialtilsyn_of_a_first_delivery_are_those_of_the_register(engine: Engine, tmp_path):
    afdelinger = [
        replace(x, tilsynsmyndighed="Socialtilsyn Syd" if n < 30 else "Socialtilsyn Øst")
        for n, x in enumerate(make_afdelinger(60))
    ]
    load_afdelinger(engine, tmp_path, afdelinger)
    besoeg = rows(30, besoegsid="1", besoeg_dato="2026-10-01")
    halvt = load_udtraek(engine, tmp_path, {"tilsynsbesoeg": besoeg}, start=NAT_2)
    assert fell(halvt) == {"daekning_tilsynsbesoeg_Øst"}


def test_a_delivery_of_another_register_is_refused():
    kendte = frozenset(str(1001 + n) for n in range(20))
    dump = make_udtraek({"sanktion": rows(26, tilbudsid="7") + rows(20)})
    register = Registerbillede(kendte=kendte, levende=kendte)
    assert "26 af 46 rækker (56,5 %)" in failed(dump, register=register)["ukendte_sanktion"].tekst


def test_rows_of_unknown_tilbud_are_counted_when_they_are_few():
    kendte = frozenset(str(1001 + n) for n in range(20))
    gate = judge_udtraek(
        make_udtraek({"takst": rows(23)}), {}, Registerbillede(kendte=kendte, levende=kendte), STANDARD
    )
    (daekning,) = [x for x in gate if x.navn == "daekning"]
    assert daekning.tekst == "3 rækker taler om tilbud, som registret ikke har; de bedømmes ikke."


def test_a_socialtilsyn_that_is_left_out_is_missed_though_it_is_few_of_all():
    genkendt = Genkendt(omraader={"Nord": (30, 3), "Midt": (970, 970)})
    forrige = {"takst": ForrigeUdtraek(tidspunkt=NAT_1, antal=1000, genkendt=genkendt)}
    fejl = failed(make_udtraek({"takst": rows(973)}, start=NAT_2), forrige)
    assert set(fejl) == {"borte_takst_Nord"}
    assert "27 af 30 tilbud under socialtilsyn Nord" in fejl["borte_takst_Nord"].tekst


# --- through a warehouse ---


def test_a_renamed_heading_empties_a_column_and_the_delivery_changes_nothing(engine: Engine, tmp_path):
    load_udtraek(engine, tmp_path, {"takst": rows(40)})
    resultat = load_udtraek(engine, tmp_path, {"takst": rows(40, takst_enhed=None)}, start=NAT_2)
    assert (resultat.status, fell(resultat)) == ("afvist", {"felt_takst_takst_enhed"})
    assert "0 % af rækkerne mod 100 %" in str(resultat.aarsag)
    assert values(engine, "SELECT COUNT(*) FROM nu_takst WHERE takst_enhed IS NULL") == [0]


def test_new_rows_that_lack_what_comes_later_are_no_emptied_column(engine: Engine, tmp_path):
    gamle = rows(40, budgetaar=2026)
    load_udtraek(engine, tmp_path, {"budget": gamle})
    nye = rows(40, budgetaar=2027, godkendt_dato=None)
    assert load_udtraek(engine, tmp_path, {"budget": [*gamle, *nye]}, start=NAT_2).status == "godkendt"


def test_at_the_turn_of_the_year_when_every_key_is_new_the_columns_are_compared_as_wholes(engine: Engine, tmp_path):
    load_udtraek(engine, tmp_path, {"takst": rows(40, takst_aar=2026)})
    tomt = load_udtraek(engine, tmp_path, {"takst": rows(40, takst_aar=2027, maalgruppe=None)}, start=NAT_2)
    assert fell(tomt) == {"felt_takst_maalgruppe"}
    assert load_udtraek(engine, tmp_path, {"takst": rows(40, takst_aar=2027)}, start=NAT_3).status == "godkendt"


def test_tilbud_that_left_the_register_are_not_missed_and_those_still_there_are(engine: Engine, tmp_path):
    load_afdelinger(engine, tmp_path, make_afdelinger(40), start=NAT_1 - timedelta(days=5))
    load_udtraek(engine, tmp_path, {"belaegning": rows(40)})
    borte = load_udtraek(engine, tmp_path, {"belaegning": rows(30)}, start=NAT_2)
    assert {"borte_belaegning", "borte_belaegning_Syd"} <= fell(borte)
    for n in range(2):
        load_afdelinger(
            engine, tmp_path, make_afdelinger(30), start=NAT_2 + timedelta(hours=n), begrundelse="De er lukket."
        )
    assert fell(load_udtraek(engine, tmp_path, {"belaegning": rows(30)}, start=NAT_3)) == {"antal_belaegning"}


def test_a_rejected_delivery_can_be_let_in_with_a_reason(engine: Engine, tmp_path):
    load_udtraek(engine, tmp_path, {"takst": rows(40)})
    grund = "Ministeriet har fjernet enheden."
    resultat = load_udtraek(engine, tmp_path, {"takst": rows(40, takst_enhed=None)}, start=NAT_2, begrundelse=grund)
    assert resultat.status == "godkendt"
    assert grund in str(resultat.aarsag)


def test_a_dump_of_the_register_and_of_entities_is_loaded_or_refused_as_one(engine: Engine, tmp_path):
    def both(start, antal, **felter: Any) -> Dump:
        register = make_dump(make_afdelinger(30), start=start)
        udtraek = make_udtraek({"takst": rows(antal, **felter)}, start=start)
        hoved = replace(udtraek.hoved, adresse="register.xlsx")
        slut = replace(register.slut, entiteter=udtraek.slut.entiteter)
        return decode_dump(encode_dump(hoved, register.poster, slut, udtraek.raekker))

    god = load_dump(engine, write_dump(both(NAT_1, 30), tmp_path), nu=NAT_1)
    assert (god.status, god.snapshot_id, god.nye, god.entiteter["takst"].nye) == ("godkendt", 1, 30, 30)
    daarlig = load_dump(engine, write_dump(both(NAT_2, 30, takst_kr=None), tmp_path), nu=NAT_2)
    assert (daarlig.status, daarlig.snapshot_id, dict(daarlig.entiteter)) == ("afvist", None, {})
    assert values(engine, "SELECT COUNT(*) FROM snapshot") == [1]
    assert values(engine, "SELECT COUNT(*) FROM udtraek") == [1]


def test_whole_sentences_come_of_every_test() -> None:
    genkendt = Genkendt(foer={"takst_kr": 30}, endnu={"takst_kr": 0}, omraader={"andre": (30, 1)})
    forrige = {"takst": ForrigeUdtraek(tidspunkt=NAT_3, antal=90, genkendt=genkendt)}
    kendte = frozenset(str(n) for n in range(30))
    dump = with_fund(make_udtraek({"takst": rows(8)}, start=NAT_2), afvist_raekke=9, ulaeselig_celle=9)
    fejl: list[Proeve] = list(failed(dump, forrige, Registerbillede(kendte=kendte, levende=kendte)).values())
    assert len(fejl) >= 8
    assert all(x.tekst.endswith(".") and len(x.tekst) < 400 for x in fejl)
