"""The demo: two nights on the replica of the portal, held against its answer key, told to whoever watches."""

import shutil
import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from crawler.replica.dar import write_dar
from crawler.replica.fejl import Plantet
from crawler.replica.proces import ReplicaProces
from crawler.replica.register import Register, make_register
from domain.afvigelse import is_socialtilsyn
from flows.aflevering import deliver
from flows.dar import load_register
from flows.demoudtraek import take_udtraek
from flows.fremdrift import Visning
from flows.nat import Nat, run_night
from flows.settings import Indstillinger
from reports.mail.outbox import release
from warehouse.engine import opened_warehouse
from warehouse.queries import list_afvigelser

Noegle = tuple[str, str, str | None]

_MAERKE = ".tilbudstjek-demo"


class DemoFejl(RuntimeError):
    """The demo cannot run; the message is Danish and says what to do."""


@dataclass(frozen=True, kw_only=True)
class Facit:
    """What a night found, held against what was planted; both empty when the night is right."""

    overset: frozenset[Noegle]
    fejlanklaget: frozenset[Noegle]

    @property
    def passed(self) -> bool:
        """Tell whether every planted fault was found and nothing else accused."""
        return not self.overset and not self.fejlanklaget


def run_demo(mappe: Path, *, antal: int, seed: int, nu: datetime) -> bool:
    """Run two nights in an emptied folder and tell what they gave; True when both equal the answer key.

    Raises:
        DemoFejl: the folder holds something that is not an earlier demo.
    """
    began = time.monotonic()
    empty_folder(mappe)
    visning = Visning()
    igaar = nu - timedelta(days=1)
    _load_adresser(mappe, make_register(seed, antal_tilbud=antal), visning, nu=igaar)
    nights = [_night(mappe, 1, antal, seed, igaar, visning)]
    nights.append(_night(mappe, 2, antal, seed, nu, visning))
    _release_mails(mappe, visning, nu=nu)
    _say_end(nights, mappe, visning, seconds=time.monotonic() - began)
    return all(facit.passed for _, facit in nights)


def _release_mails(mappe: Path, visning: Visning, *, nu: datetime) -> None:
    indstillinger = _settings(mappe)
    with opened_warehouse(indstillinger.database) as engine:
        frigivet = release(engine, nu=nu)
        visning.skriv(f"Et menneske ville nu læse de første mails igennem; demoen frigiver dem ({frigivet}).")
        deliver(engine, indstillinger, nu=nu)


def empty_folder(mappe: Path) -> None:
    """Make an empty folder for the demo, in place of an earlier demo's."""
    if mappe.exists() and any(mappe.iterdir()) and not (mappe / _MAERKE).exists():
        raise DemoFejl(f"Mappen {mappe} er ikke tom og ikke fra en tidligere demo. Vælg en anden med --mappe.")
    shutil.rmtree(mappe, ignore_errors=True)
    mappe.mkdir(parents=True)
    (mappe / _MAERKE).touch()


def _load_adresser(mappe: Path, register: Register, visning: Visning, *, nu: datetime) -> None:
    visning.skriv()
    with visning.trin("Skriver et udsnit af adresseregistret"):
        dar = write_dar(mappe / "dar", register.adresser)
    indlaest = load_register(dar, _settings(mappe).adresseregister, nu=nu, visning=visning)
    visning.skriv(f"Adresseregistret (DAR) er indlæst: {indlaest.adresser} opdigtede adresser.")


def compare(fundet: frozenset[Noegle], register: Register, facit: frozenset[Plantet]) -> Facit:
    """Hold findings against an answer key of the register; findings of tilbud that were not seen are left out."""
    planted = frozenset((x.regel, x.tilbudsid, x.afdelingsid) for x in facit)
    seen = {side.noegle[0] for side in register.sider}
    judged = frozenset(x for x in fundet if x[1] in seen or is_socialtilsyn(x[1]))
    return Facit(overset=planted - fundet, fejlanklaget=judged - planted)


def _settings(mappe: Path, portal: str = "http://127.0.0.1") -> Indstillinger:
    # Built without reading the environment: a database address set there must not make the demo write in it.
    return Indstillinger.model_construct(var=mappe, portal_url=portal, delay_s=0.0)


def _night(mappe: Path, nat: int, antal: int, seed: int, nu: datetime, visning: Visning) -> tuple[Nat, Facit]:
    visning.skriv()
    visning.skriv(f"Nat {nat}: {nu:%d-%m-%Y}")
    register = make_register(seed, nat=nat, antal_tilbud=antal)
    udtraek = take_udtraek(register, mappe / "dataudtraek", _settings(mappe), nu=nu, visning=visning)
    with visning.trin("Starter kopien af portalen"):
        replica = ReplicaProces(seed, nat, antal_tilbud=antal)
    with replica:
        resultat = run_night(_settings(mappe, replica.url), nu=nu, visning=visning)
    facit = compare(_found(mappe), register, register.facit_dar | udtraek.facit)
    _say_night(resultat, facit, visning)
    return resultat, facit


def _found(mappe: Path) -> frozenset[Noegle]:
    with opened_warehouse(_settings(mappe).database) as engine:
        return frozenset((row["regel"], row["tilbudsid"], row["afdelingsid"]) for row in list_afvigelser(engine))


def _say_night(nat: Nat, facit: Facit, visning: Visning) -> None:
    hentet = nat.indlaesning
    visning.skriv(f"Hentningen er {hentet.status}: {hentet.antal} afdelinger, {hentet.savnede} ikke set.")
    if nat.kontrol is not None and nat.mails is not None:
        k = nat.kontrol
        visning.skriv(
            f"Afvigelser: {k.aabnet} åbnet, {k.genaabnet} genåbnet, {k.lukket} lukket, {k.aabne_i_alt} åbne i alt."
        )
        visning.skriv(
            f"Mails: {nat.mails.skrevet} skrevet, {nat.mails.uden_adresse} uden en adresse at skrive til. "
            f"{nat.mails.tilbageholdt} fejl venter: en mail nævner kun, hvad to godkendte hentninger i træk har vist."
        )
    if facit.passed:
        visning.skriv("Facit: hver plantet fejl er fundet, og intet andet er anklaget.")
    else:
        visning.skriv(
            f"FACIT HOLDER IKKE: {len(facit.overset)} overset, {len(facit.fejlanklaget)} anklaget med urette."
        )
        for noegle in sorted([*facit.overset, *facit.fejlanklaget], key=str)[:10]:
            visning.skriv(f"  {noegle}")


def _say_end(nights: list[tuple[Nat, Facit]], mappe: Path, visning: Visning, *, seconds: float) -> None:
    rapport = nights[-1][0].rapport.resolve()
    udbakke = _settings(mappe).udbakke
    visning.skriv()
    visning.skriv(f"Demoen tog {seconds:.0f} sekunder:")
    for navn, brugt in sorted(visning.tider.items(), key=lambda tid: -tid[1]):
        if brugt >= seconds / 100:
            visning.skriv(f"  {100 * brugt / seconds:3.0f} %  {navn}")
    visning.skriv(f"Rapporten: {rapport.as_uri()} (åbn den i en browser, eller kør »./tjek web --demo«).")
    visning.skriv(f"Mailene:   {sum(1 for _ in udbakke.glob('*.eml'))} filer i {udbakke}")
    visning.skriv("Registret, stederne og fejlene er opdigtede. Kun postnumre, byer og kommuner er virkelige.")
