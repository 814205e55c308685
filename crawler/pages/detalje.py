"""The detail page of an afdeling: one page in, one record out, read label by label."""

from dataclasses import dataclass, replace

from parsel import Selector

from crawler.pages.beskyttelse import (
    find_gader,
    find_gader_i_tekst,
    may_speak_of_109,
    names_109,
    own_gader,
    protect,
    protect_raa,
    speaks_of_109,
)
from crawler.pages.etiketter import ADRESSER, PERSONER, find_felt
from crawler.pages.felter import Afvigelse, Felter, gather
from crawler.pages.kontakt import read_email, read_hjemmeside
from crawler.pages.par import Par, find_par
from crawler.pages.personer import hash_person
from crawler.pages.pladser import find_boks, read_boks, read_pladser_i_alt, read_tilbudstyper
from crawler.pages.svar import Svar, UlaeseligSide, read_svar
from crawler.pages.traae import MED_ETIKETTER, OVERSKRIFTER, Element, broken_text, read_tree, split_lines, text_of
from domain.afdeling import UDELADT, Afdeling, has_secret_address

_ANKER = 2


@dataclass(frozen=True, kw_only=True)
class Detaljeside:
    """One page, read. `gader` are the street names that a protected page held: for redacting, never to be stored."""

    afdeling: Afdeling
    raa: dict[str, tuple[str, ...]]
    afvigelser: tuple[Afvigelse, ...]
    gader: frozenset[str] = frozenset()

    @property
    def er_tvivlsom(self) -> bool:
        """Tell whether a field that the tilbud could be blamed for was read in two ways: then it accuses nobody."""
        return any(x.art == "flertydig" and x.hvad not in PERSONER for x in self.afvigelser)

    def with_afvigelse(self, afvigelse: Afvigelse) -> "Detaljeside":
        """Give the page with one more thing noted about it."""
        return replace(self, afvigelser=(*self.afvigelser, afvigelse))


def parse_detalje(html: str, url: str, *, tilbudsid: str, afdelingsid: str, hash_noegle: str) -> Detaljeside:
    """Read a detail page.

    Names of people come out as "filled" and a hash keyed by `hash_noegle`; of a krisecenter (SEL § 109) nothing that
    tells the street comes out at all, wherever on the page it stood.

    Raises:
        UlaeseligSide: the answer is not a detail page: a challenge, an error page, cut off, or of unknown layout.
    """
    siden = read_tree(html)
    elementer: list[Element] = list(siden.root.iter(*MED_ETIKETTER))  # held, so that nodes are not made anew each time
    alle = find_par(elementer)
    boks = find_boks(siden)
    _require_page(html, boks, alle)
    felter = gather(alle)
    i_alt = read_pladser_i_alt(siden.root, alle, felter)
    afdeling = replace(
        _read(siden, boks, felter, pladser_i_alt=i_alt, hash_noegle=hash_noegle),
        tilbudsid=tilbudsid,
        afdelingsid=afdelingsid,
        kilde_url=url,
    )
    afvigelser = tuple(dict.fromkeys(felter.afvigelser))
    side = Detaljeside(afdeling=afdeling, raa=felter.raa, afvigelser=afvigelser)
    if may_speak_of_109(siden.root.xpath("string()")) and _is_secret(siden, afdeling, alle):
        return conceal(side, _all_gader(siden.root, alle, afdeling))
    return side


def conceal(side: Detaljeside, gader: frozenset[str]) -> Detaljeside:
    """Give a page of a protected tilbud without its streets; `gader` are those of the tilbud's other pages."""
    alle = side.gader | gader | own_gader(side.afdeling)
    raa = {
        etiket: (UDELADT,) if linjer and find_felt(etiket) in ADRESSER else linjer
        for etiket, linjer in side.raa.items()
    }
    return replace(
        side,
        afdeling=replace(protect(side.afdeling, alle), kilde_url=_bare_url(side.afdeling)),
        raa=protect_raa(raa, alle),
        afvigelser=tuple(dict.fromkeys(_without_name(x) for x in side.afvigelser)),
        gader=alle,
    )


def _require_page(html: str, boks: Element | None, alle: list[Par]) -> None:
    kendte = {par.felt for par in alle if par.felt is not None}
    svar = read_svar(html, har_anker=len(kendte) >= _ANKER or (bool(kendte) and boks is not None))
    if svar is not Svar.SIDE:
        raise UlaeseligSide(svar)


def _read(
    siden: Selector, boks: Element | None, felter: Felter, *, pladser_i_alt: int | None, hash_noegle: str
) -> Afdeling:
    adresse, parent = felter.adresse("adresse"), felter.adresse("tilbuddets_adresse")
    leder, kontaktperson = felter.text("leder"), felter.text("kontaktperson")
    return Afdeling(
        tilbudsid="",
        afdelingsid="",
        navn=_read_navn(siden.root, felter),
        adresse=adresse.adresse,
        har_adresse=adresse.adresse is not None,
        postnr=adresse.postnr,
        by=adresse.by,
        tilbuddets_adresse=_one_line(parent.adresse, parent.postnr, parent.by),
        email=read_email(siden, felter),
        hjemmeside=read_hjemmeside(siden, felter),
        har_leder=leder is not None,
        leder_hash=hash_person(leder, hash_noegle) if leder else None,
        har_kontaktperson=kontaktperson is not None,
        kontaktperson_hash=hash_person(kontaktperson, hash_noegle) if kontaktperson else None,
        tilbudstyper=read_tilbudstyper(siden.root, boks, felter),
        pladser=read_boks(boks, felter),
        pladser_i_alt=pladser_i_alt,
        **{navn: felter.text(navn) for navn in _TEKSTER},  # type: ignore[arg-type]
    )


_TEKSTER = ("cvr", "p_nummer", "telefon", "virksomhed", "virksomhedsform", "driftsaftale_med", "tilsynsmyndighed")


def _read_navn(rod: Element, felter: Felter) -> str | None:
    navne = tuple(dict.fromkeys(tekst for h1 in rod.iter("h1") if (tekst := text_of(h1))))
    if len(navne) > 1:
        felter.afvigelser.append(Afvigelse("flertydig", "navn"))
        return None
    if not navne and next(rod.iter("h1"), None) is None:
        felter.afvigelser.append(Afvigelse("layout", "h1"))
    navn = felter.cap("navn", navne[0] if navne else felter.text("tilbuddets_navn"))
    if navn:
        felter.raa["Tilbuddets navn"] = (navn,)
    return navn


def _one_line(adresse: str | None, postnr: str | None, by: str | None) -> str | None:
    sted = " ".join(x for x in (postnr, by) if x)
    return ", ".join(x for x in (adresse, sted) if x) or None


def _is_secret(siden: Selector, afdeling: Afdeling, alle: list[Par]) -> bool:
    if has_secret_address(afdeling) or any(names_109(tekst) for tekst in _own_words(siden)):
        return True
    overskrifter = (text_of(x) for x in siden.root.iter("title", *OVERSKRIFTER))
    boks = (text_of(x) for x in siden.root.xpath("//*[@id='pladser']"))
    return speaks_of_109(*overskrifter, *boks, *(par.tekst for par in alle if par.felt not in PERSONER))


_EGNE_ORD = "//text()[not(ancestor::a or ancestor::option or ancestor::button or ancestor::header[not(.//h1)])]"


def _own_words(siden: Selector) -> tuple[str, str]:
    """Give the page's text without its links and choices: those speak of other tilbud and of searching."""
    tekster: list[str] = siden.root.xpath(_EGNE_ORD)
    return " ".join(tekster), "".join(tekster)


def _all_gader(rod: Element, alle: list[Par], afdeling: Afdeling) -> frozenset[str]:
    kendte = (afdeling.navn, afdeling.virksomhed, afdeling.by)
    under_etiket = [linje for par in alle if par.felt in ADRESSER or "dresse" in par.etiket for linje in par.linjer]
    under_etiket += [" ".join(par.linjer) for par in alle if par.felt in ADRESSER]
    return find_gader(under_etiket, undtagen=kendte) | find_gader_i_tekst(split_lines(broken_text(rod)))


def _bare_url(afdeling: Afdeling) -> str:
    base = afdeling.kilde_url.partition("?")[0].partition("#")[0]
    return f"{base}?tilbudsid={afdeling.tilbudsid}&afdelingsid={afdeling.afdelingsid}"


def _without_name(afvigelse: Afvigelse) -> Afvigelse:
    """Drop the name of an unknown label: on such a page a street may stand where a label should."""
    return Afvigelse(afvigelse.art, UDELADT) if afvigelse.art == "ukendt_etiket" else afvigelse
