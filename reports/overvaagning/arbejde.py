"""What is expected of the work around the data: mails, digests, controls, the mailbox, copies, clearing up."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import groupby

from domain.frister import is_hverdag
from domain.stikproeveforloeb import Varsel
from domain.tid import DANSK_TID
from reports.overvaagning.ventet import Lage, Ventet, judge_alder
from reports.visning import antal_af
from warehouse.udfoert import Job


def judge_mails(lage: Lage) -> Iterator[Ventet]:
    """Expect released mails to be handed over on working days, and no mail of unknown fate."""
    koe, vindue = lage.fakta.mails, find_vindue(lage)
    frigivet = lage.fakta.job[Job.FRIGIVELSE].lykkedes
    # A mail that waited long for its release has only been ready since then.
    tider = [tid for tid in (koe.aeldste, frigivet) if tid is not None]
    laa_klar = koe.klar > 0 and max(tider) < vindue
    er_sen = laa_klar and (koe.sendt is None or koe.sendt < vindue)
    antal = antal_af(koe.klar, "mail", "mails")
    tekst = f"{antal} klar; ingen er afleveret i den seneste hverdags afleveringstid." if er_sen else f"{antal} klar."
    yield Ventet(
        slags="mails_venter", navn="Aflevering af frigivne mails", seneste=koe.sendt, er_sen=er_sen, tekst=tekst
    )
    tekst = f"{antal_af(koe.ukendt, 'mail', 'mails')}, som ingen ved, om er kommet frem."
    yield Ventet(slags="mails_ukendt", navn="Ingen mails med ukendt skæbne", er_sen=koe.ukendt > 0, tekst=tekst)


def find_vindue(lage: Lage) -> datetime:
    """Give the beginning of the last hours for handing over that have wholly passed, on a working day."""
    dag = lage.dag
    while not is_hverdag(dag) or _find_kl(dag, lage.omgivelser.mail_til_kl) > lage.nu:
        dag -= timedelta(days=1)
    return _find_kl(dag, lage.omgivelser.mail_fra_kl)


def _find_kl(dag: date, kl: int) -> datetime:
    # 24 is midnight at the end of the day.
    return datetime.combine(dag, time(), DANSK_TID) + timedelta(hours=kl)


def judge_orientering(lage: Lage) -> Iterator[Ventet]:
    """Expect the week's mails where a socialtilsyn has an address."""
    slags, navn, siden = "orientering_forsinket", "Ugens orienteringer til socialtilsyn", lage.fakta.adresse_siden
    if siden is None:
        yield Ventet(slags=slags, navn=navn, ventes=False, tekst="Intet socialtilsyn har en adresse.")
        return
    yield judge_alder(lage, slags, navn, max(siden, lage.fakta.orientering or siden))


def judge_stikproever(lage: Lage) -> Iterator[Ventet]:
    """Expect the steps of the controls on their days."""
    navn = "Stikprøvekontrollens skridt"
    if not lage.varsler:
        yield Ventet(slags="stikproeve_forsinket", navn=navn, tekst="Intet skridt er overskredet.")
    for nummer, tekster in groupby(sorted(lage.varsler, key=_find_nummer), key=_find_nummer):
        foerste, *flere = (varsel.tekst for varsel in tekster)
        tekst = f"{foerste} {antal_af(len(flere), 'skridt', 'skridt')} mere er bagud." if flere else foerste
        yield Ventet(slags="stikproeve_forsinket", navn=navn, noegle=nummer, er_sen=True, tekst=tekst)


def _find_nummer(varsel: Varsel) -> str:
    return varsel.nummer


def judge_indbakke(lage: Lage) -> Iterator[Ventet]:
    """Expect the mailbox to be read where the settings name one, on working days."""
    slags, navn = "indbakke_forsinket", "Læsning af postkassen"
    seneste = lage.fakta.job[Job.INDBAKKE].lykkedes
    if not lage.omgivelser.har_indbakke:
        tekst = "Ingen postkasse er sat op (TILBUDSTJEK_INDBAKKE)."
        yield Ventet(slags=slags, navn=navn, seneste=seneste, ventes=False, tekst=tekst)
    elif not is_hverdag(lage.dag):
        yield Ventet(slags=slags, navn=navn, seneste=seneste, ventes=False, tekst="Det er ikke hverdag.")
    else:
        yield judge_alder(lage, slags, navn, seneste)


def judge_job(lage: Lage) -> Iterator[Ventet]:
    """Expect copies, clearing up and a look at the audit log."""
    for slags, navn, job in (
        ("kopi_forsinket", "Sikkerhedskopi hver nat", Job.SIKKERHEDSKOPI),
        ("opbevaring_forsinket", "Oprydning efter opbevaringsreglerne", Job.OPBEVARING),
        ("revision_forsinket", "Prøve af revisionssporet hver uge", Job.REVISION),
    ):
        yield judge_alder(lage, slags, navn, lage.fakta.job[job].lykkedes)
