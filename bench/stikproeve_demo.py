"""The evidence on the demo register against its answer key: a thousand controls of the rules for each of some items.

`python -m bench.stikproeve_demo` loads the replica's national register, judges it by the real rules but for every third
of each item's (so that there is something only people find), freezes a frame of each item as `stikproeve regelkontrol`
does, and draws again and again. People answer by the key: what was planted is a fault, but for every second warning,
which has a good explanation. Printed is how often the intervals of recall and precision held what is true of the frame.
"""

import argparse
import tempfile
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

from sqlalchemy import Engine

from bench.stikproeve import Daekning, count_daekning, true_rates
from crawler.replica.register import Register, make_register
from domain.dump import Hoved, Listetal, Post, Slut, encode_dump
from domain.reference.evidens import load_evidensregler
from domain.regel import Alvor, Regel
from domain.stikproeve import Population, Udfald
from domain.stikproeveforloeb import make_forloeb
from domain.stikproevesvar import Svar
from expectations.registry import load_regler
from expectations.runner import run_suites
from reports.stikproeve.evidens import read_rammedele, read_sager
from sampling.design import Design, design_to_json
from sampling.evidens import Evidens, evaluate_punkt
from sampling.fordeling import allocate
from sampling.frysning import freeze_ramme
from sampling.regelkontrol import make_regelkontrol
from sampling.traek import count_strata, draw_stikproeve
from sampling.traekning import draw_kontrol
from warehouse.engine import open_warehouse
from warehouse.findings import record_kontrol
from warehouse.load import load_dump
from warehouse.queries.stikproeve_resultat import Grundlag, load_grundlag
from warehouse.stikproever.handlinger import announce
from warehouse.stikproever.kontrol import require_kontrol
from warehouse.stikproever.plan import Kontrolplan, store_plan
from warehouse.stikproever.trin import Notat
from warehouse.stikproever.versioner import Version
from warehouse.transaktion import reading

SEED = 2026
# The many take in every flag there is, so that precision is counted and not estimated; the few take some of them.
ANTAL, FAA = 400, 50
PUNKTER = ("telefon", "tilsynsmyndighed", "p_nummer", "cvr")
NAT = datetime(2027, 1, 3, 1, tzinfo=UTC)
NU = datetime(2027, 1, 4, 9, tzinfo=UTC)
_ANNONCERET = datetime(2026, 12, 28, 9, tzinfo=UTC)
_START = date(2027, 1, 4)
_HVER_TREDJE = 3


@dataclass(frozen=True, kw_only=True)
class Punktdemo:
    """One item: its frozen control, what people would call a fault, and what the rules flagged."""

    grundlag: Grundlag
    punkt: str
    fejl: frozenset[str]
    flagede: frozenset[str]


def load_demo(engine: Engine, url: str, mappe: Path, *, antal_tilbud: int | None = None) -> Register:
    """Load the replica's register, and record what the rules in use find in it."""
    register = make_register(SEED) if antal_tilbud is None else make_register(SEED, antal_tilbud=antal_tilbud)
    fil = mappe / "demo.jsonl"
    fil.write_bytes(b"".join(_encode(register)))
    indlaest = load_dump(engine, fil, nu=NAT, begrundelse="demo")
    if indlaest.snapshot_id is None:
        raise RuntimeError(indlaest.aarsag)
    record_kontrol(engine, run_suites(engine, list_brugte(load_regler()), url=url), nu=NAT)
    return register


def list_brugte(regler: Iterable[Regel]) -> list[Regel]:
    """Give the rules without every third of each item."""
    pr_felt: dict[str, list[Regel]] = defaultdict(list)
    for regel in sorted(regler, key=lambda regel: regel.id):
        pr_felt[regel.felt].append(regel)
    return [regel for alle in pr_felt.values() for nr, regel in enumerate(alle, start=1) if nr % _HVER_TREDJE]


def make_punktdemo(engine: Engine, register: Register, punkt: str, nummer: str) -> Punktdemo:
    """Freeze and draw a control of the rules on one item, and look up the key of its frame."""
    _plan(engine, punkt, nummer)
    freeze_ramme(engine, nummer, noegle="", notat=_note("Frosset."))
    draw_kontrol(engine, nummer, offentligt_tal="1 2 3", kode_version="demo", notat=_note("Trukket."))
    with reading(engine) as session:
        conn = session.connection()
        grundlag = load_grundlag(conn, require_kontrol(conn, nummer))
    kan = {enhed.enhed_id for enhed in grundlag.kan_traekkes}
    return Punktdemo(
        grundlag=grundlag,
        punkt=punkt,
        fejl=frozenset(find_fejl(register, punkt) & kan),
        flagede=frozenset(enhed_id for enhed_id, et in grundlag.fund if et == punkt and enhed_id in kan),
    )


def find_fejl(register: Register, punkt: str) -> set[str]:
    """Give the tilbud in which people would confirm a fault of an item."""
    regler = {regel.id: regel for regel in load_regler() if regel.felt == punkt}
    return {x.tilbudsid for x in register.facit if x.regel in regler and _is_confirmed(regler[x.regel], x.tilbudsid)}


def make_svar(demo: Punktdemo, enhed_id: str) -> Svar:
    """Answer for a unit by the key."""
    udfald = Udfald.FORKERT if enhed_id in demo.fejl else Udfald.RIGTIG
    return Svar(enhed_id=enhed_id, punkt=demo.punkt, udfald=udfald)


def evaluate_many(demo: Punktdemo, kontroller: int, *, sager: int = ANTAL) -> Iterator[Evidens]:
    """Draw once for each of as many public numbers, and weigh each draw's evidence."""
    ramme = demo.grundlag.kan_traekkes
    antal = allocate(make_regelkontrol(sager), count_strata(ramme))
    dele = read_rammedele(demo.grundlag, demo.punkt)
    regel = load_evidensregler()[0]
    for tal in range(kontroller):
        traek = draw_stikproeve(ramme, antal, nummer="27-1", offentligt_tal=str(tal))
        runde = replace(demo.grundlag, versioner=_answer(demo, traek.udtrukne))
        yield evaluate_punkt(demo.punkt, read_sager(runde, demo.punkt), dele, regel=regel, har_regler=True)


def cover_demo(demo: Punktdemo, kontroller: int, *, sager: int = ANTAL) -> tuple[Daekning, Daekning]:
    """Count how often the intervals of recall and of precision hold what is true of the whole frame."""
    alle = list(evaluate_many(demo, kontroller, sager=sager))
    genfinding, praecision = true_rates(demo.flagede, demo.fejl)
    return (
        count_daekning(
            genfinding, [(e.genfinding.nedre, e.genfinding.oevre) if e.genfinding else (0, 1) for e in alle]
        ),
        count_daekning(
            praecision, [(e.praecision.nedre, e.praecision.oevre) if e.praecision else (0, 1) for e in alle]
        ),
    )


def _is_confirmed(regel: Regel, tilbudsid: str) -> bool:
    return regel.alvor is not Alvor.ADVARSEL or int(tilbudsid) % 2 == 0


def _answer(demo: Punktdemo, udtrukne: Collection[str]) -> dict[tuple[str, str], tuple[Version, ...]]:
    return {
        (enhed_id, demo.punkt): (
            Version(
                svar=make_svar(demo, enhed_id),
                nummer=1,
                sagsbehandler="KL",
                tidspunkt=NU,
                kilde="ark",
                efter_lukning=False,
            ),
        )
        for enhed_id in udtrukne
    }


def _plan(engine: Engine, punkt: str, nummer: str) -> None:
    design: Design = make_regelkontrol(ANTAL)
    plan = Kontrolplan(
        nummer=nummer,
        emne=f"Kontrol af reglerne: {punkt}",
        formaal="at oplysningerne stemmer",
        population=Population.TILBUD,
        punkter=(punkt,),
        design=design_to_json(design),
        start_dag=_START,
        forloeb=make_forloeb(_START),
    )
    foer = Notat(nu=_ANNONCERET, hvem="kontorchef", tekst="Lagt i planen.")
    store_plan(engine, [plan], notat=foer)
    announce(engine, nummer, kilde="Lotto", notat=foer)


def _note(tekst: str) -> Notat:
    return Notat(nu=NU, hvem="sagsbehandler", tekst=tekst)


def _encode(register: Register) -> Iterator[bytes]:
    poster = tuple(Post(afdeling=x, raa={}, hentet=NAT.isoformat()) for x in register.afdelinger)
    lister: dict[str, int] = defaultdict(int)
    for post in poster:
        for navn in post.afdeling.lister:
            lister[navn] += 1
    hoved = Hoved(koersel="demo", kilde="portal", adresse="https://portal.example", start=NAT.isoformat())
    tal = {navn: Listetal(oplyst=antal, fundet=antal) for navn, antal in sorted(lister.items())}
    slut = Slut(slut=NAT.isoformat(), antal=0, sha256="", lister=tal, tal={"sider": len(poster)})
    yield from encode_dump(hoved, poster, slut)


def _say(navn: str, daekning: Daekning) -> None:
    print(
        f"{navn:36} sandt {100 * daekning.sandt:5.1f} %   dækning {daekning.pct:5.1f} %   "
        f"bredde {100 * daekning.bredde:5.2f}",
        flush=True,
    )


def main() -> None:
    """Print coverage for each item."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kontroller", type=int, default=1000)
    kontroller = parser.parse_args().kontroller
    with tempfile.TemporaryDirectory() as mappe:
        url = f"sqlite:///{mappe}/demo.db"
        engine = open_warehouse(url)
        register = load_demo(engine, url, Path(mappe))
        for nr, punkt in enumerate(PUNKTER, start=1):
            demo = make_punktdemo(engine, register, punkt, f"27-{nr}")
            print(f"{punkt}: {len(demo.fejl)} fejl, {len(demo.flagede)} fund blandt {len(demo.grundlag.kan_traekkes)}")
            for sager in (ANTAL, FAA):
                par = zip(("genfinding", "præcision"), cover_demo(demo, kontroller, sager=sager), strict=True)
                for hvad, daekning in par:
                    _say(f"{punkt}, {sager} sager, {hvad}", daekning)


if __name__ == "__main__":
    main()
