"""A warehouse of national size with a year of nights, built once into a file: `python -m bench.web_register FIL`.

1,999 tilbud with 3,533 afdelinger (the replica's), 365 nights of findings that come and go, a dataudtræk, cases and
mails, looks at contact data, and settled sample controls. All of it is made up, and the same from the same seed.
"""

import argparse
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Engine, insert

from bench.gx_register import NAT
from bench.udtraek_register import build_udtraek
from bench.web_aar import Aarsplan, play_year
from bench.web_kontroller import settle_kontroller
from bench.web_sager import write_adgange, write_sager
from crawler.replica.grundlag import LANDSTAL
from crawler.replica.register import Register, make_register
from domain.dump import Hoved, Listetal, Post, Slut, encode_dump
from domain.regel import Regel
from expectations.registry import load_regler
from expectations.runner import run_suites
from warehouse.engine import open_warehouse
from warehouse.findings import record_kontrol
from warehouse.load import load_dump
from warehouse.tables import table_of
from warehouse.tables.koersel import Koersel

SEED = 2026
NAETTER = 364
FOERSTE = datetime(2025, 11, 23, 1, tzinfo=UTC)


def build_web_register(fil: Path, *, antal_tilbud: int = LANDSTAL, naetter: int = NAETTER) -> Engine:
    """Build the warehouse in a new file, and give it opened; `naetter` come after the first."""
    url = f"sqlite:///{fil}"
    engine = open_warehouse(url)
    plan = Aarsplan(foerste=FOERSTE, naetter=naetter)
    regler = [regel for regel in load_regler() if regel.aktiv]
    load_first(engine, url, fil, antal_tilbud, regler)
    deliver(engine)
    play_year(engine, plan, regler, seed=SEED)
    write_sager(engine, plan, seed=SEED)
    write_adgange(engine, plan, seed=SEED)
    settle_kontroller(engine, nu=plan.find_nat(naetter // 2))
    return engine


def load_first(engine: Engine, url: str, fil: Path, antal_tilbud: int, regler: Sequence[Regel]) -> None:
    """Load and judge the first night."""
    dump = fil.with_suffix(".jsonl")
    write_dump(dump, make_register(SEED, antal_tilbud=antal_tilbud), FOERSTE)
    indlaest = load_dump(engine, dump, nu=FOERSTE, begrundelse="bench")
    dump.unlink()
    if indlaest.snapshot_id is None:
        raise RuntimeError(indlaest.aarsag)
    record_kontrol(engine, run_suites(engine, regler, url=url), nu=FOERSTE)


def deliver(engine: Engine) -> None:
    """Let a dataudtræk come in; the rules have not judged it, but the pages show it."""
    koersel = {"id": "bench", "start": NAT, "slut": NAT, "kilde": "dataudtraek", "adresse": "x", "status": "godkendt"}
    with engine.begin() as conn:
        conn.execute(insert(table_of(Koersel)).values({**koersel, "statistik": "{}"}))
    build_udtraek(engine)


def write_dump(fil: Path, register: Register, nat: datetime) -> None:
    """Write a register as the dump of a night."""
    fil.write_bytes(b"".join(_encode(register, nat.isoformat())))


def _encode(register: Register, nat: str) -> Iterator[bytes]:
    poster = tuple(Post(afdeling=x, raa={}, hentet=nat) for x in register.afdelinger)
    lister: dict[str, int] = defaultdict(int)
    for post in poster:
        for navn in post.afdeling.lister:
            lister[navn] += 1
    hoved = Hoved(koersel=f"nat-{nat}", kilde="portal", adresse="https://portal.example", start=nat)
    tal = {navn: Listetal(oplyst=antal, fundet=antal) for navn, antal in sorted(lister.items())}
    slut = Slut(slut=nat, antal=0, sha256="", lister=tal, tal={"sider": len(poster)})
    yield from encode_dump(hoved, poster, slut)


def main() -> None:
    """Build it and say how long it took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("fil", type=Path)
    fil = parser.parse_args().fil
    began = time.monotonic()
    build_web_register(fil).dispose()
    print(f"{fil}: {fil.stat().st_size / 1e6:.0f} MB, {time.monotonic() - began:.0f} s")


if __name__ == "__main__":
    main()
