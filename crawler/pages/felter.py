"""The pairs of a detail page gathered to one value a field; what was read twice and differently is said."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from crawler.pages.etiketter import ADRESSER, PERSONER, VIRKSOMHEDSOPLYSNINGER
from crawler.pages.par import Par
from crawler.pages.personer import LAENGSTE, UDFYLDT
from crawler.pages.traae import LINJE
from domain.adresse import Adresselinjer, split_adresse
from domain.felter import FELTER
from domain.tekst import fold, squeeze

LAENGSTE_TEKST = 2_000


@dataclass(frozen=True)
class Afvigelse:
    """Something the reader did not expect on one page: its kind and which label or field, never a value."""

    art: str
    hvad: str


@dataclass
class Felter:
    """What the labels of one page say, field by field, while it is read; `etiketter` also those without a value."""

    par: dict[str, Par] = field(default_factory=dict)
    etiketter: set[str] = field(default_factory=set)
    raa: dict[str, tuple[str, ...]] = field(default_factory=dict)
    afvigelser: list[Afvigelse] = field(default_factory=list)

    def text(self, felt: str) -> str | None:
        """Give a field's text on one line, capped; None when the page does not have it, or has it in two ways."""
        par = self.par.get(felt)
        return self.cap(felt, par.tekst) if par else None

    def lines(self, felt: str) -> tuple[str, ...]:
        """Give the lines of a field; empty when the page does not have it."""
        par = self.par.get(felt)
        return tuple(linje[:LAENGSTE_TEKST] for linje in par.linjer) if par else ()

    def adresse(self, felt: str) -> Adresselinjer:
        """Give an address field split into street, postcode and town."""
        return split_adresse(tuple(self.cap(felt, linje) or "" for linje in adresselinjer(self.par.get(felt))))

    def cap(self, hvad: str, tekst: str | None) -> str | None:
        """Cut a text that no form could hold, and say so."""
        if tekst is None or len(tekst) <= LAENGSTE_TEKST:
            return tekst
        self.afvigelser.append(Afvigelse("for_lang", hvad))
        return tekst[:LAENGSTE_TEKST]


def gather(alle: Iterable[Par]) -> Felter:
    """Gather pairs by field. Equal values under one label twice count once; different ones make the field ambiguous."""
    felter = Felter()
    for par in alle:
        if par.felt is None:
            felter.afvigelser.append(Afvigelse("ukendt_etiket", par.etiket))
            continue
        felt = _own_or_parents(par)
        felter.etiketter.add(felt)
        raa = (UDFYLDT,) if felt in PERSONER and par.linjer else tuple(x[:LAENGSTE_TEKST] for x in par.linjer)
        etiket = par.etiket if felt == par.felt else FELTER[felt].etiket
        felter.raa[etiket] = tuple(dict.fromkeys((*felter.raa.get(etiket, ()), *raa)))
        _add(felter, felt, par)
    for felt in {x.hvad for x in felter.afvigelser if x.art == "flertydig"}:
        felter.par.pop(felt, None)
    felter.afvigelser = list(dict.fromkeys(felter.afvigelser))
    return felter


def adresselinjer(par: Par | None) -> tuple[str, ...]:
    """Give the lines of an address: at `<br>` and blocks or, without any, at the source's own line breaks."""
    if par is None:
        return ()
    linjer = par.linjer
    kildelinjer = tuple(ren for linje in par.raa.replace(LINJE, "\n").splitlines() if (ren := squeeze(linje)))
    if len(linjer) == 1 and len(kildelinjer) > 1 and split_adresse(kildelinjer[-1:]).postnr is not None:
        return kildelinjer
    return linjer


def _own_or_parents(par: Par) -> str:
    if par.felt == "adresse" and par.sektion == VIRKSOMHEDSOPLYSNINGER:
        return "tilbuddets_adresse"
    return par.felt or ""


def _add(felter: Felter, felt: str, par: Par) -> None:
    tekst = par.tekst
    if tekst is None:
        return
    if felt in LAENGSTE and len(tekst) > LAENGSTE[felt]:
        felter.afvigelser.append(Afvigelse("flertydig", felt))
        return
    kendt = felter.par.setdefault(felt, par)
    if kendt is not par and _compare_key(kendt, felt) != _compare_key(par, felt):
        felter.afvigelser.append(Afvigelse("flertydig", felt))


def _compare_key(par: Par, felt: str) -> str:
    tekst = " ".join(adresselinjer(par)) if felt in ADRESSER else par.tekst
    return fold(tekst or "").replace(" ", "")
