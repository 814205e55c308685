"""The metrics of the running: ages, counts and states, worked out at the scrape and kept for a few seconds."""

import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from datetime import time as klokken

from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from domain.drejebog import load_drejebog
from domain.mailstatus import Mailstatus
from domain.sag import Sagstilstand
from domain.tid import DANSK_TID
from reports.overvaagning.bedoem import judge, load_lage
from reports.overvaagning.omgivelser import Omgivelser
from warehouse.fejl import WarehouseFejl
from warehouse.koersel import AFVIST, FEJLET, GODKENDT, I_GANG
from warehouse.queries.drifttal import Drifttal, load_drifttal
from warehouse.queries.forventet import Driftsfakta
from warehouse.queries.rapport_views import ALVORSGRADER
from warehouse.transaktion import reading
from warehouse.udfoert import Job

GEMMES_S = 15.0
_ANDET = "andet"
_JOB = (Job.SIKKERHEDSKOPI, Job.OPBEVARING, Job.REVISION, Job.INDBAKKE, Job.OVERVAAGNING)
Familie = GaugeMetricFamily


class Driftsmaaler(Collector):
    """Gives the figures; labels are words of our own lists, so that there are never more of them."""

    def __init__(
        self,
        engine: Engine,
        ur: Callable[[], datetime],
        omgivelser: Callable[[], Omgivelser],
        *,
        gemmes_s: float = GEMMES_S,
    ) -> None:
        """Take what is measured, and how long a measurement serves those who ask."""
        self._engine, self._ur, self._omgivelser = engine, ur, omgivelser
        self._gemmes_s = gemmes_s
        self._laas = threading.Lock()
        self._gemt: tuple[float, tuple[Familie, ...]] | None = None

    def collect(self) -> Iterable[Familie]:
        """Give the figures of now, or of a few seconds ago."""
        with self._laas:
            if self._gemt is None or time.monotonic() - self._gemt[0] > self._gemmes_s:
                self._gemt = (time.monotonic(), self._measure())
            return self._gemt[1]

    def describe(self) -> Iterable[Familie]:
        """Name no figure beforehand: nothing is asked of the database before somebody scrapes."""
        return ()

    def _measure(self) -> tuple[Familie, ...]:
        nu, begyndt = self._ur(), time.perf_counter()
        try:
            with reading(self._engine) as session:
                conn = session.connection()
                lage, tal = load_lage(conn, self._omgivelser(), nu=nu), load_drifttal(conn)
        except (WarehouseFejl, SQLAlchemyError):
            return (make_enkelt("database_oppe", "Om databasen svarer", 0),)
        sene = sum(ventet.er_sen for ventet in judge(lage))
        return (
            make_enkelt("database_oppe", "Om databasen svarer", 1),
            *make_aldre(lage.fakta, nu),
            *make_koersler(tal),
            *make_antal(lage.fakta, tal),
            make_enkelt("forventninger_sene", "Ting der skulle være sket og ikke er", sene),
            make_enkelt("database_bytes", "Databasens størrelse", tal.stoerrelse),
            make_enkelt("maaling_sekunder", "Så længe tog det at måle", time.perf_counter() - begyndt),
        )


def make_enkelt(navn: str, hjaelp: str, value: float) -> Familie:
    """Give a figure without labels."""
    familie = Familie(f"tilbudstjek_{navn}", hjaelp)
    familie.add_metric([], value)
    return familie


def make_fordelt(navn: str, hjaelp: str, etiket: str, values: Mapping[str, float]) -> Familie:
    """Give a figure by one label."""
    familie = Familie(f"tilbudstjek_{navn}", hjaelp, labels=(etiket,))
    for hvad, value in values.items():
        familie.add_metric([hvad], value)
    return familie


def make_aldre(fakta: Driftsfakta, nu: datetime) -> Iterator[Familie]:
    """Give how many seconds ago each thing last happened; what never did is not there."""
    kontrol, register = fakta.tilstand.kontrol, fakta.adresseregister
    tider = {
        "hentning": fakta.hentet,
        "kontrol": None if kontrol is None else kontrol.tidspunkt,
        "orientering": fakta.orientering,
        "mail": fakta.mails.sendt,
        "adresseregister": None if register is None else datetime.combine(register, klokken(), DANSK_TID),
        **{job.value: fakta.job[job].lykkedes for job in _JOB},
    }
    yield make_fordelt("alder_sekunder", "Sekunder siden det sidst skete", "hvad", _age(tider, nu))
    hjaelp = "Sekunder siden det seneste godkendte dataudtræk"
    yield make_fordelt("dataudtraek_alder_sekunder", hjaelp, "entitet", _age(fakta.udtraek, nu))


def _age(tider: Mapping[str, datetime | None], nu: datetime) -> dict[str, float]:
    return {hvad: (nu - tid).total_seconds() for hvad, tid in tider.items() if tid is not None}


def make_koersler(tal: Drifttal) -> Iterator[Familie]:
    """Give the newest run of each source: its status, seconds and records."""
    status = Familie("tilbudstjek_koersel_status", "Den seneste kørsels udfald (1)", labels=("kilde", "status"))
    for koersel in tal.koersler:
        for udfald in (GODKENDT, AFVIST, FEJLET, I_GANG):
            status.add_metric([koersel.kilde, udfald], float(koersel.status == udfald))
    yield status
    varighed = {x.kilde: (x.slut - x.start).total_seconds() for x in tal.koersler if x.slut is not None}
    yield make_fordelt("koersel_sekunder", "Den seneste kørsels varighed", "kilde", varighed)
    antal = {x.kilde: float(x.antal) for x in tal.koersler if x.antal is not None}
    yield make_fordelt("koersel_poster", "Poster i den seneste kørsel", "kilde", antal)


def make_antal(fakta: Driftsfakta, tal: Drifttal) -> Iterator[Familie]:
    """Give the counts by state; each state of our lists is there, also when it has none."""
    kontrol = fakta.tilstand.kontrol
    if kontrol is not None:
        fund = {"aabnet": kontrol.aabnet, "genaabnet": kontrol.genaabnet, "lukket": kontrol.lukket}
        yield make_fordelt("kontrol_fund", "Hvad den seneste kontrol gjorde", "hvad", fund)
        yield make_enkelt("regelfejl", "Regler der ikke kunne køre i den seneste kontrol", len(kontrol.regelfejl))
    slags = tuple(load_drejebog())
    aabne: dict[str, int] = {}
    for alarm in fakta.alarmer:
        aabne[alarm.slags] = aabne.get(alarm.slags, 0) + 1
    for navn, hjaelp, etiket, kendte, antal in (
        ("afvigelser_aabne", "Åbne afvigelser", "alvor", ALVORSGRADER, tal.afvigelser),
        ("sager", "Sager efter tilstand", "tilstand", tuple(Sagstilstand), tal.sager),
        ("mails", "Mails efter status", "status", tuple(Mailstatus), tal.mails),
        ("alarmer_aabne", "Åbne alarmer", "slags", slags, aabne),
        ("alarmer_rejst", "Alarmer der nogensinde er rejst", "slags", slags, tal.alarmer),
    ):
        yield make_fordelt(navn, hjaelp, etiket, _bound(antal, kendte))


def _bound(antal: Mapping[str, int], kendte: Iterable[str]) -> dict[str, float]:
    """Give a count for each word of a list, and one for all others together."""
    fordelt = {str(ord_): float(antal.get(ord_, 0)) for ord_ in kendte}
    andre = sum(value for ord_, value in antal.items() if ord_ not in fordelt)
    return {**fordelt, _ANDET: float(andre)} if andre else fordelt
