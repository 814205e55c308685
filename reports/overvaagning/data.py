"""What is expected of the data: a night each day, its control, dataudtræk and forms by season, the address register."""

from collections.abc import Iterator
from datetime import date, datetime, time

from domain.entiteter import ENTITETER
from domain.frister import find_frist
from domain.kolonneord import write_entitet
from domain.reference.forventninger import find_varighed
from domain.reference.udtraek import load_frister
from domain.tid import DANSK_TID
from reports.overvaagning.ventet import Lage, Ventet, judge_alder
from reports.visning import antal_af, dato

# The time limits that a delivery is counted by; the others are expected alike all year.
_SAESONER = {"budget": ("budget_modtaget", "budget_godkendt"), "noegletal": ("aarsrapport",), "takst": ("takst",)}


def judge_nat(lage: Lage) -> Iterator[Ventet]:
    """Expect an accepted fetch each day."""
    yield judge_alder(lage, "nat_forsinket", "Godkendt hentning hver nat", lage.fakta.hentet)


def judge_kontrol(lage: Lage) -> Iterator[Ventet]:
    """Expect the rules to see each accepted fetch, and to run."""
    snapshot, kontrol = lage.fakta.tilstand.snapshot, lage.fakta.tilstand.kontrol
    navn = "Kontrol efter hver godkendt hentning"
    if snapshot is None:
        yield Ventet(slags="kontrol_forsinket", navn=navn, ventes=False, tekst="Registret er ikke hentet endnu.")
        return
    if kontrol is not None:
        yield Ventet(
            slags="kontrol_forsinket", navn=navn, seneste=kontrol.tidspunkt, tekst="Det nyeste er kontrolleret."
        )
        yield _judge_regler(tuple(regel for regel, _ in kontrol.regelfejl), kontrol.tidspunkt)
        return
    frist = snapshot.tidspunkt + find_varighed("kontrol_forsinket", lage.dag)
    tekst = f"Registret fra {dato(snapshot.dag)} er ikke kontrolleret."
    yield Ventet(slags="kontrol_forsinket", navn=navn, frist=frist, er_sen=lage.nu > frist, tekst=tekst)


def _judge_regler(fejlende: tuple[str, ...], tidspunkt: datetime) -> Ventet:
    navn = "Alle regler kan køre"
    if not fejlende:
        return Ventet(slags="regelfejl", navn=navn, seneste=tidspunkt, tekst="Alle regler kørte.")
    hvilke = ", ".join(fejlende)
    tekst = f"{antal_af(len(fejlende), 'regel', 'regler')} kunne ikke køre: {hvilke}."
    return Ventet(slags="regelfejl", navn=navn, noegle=hvilke, seneste=tidspunkt, er_sen=True, tekst=tekst)


def judge_udtraek(lage: Lage) -> Iterator[Ventet]:
    """Expect a new delivery of each entity that was ever delivered; more often in the season of its time limits."""
    for navn in ENTITETER:
        if navn not in lage.fakta.udtraek:
            continue
        i_saeson = is_saeson(_SAESONER.get(navn, ()), lage.dag)
        graense = "dataudtraek_i_saeson" if i_saeson else "dataudtraek_forsinket"
        hvad = f"Dataudtræk: {write_entitet(navn)}"
        yield judge_alder(lage, "dataudtraek_forsinket", hvad, lage.fakta.udtraek[navn], graense=graense, noegle=navn)


def judge_skemaer(lage: Lage) -> Iterator[Ventet]:
    """Expect forms in the budget season where forms are read at all."""
    slags, navn, seneste = "budgetskemaer_forsinket", "Budgetskemaer i sæsonen", lage.fakta.skema
    if seneste is None:
        yield Ventet(slags=slags, navn=navn, ventes=False, tekst="Der er aldrig læst et budgetskema.")
        return
    if not is_saeson(("budget_modtaget",), lage.dag):
        yield Ventet(slags=slags, navn=navn, seneste=seneste, ventes=False, tekst="Det er ikke sæson.")
        return
    yield judge_alder(lage, slags, navn, seneste, graense="dataudtraek_i_saeson")


def judge_adresseregister(lage: Lage) -> Iterator[Ventet]:
    """Expect a fresh address register where there is one."""
    navn, dag = "Adresseregistret (DAR)", lage.fakta.adresseregister
    if dag is None:
        yield Ventet(slags="dar_gammel", navn=navn, ventes=False, tekst="Adresseregistret er ikke indlæst.")
        return
    yield judge_alder(lage, "dar_gammel", navn, datetime.combine(dag, time(), DANSK_TID))


def is_saeson(navne: tuple[str, ...], dag: date) -> bool:
    """Tell whether a day lies around one of some time limits, in any group."""
    foer, efter = find_varighed("saeson_foer_frist", dag), find_varighed("saeson_efter_frist", dag)
    return any(
        dag - efter <= find_frist(frist, aar) <= dag + foer
        for frist in load_frister()
        if frist.frist in navne
        for aar in range(dag.year - 1, dag.year + 3)
    )
