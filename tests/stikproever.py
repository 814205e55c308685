"""Made-up controls for the tests of every room: planned, announced, with a register to take the frame from."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, text

from domain.afdeling import Afdeling
from domain.stikproeve import Population
from domain.stikproeveforloeb import make_forloeb
from sampling.design import Design, design_to_json
from sampling.frysning import freeze_ramme
from sampling.traekning import draw_kontrol
from tests.builders import load_afdelinger, load_udtraek, make_afdeling
from warehouse.stikproever.handlinger import announce
from warehouse.stikproever.plan import Kontrolplan, store_plan
from warehouse.stikproever.trin import Notat

START = date(2026, 11, 2)
FOER = datetime(2026, 10, 20, 9, 0, tzinfo=UTC)
NU = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
TAL = "4 8 15 16 23 42"
NOEGLE = "en noegle kun til proever"
KILDE = "Lotto lørdag den 7. november 2026"


def note(tekst: str = "Et notat.", *, nu: datetime = NU, hvem: str = "sagsbehandler") -> Notat:
    """A file note at the time of the tests."""
    return Notat(nu=nu, hvem=hvem, tekst=tekst)


def make_register(antal: int = 120) -> list[Afdeling]:
    """Tilbud of two socialtilsyn, two paragraphs and two forms of owner, in uneven shares."""
    return [
        make_afdeling(
            nummer,
            tilsynsmyndighed="Socialtilsyn Syd" if nummer % 3 else "Socialtilsyn Nord",
            tilbudstyper=("Længerevarende botilbud, § 108",) if nummer % 4 else ("Midlertidigt botilbud, § 107",),
            virksomhedsform="Fond" if nummer % 5 else "Kommune",
        )
        for nummer in range(1, antal + 1)
    ]


def plan_kontrol(engine: Engine, nummer: str = "26-1", *, start: date = START, **felter: Any) -> str:
    """A planned control of 20 cases; `felter` are those of the plan, `design` a `Design`."""
    design = felter.pop("design", Design(antal=20))
    plan: dict[str, Any] = {
        "nummer": nummer,
        "emne": "Takster",
        "formaal": "at oplysningerne stemmer",
        "population": Population.TILBUD,
        "punkter": ("takst", "belaegning"),
        "design": design_to_json(design),
        "start_dag": start,
        "forloeb": make_forloeb(start),
        **felter,
    }
    store_plan(engine, [Kontrolplan(**plan)], notat=note("Lagt i planen.", nu=FOER))
    return nummer


def announce_kontrol(engine: Engine, nummer: str = "26-1", **felter: Any) -> str:
    """A planned and announced control."""
    plan_kontrol(engine, nummer, **felter)
    announce(engine, nummer, kilde=KILDE, notat=note("Annonceret.", nu=FOER))
    return nummer


def freeze_kontrol(
    engine: Engine, mappe: Path, nummer: str = "26-1", *, afdelinger: Iterable[Afdeling] | None = None, **felter: Any
) -> str:
    """A control with its frame frozen over a register of its own."""
    load_afdelinger(engine, mappe, make_register() if afdelinger is None else afdelinger)
    announce_kontrol(engine, nummer, **felter)
    freeze_ramme(engine, nummer, noegle=NOEGLE, notat=note())
    return nummer


def draw(engine: Engine, nummer: str = "26-1", *, tal: str = TAL) -> str:
    """A control with its sample drawn, once its frame is frozen."""
    draw_kontrol(engine, nummer, offentligt_tal=tal, kode_version="proeve", notat=note())
    return nummer


def load_familier(engine: Engine, mappe: Path, antal: int = 60) -> None:
    """A dataudtræk of plejefamilier, half under each of two socialtilsyn."""
    familier = [
        {"plejefamilieid": str(50_000 + nummer), "socialtilsyn": "Syd" if nummer % 2 else "Nord"}
        for nummer in range(antal)
    ]
    resultat = load_udtraek(engine, mappe, {"plejefamilie": familier})
    assert resultat.status == "godkendt", resultat.aarsag


def put_in_work(engine: Engine, nummer: str = "26-1") -> None:
    """Say that the worksheets are out, as `stikproeve ark` does."""
    from domain.stikproeve import Stikproevetilstand
    from warehouse.stikproever.kontrol import require_kontrol
    from warehouse.stikproever.trin import advance
    from warehouse.transaktion import writing

    with writing(engine) as session:
        forbindelse = session.connection()
        kontrol = require_kontrol(forbindelse, nummer)
        advance(forbindelse, kontrol, Stikproevetilstand.I_GANG, notat=note("Arkene er skrevet."))


def assess_all(engine: Engine, nummer: str = "26-1", *, undtagen: int = 0) -> None:
    """Give every drawn unit × item the outcome `rigtig`, but for the last `undtagen`."""
    import json

    with engine.begin() as forbindelse:
        kontrol = forbindelse.execute(
            text("SELECT id, punkter FROM stikproeve WHERE nummer = :nummer"), {"nummer": nummer}
        ).one()
        enheder = forbindelse.scalars(
            text("SELECT enhed_id FROM stikproeve_enhed WHERE stikproeve_id = :id AND er_udtrukket ORDER BY enhed_id"),
            {"id": kontrol.id},
        ).all()
        par = [(enhed, punkt) for enhed in enheder for punkt in json.loads(kontrol.punkter)]
        for enhed, punkt in par[: len(par) - undtagen]:
            forbindelse.execute(
                text(
                    "INSERT INTO stikproeve_udfald (stikproeve_id, enhed_id, punkt, version, udfald, sagsbehandler, "
                    "tidspunkt, kilde, efter_lukning) VALUES "
                    "(:id, :enhed, :punkt, 1, 'rigtig', 'AB', '2026-11-02', 'ark', FALSE)"
                ),
                {"id": kontrol.id, "enhed": enhed, "punkt": punkt},
            )
