"""A past night again from its dumps: in a folder of its own, beside production, which it only reads.

What the register was is history, and production has it (valid from, valid to). This answers the other question: what
would the program have known and found that night, from the dumps alone? It never touches production, and never mails.
"""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from sqlalchemy import Engine, select

from domain.dump import DumpFejl
from domain.tid import DANSK_TID, write_minute
from expectations.kontrol import kontroller
from flows.fremdrift import Visning
from flows.settings import Indstillinger
from flows.trin import read_regler
from reports.web.freeze import freeze
from warehouse.adresser.afledt import refresh_adressevask
from warehouse.engine import opened_warehouse
from warehouse.findings import Kontroltal
from warehouse.gruppe import refresh_grupper
from warehouse.koersel import AFVIST, GODKENDT
from warehouse.load import Indlaesning, load_dump
from warehouse.load.laes import read_bytes, read_dump
from warehouse.queries.status import needs_kontrol, read_snapshot
from warehouse.tables import table_of
from warehouse.tables.koersel import Koersel
from warehouse.transaktion import reading

_KOERSEL = table_of(Koersel)


class GentagFejl(RuntimeError):
    """The night cannot be done again so; the message is Danish and says what to do."""


@dataclass(frozen=True, kw_only=True)
class Leverance:
    """One dump as production met it: when, and a person's reason for taking it in spite of the gate."""

    fil: Path
    nu: datetime
    begrundelse: str | None


@dataclass(frozen=True, kw_only=True)
class Gentagelse:
    """What came of it. `slettede` deliveries of production's have no dump any more, and are not in it."""

    sidste: Indlaesning
    kontrol: Kontroltal | None
    laest: int
    slettede: int
    rapport: Path


def check_newest(engine: Engine, fil: Path) -> None:
    """Refuse a dump older than the newest accepted fetch: production goes on from there, never back.

    Raises:
        GentagFejl: it is older, or no dump that can be read.
    """
    try:
        dump = read_dump(read_bytes(fil))
    except DumpFejl as fejl:
        raise GentagFejl(str(fejl)) from fejl
    nyeste = read_snapshot(engine)
    if nyeste is not None and dump.tidspunkt < nyeste.tidspunkt:
        raise GentagFejl(
            f"{fil.name} er ældre end den seneste godkendte hentning, og det, der gælder nu, skal ikke skrives "
            "tilbage. Se, hvad der var kendt den nat, i en mappe for sig: »tilbudstjek nat --dump FIL --til MAPPE«."
        )


def repeat_until(
    indstillinger: Indstillinger, slut: datetime | Path, mappe: Path, *, visning: Visning | None = None
) -> Gentagelse:
    """Load and judge, in order and in a fresh folder, all dumps up to a moment, or up to and with one file.

    The rules are today's, with the law's lists of the day judged; the address register is the one that is there now.

    Raises:
        GentagFejl: the folder is in use, or there is no dump of that night any more.
        WarehouseFejl: a database cannot be used.
    """
    visning = visning or Visning()
    leverancer, slettede = _find_leverancer(indstillinger, slut)
    url = _make_url(mappe)
    kontrol = None
    with opened_warehouse(url) as engine:
        for nummer, leverance in enumerate(leverancer, start=1):
            visning.skriv(f"{nummer} af {len(leverancer)}: {leverance.fil.name}")
            sidste = load_dump(engine, leverance.fil, nu=leverance.nu, begrundelse=leverance.begrundelse)
            kontrol = _judge(engine, url, indstillinger, sidste, nu=leverance.nu) or kontrol
        regler = read_regler(indstillinger)
        rapport = freeze(engine, mappe / "rapport", nu=leverancer[-1].nu, regler=regler)
    return Gentagelse(sidste=sidste, kontrol=kontrol, laest=len(leverancer), slettede=slettede, rapport=rapport)


def end_of(dag: date) -> datetime:
    """Give the moment a Danish day ends: its night is in it."""
    naeste = dag + timedelta(days=1)
    return datetime(naeste.year, naeste.month, naeste.day, tzinfo=DANSK_TID)


def _judge(
    engine: Engine, url: str, indstillinger: Indstillinger, hentet: Indlaesning, *, nu: datetime
) -> Kontroltal | None:
    """Judge as the night would: a fetch, accepted or not; a dataudtræk waits for the next one."""
    if hentet.snapshot_id is None and (hentet.status == GODKENDT or not needs_kontrol(engine)):
        return None
    refresh_adressevask(engine, indstillinger.adresseregister)
    refresh_grupper(engine)
    aktive = [regel for regel in read_regler(indstillinger) if regel.aktiv]
    return kontroller(engine, url=url, nu=nu, regler=aktive)


def _find_leverancer(indstillinger: Indstillinger, slut: datetime | Path) -> tuple[list[Leverance], int]:
    rows = _read_koersler(indstillinger)
    if isinstance(slut, Path):
        sha256 = hashlib.sha256(read_bytes(slut)).hexdigest() if slut.is_file() else None
        ended = [row_slut for navn, row_slut, _, sha in rows if navn == slut.name or sha == sha256]
        if not ended:
            raise GentagFejl(f"{slut.name} er ikke læst ind her. Se dumpene i {indstillinger.dumps}.")
        graense = ended[0] + timedelta(microseconds=1)
    else:
        graense = slut
    valgte = [row for row in rows if row[1] < graense]
    fundne = [Leverance(fil=indstillinger.dumps / navn, nu=nu, begrundelse=hvorfor) for navn, nu, hvorfor, _ in valgte]
    der = [leverance for leverance in fundne if leverance.fil.is_file()]
    if not der:
        raise GentagFejl(
            f"Der er ingen dumps fra før {write_minute(graense)} i {indstillinger.dumps}. Dumps slettes, når deres tid "
            "er gået; tilbuddenes historik på siderne rækker længere tilbage."
        )
    return der, len(fundne) - len(der)


def _read_koersler(indstillinger: Indstillinger) -> list[tuple[str, datetime, str | None, str | None]]:
    """Give each delivery that production accepted or rejected: file, end, reason, sum; in the order they ended."""
    c = _KOERSEL.c
    valg = select(c.dump_fil, c.slut, c.tilsidesat_begrundelse, c.dump_sha256).where(
        c.dump_fil.is_not(None), c.slut.is_not(None), c.status.in_((GODKENDT, AFVIST))
    )
    with opened_warehouse(indstillinger.database) as engine, reading(engine) as session:
        rows = session.execute(valg.order_by(c.slut, c.id)).all()
    return [(Path(fil).name, slut, hvorfor, sha256) for fil, slut, hvorfor, sha256 in rows]


def _make_url(mappe: Path) -> str:
    if mappe.exists() and any(mappe.iterdir()):
        raise GentagFejl(f"Mappen {mappe} er ikke tom. Vælg en ny: den gamle nat skal ikke blandes med noget andet.")
    mappe.mkdir(parents=True, exist_ok=True)
    return f"sqlite:///{mappe.resolve() / 'tilbudstjek.db'}"
