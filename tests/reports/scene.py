"""A small made-up register with findings, and rules of the tests' own, for pages and mails."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from domain.afdeling import Afdeling
from domain.afvigelse import Fund
from domain.kontrol import Kontrolresultat, Regelresultat
from domain.regel import Alvor, Entitet, Formaal, Modtager, Regel
from reports.mail.vagt import Mailvagt
from tests.builders import NAT_1, load_afdelinger, make_afdeling
from warehouse.findings import Kontroltal, record_kontrol

AFSENDER = "Tilbudstjek <tilbudstjek@example.org>"
SVAR_TIL = "svar@example.org"
# A finding is told of the night it is found; the guards have tests of their own.
STRAKS = Mailvagt(snapshots=1, regel_andel_pct=100)


def make_regel(regel_id: str, felt: str, alvor: Alvor, **aendringer: Any) -> Regel:
    """A rule whose texts say which it is."""
    felter: dict[str, Any] = {
        "id": regel_id,
        "titel": f"Feltet {felt} er galt",
        "finder": f"Afdelinger, hvor feltet {felt} er galt.",
        "hvorfor": f"Kommunerne slår {felt} op og må kunne stole på det.",
        "ret": f"Ret {felt} under stamdata i jeres indberetning.",
        "alvor": alvor,
        "formaal": Formaal.FAKTA,
        "lovkilder": ("SEL-14-4-2",),
        "modtagere": frozenset({Modtager.TILBUD, Modtager.SOCIALTILSYN}),
        "entitet": Entitet.AFDELING,
        "felt": felt,
        "sql": "SELECT 1",
        "bryder": (),
        "holder": (),
        **aendringer,
    }
    return Regel(**felter)


CVR = make_regel("IDENT-003", "cvr", Alvor.ALVORLIG, lovkilder=("SEL-14-4-2", "CVR-MOD11"))
TELEFON = make_regel("KONTAKT-001", "telefon", Alvor.ALVORLIG)
BY = make_regel("ADRESSE-004", "by", Alvor.ALVORLIG)
ADRESSE = make_regel("ADRESSE-001", "adresse", Alvor.ALVORLIG)
TILSYN = make_regel("TILSYN-001", "tilsynsmyndighed", Alvor.KRITISK, lovkilder=("SEL-14-3",))
LEDER = make_regel("KONTAKT-004", "leder", Alvor.ADVARSEL, sikkerhed="C", lovkilder=("BEKTP-BILAG1",))
SUM = make_regel("PLADS-003", "pladser_i_alt", Alvor.ALVORLIG, entitet=Entitet.TILBUD)
VORES = make_regel("TYPE-002", "tilbudstyper", Alvor.ADVARSEL, modtagere=frozenset({Modtager.OS}))
REGLER = (ADRESSE, BY, CVR, LEDER, SUM, TELEFON, TILSYN, VORES)


def make_fund(regel: Regel, tilbudsid: str, afdelingsid: str | None = "1", **felter: Any) -> Fund:
    """A finding of a rule on its own field."""
    return Fund(regel=regel.id, tilbudsid=tilbudsid, afdelingsid=afdelingsid, felt=regel.felt, **felter)


def make_register() -> list[Afdeling]:
    """Five tilbud: faulty, with two afdelinger, a krisecenter, one without e-mail, one without a fault."""
    return [
        make_afdeling(1, cvr="99000016"),
        make_afdeling(2, tilbudsid="1002", navn="Solgården, Nord", pladser_i_alt=20),
        make_afdeling(3, tilbudsid="1002", navn="Solgården, Syd", pladser_i_alt=20, email="kontakt2@example.org"),
        make_afdeling(
            4, navn="Krisecentret Viben", tilbudstyper=("Krisecenter, § 109",), pladser={"§ 109": 8}, adresse="Vej 1"
        ),
        make_afdeling(5, email=None, tilsynsmyndighed="Socialtilsyn Nord"),
        make_afdeling(6, virksomhedsform="Enkeltmandsvirksomhed", virksomhed="Prøve v/ Test Testesen"),
    ]


FUND = (
    make_fund(CVR, "1001", "1", vaerdi="99000016"),
    make_fund(LEDER, "1001", "1"),
    make_fund(BY, "1002", "2", vaerdi="Odense", forslag="Odense C", bevis={"postnummer": "5000"}),
    make_fund(SUM, "1002", None, vaerdi="20", forslag="16"),
    make_fund(TELEFON, "1002", "3"),
    make_fund(TILSYN, "1004", "4"),
    make_fund(ADRESSE, "1004", "4"),
    make_fund(CVR, "1005", "5", vaerdi="99000015"),
    make_fund(VORES, "1006", "6", vaerdi="Noget nyt"),
)


def record(
    engine: Engine,
    snapshot_id: int,
    fund: Iterable[Fund],
    *,
    nu: datetime,
    fejl: str | None = None,
    regler: Iterable[Regel] = REGLER,
) -> Kontroltal:
    """Record a run of the tests' rules that found exactly this; `fejl` names a rule that could not run."""
    alle = tuple(fund)
    resultater = tuple(
        Regelresultat(
            regel=regel.id,
            alvor=regel.alvor.value,
            fund=tuple(x for x in alle if x.regel == regel.id and regel.id != fejl),
            fejl="no such column: findes_ikke" if regel.id == fejl else None,
        )
        for regel in regler
    )
    return record_kontrol(engine, Kontrolresultat(snapshot_id=snapshot_id, regler=resultater), nu=nu)


def play_night(
    engine: Engine,
    mappe: Path,
    *,
    nat: datetime = NAT_1,
    afdelinger: Iterable[Afdeling] | None = None,
    fund: Iterable[Fund] = FUND,
    fejl: str | None = None,
) -> int:
    """Load a register, record findings on it, and give the snapshot's id."""
    indlaest = load_afdelinger(engine, mappe, make_register() if afdelinger is None else afdelinger, start=nat)
    assert indlaest.snapshot_id is not None, indlaest.aarsag
    record(engine, indlaest.snapshot_id, fund, nu=nat, fejl=fejl)
    return indlaest.snapshot_id


def compare_golden(navn: str, tekst: str) -> None:
    """Hold a text against its golden file; a missing one is written, and the test fails so that somebody reads it."""
    fil = Path(__file__).parent / "golden" / navn
    linjer = [linje.rstrip() for linje in tekst.splitlines()]
    ren = "\n".join(linje for linje in linjer if linje or fil.suffix == ".txt") + "\n"
    if not fil.exists():
        fil.write_text(ren, encoding="utf-8")
        pytest.fail(f"{fil.name} var der ikke og er skrevet. Læs den igennem, og kør testen igen.")
    assert ren == fil.read_text(encoding="utf-8"), f"{fil.name} passer ikke; slet den for at få den skrevet igen"
