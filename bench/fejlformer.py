"""Ways to write an address wrong, or only otherwise, and ways to write one that does not exist; all from a seed."""

import random
import re
from collections.abc import Callable
from dataclasses import dataclass

_BOGSTAVER = "abcdefghijklmnoprstuvyæøå"
_MAADER = 4
_SKIFT = 2
_KORTEST = 2


@dataclass(frozen=True)
class Adresse:
    """A current address of the register, in parts."""

    id: str
    vejnavn: str
    husnr: str
    etage: str
    doer: str
    supplerende: str
    postnr: str
    by: str

    def write(self, *, skil: str = ", ", **andre: str) -> str:
        """Write it as the register does, with other parts where given; `enhed` replaces etage and dør."""
        del_ = {felt: andre.get(felt, getattr(self, felt)) for felt in self.__dataclass_fields__}
        enhed = andre.get("enhed", self.enhed)
        midt = [x for x in (enhed, del_["supplerende"]) if x]
        return skil.join([f"{del_['vejnavn']} {del_['husnr']}", *midt, f"{del_['postnr']} {del_['by']}".strip()])

    @property
    def enhed(self) -> str:
        """Etage and dør as the register writes them."""
        return f"{self.etage}. {self.doer}".rstrip() if self.etage else self.doer


Form = Callable[[Adresse, random.Random], str | None]


def misspell(ord_: str, antal: int, tilfaeldig: random.Random) -> str:
    """Make `antal` letters wrong: left out, put in, changed, or two neighbours swapped. Case is kept, digits stay."""
    for _ in range(antal):
        steder = [plads for plads, tegn in enumerate(ord_) if tegn.isalpha()]
        if not steder:
            return ord_
        plads = tilfaeldig.choice(steder)
        nyt = tilfaeldig.choice(_BOGSTAVER)
        maade = tilfaeldig.randrange(_MAADER)
        if maade == 0 and len(steder) > _KORTEST:
            ord_ = ord_[:plads] + ord_[plads + 1 :]
        elif maade == 1:
            ord_ = ord_[: plads + 1] + nyt + ord_[plads + 1 :]
        elif maade == _SKIFT or plads + 1 >= len(ord_) or not ord_[plads + 1].isalpha():
            ord_ = ord_[:plads] + nyt + ord_[plads + 1 :]
        else:
            ord_ = ord_[:plads] + ord_[plads + 1] + ord_[plads] + ord_[plads + 2 :]
    return ord_


def _street(antal: int) -> Form:
    return lambda a, r: a.write(vejnavn=misspell(a.vejnavn, antal, r))


def _town(antal: int) -> Form:
    return lambda a, r: a.write(by=misspell(a.by, antal, r))


def _unit(skriv: Callable[[str, str], str | None]) -> Form:
    def form(a: Adresse, _r: random.Random) -> str | None:
        enhed = skriv(a.etage, a.doer) if a.etage or a.doer else None
        return a.write(enhed=enhed) if enhed is not None else None

    return form


def _replaced(moenster: dict[str, str]) -> Callable[[str], str]:
    return lambda text: "".join(moenster.get(tegn, tegn) for tegn in text)


_ASCII = _replaced({"æ": "ae", "ø": "oe", "å": "aa", "Æ": "Ae", "Ø": "Oe", "Å": "Aa"})
_SIDER = {"th": "til højre", "tv": "til venstre", "mf": "midt for"}
_PUNKTER = {"th": "t.h.", "tv": "t.v.", "mf": "m.f."}


def _wrong_postnr(a: Adresse, r: random.Random) -> str:
    plads = r.randrange(4)
    ciffer = r.choice([c for c in "0123456789" if c != a.postnr[plads]])
    return a.write(postnr=a.postnr[:plads] + ciffer + a.postnr[plads + 1 :])


def _swapped_postnr(a: Adresse, r: random.Random) -> str | None:
    plads = r.randrange(3)
    byttet = a.postnr[:plads] + a.postnr[plads + 1] + a.postnr[plads] + a.postnr[plads + 2 :]
    return a.write(postnr=byttet) if byttet != a.postnr else None


def _anywhere(a: Adresse, r: random.Random) -> str:
    """One letter wrong in street, supplerende bynavn or town, by their length."""
    felt = r.choices(["vejnavn", "supplerende", "by"], [len(a.vejnavn), len(a.supplerende), len(a.by)])[0]
    return a.write(**{felt: misspell(getattr(a, felt), 1, r)})


STAVEFEJL: dict[str, Form] = {
    "et bogstav galt i vejnavnet": _street(1),
    "to bogstaver galt i vejnavnet": _street(2),
    "et bogstav galt i byen": _town(1),
    "to bogstaver galt i byen": _town(2),
    "et galt i vejnavnet og et i byen": lambda a, r: a.write(
        vejnavn=misspell(a.vejnavn, 1, r), by=misspell(a.by, 1, r)
    ),
    "et galt bogstav et sted i hele teksten": _anywhere,
    "et ciffer galt i postnummeret": _wrong_postnr,
    "to cifre byttet i postnummeret": _swapped_postnr,
}


SKRIVEMAADER: dict[str, Form] = {
    "som den står": lambda a, _r: a.write(),
    "store bogstaver": lambda a, _r: a.write().upper(),
    "små bogstaver": lambda a, _r: a.write().lower(),
    "ae, oe, aa": lambda a, _r: _ASCII(a.write()),
    "uden kommaer": lambda a, _r: a.write(skil=" "),
    "uden kommaer, små bogstaver": lambda a, _r: a.write(skil=" ").lower(),
    "uden supplerende by": lambda a, _r: a.write(supplerende="") if a.supplerende else None,
    "linjeskift": lambda a, _r: a.write(skil="\n"),
    "DK- og Danmark": lambda a, _r: a.write(postnr=f"DK-{a.postnr}") + ", Danmark",
    "husnummer klistret på vejen": lambda a, _r: a.write().replace(
        f"{a.vejnavn} {a.husnr}", f"{a.vejnavn}{a.husnr}", 1
    ),
    "foranstillede nuller": lambda a, _r: a.write(husnr=re.sub(r"^\d+", lambda m: m[0].zfill(3), a.husnr)),
    "mellemrum før bogstav": lambda a, _r: (
        a.write(husnr=re.sub(r"(\d)([A-Z])", r"\1 \2", a.husnr)) if a.husnr[-1].isalpha() else None
    ),
    "lille bogstav": lambda a, _r: a.write(husnr=a.husnr.lower()) if a.husnr[-1].isalpha() else None,
    "c/o foran": lambda a, _r: "c/o Prøveperson, " + a.write(),
    "bygningsnavn foran": lambda a, _r: "Bofællesskabet Solsikken, " + a.write(),
    "bygningsnavn foran uden komma": lambda a, _r: "Bofællesskabet Solsikken " + a.write(),
    "uden by": lambda a, _r: a.write(by=""),
    "uden postnummer": lambda a, _r: a.write(postnr="").replace(",  ", ", "),
    "postnr og by først": lambda a, _r: f"{a.postnr} {a.by}, " + a.write(postnr="", by="").rstrip(", "),
    "ekstra mellemrum": lambda a, _r: "  " + a.write().replace(" ", "  ") + " ",
    "ord delt": lambda a, r: a.write(vejnavn=_split_word(a.vejnavn, r)),
    "ord trukket sammen": lambda a, _r: (
        a.write(vejnavn=a.vejnavn.replace(" ", "").replace(".", "")) if " " in a.vejnavn else None
    ),
    "2. sal th": _unit(lambda e, d: f"{e}. sal {d}".rstrip() if e.isdigit() else None),
    "2 sal, th": _unit(lambda e, d: f"{e} sal, {d}" if e.isdigit() and d else None),
    "2th": _unit(lambda e, d: f"{e}{d}" if e and d.isalpha() else None),
    "2.th.": _unit(lambda e, d: f"{e}.{d}." if e and d else None),
    "2 th": _unit(lambda e, d: f"{e} {d}" if e and d else None),
    "2, th": _unit(lambda e, d: f"{e}, {d}" if e and d else None),
    "02. th": _unit(lambda e, d: f"0{e}. {d}".rstrip() if e.isdigit() else None),
    "2. etage": _unit(lambda e, d: f"{e}. etage {d}".rstrip() if e.isdigit() else None),
    "t.h.": _unit(lambda e, d: f"{e}. {_PUNKTER[d]}" if e and d in _PUNKTER else None),
    "til højre": _unit(lambda e, d: f"{e}. {_SIDER[d]}" if e and d in _SIDER else None),
    "stuen": _unit(lambda e, d: f"stuen {d}".rstrip() if e == "st" else None),
    "stueplan": _unit(lambda e, d: f"stueplan {d}".rstrip() if e == "st" else None),
    "stue, th": _unit(lambda e, d: f"stue, {d}".rstrip(", ") if e == "st" else None),
    "kælder": _unit(lambda e, d: f"kælder {d}".rstrip() if e == "kl" else None),
    "kld.": _unit(lambda e, d: f"kld. {d}".rstrip() if e == "kl" else None),
    "dør 3": _unit(lambda e, d: f"{e}. dør {d}" if e and d and d[0].isdigit() else None),
    "lejl. 3": _unit(lambda e, d: f"{e}. lejl. {d}" if e and d and d[0].isdigit() else None),
}


def _split_word(vejnavn: str, r: random.Random) -> str:
    plads = r.randrange(2, max(3, len(vejnavn) - 1))
    return f"{vejnavn[:plads]} {vejnavn[plads:]}".replace("  ", " ")


def make_missing(adresser: list[Adresse], findes: set[str], r: random.Random) -> dict[str, list[str]]:
    """Make texts of addresses that are not in the register, by kind, one of each for every address where possible."""
    samlet: dict[str, list[str]] = {}
    for a in adresser:
        tal = a.husnr.rstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        uden = {"enhed": ""}
        nyt = str(int(tal) + r.choice([2, 10, 50, 100, 200]))
        forkert = {
            "husnummer findes ikke": a.write(husnr=nyt),
            "hus findes ikke (adgangsadresse)": a.write(husnr=nyt, **uden),
            "bogstav på husnummer findes ikke": a.write(husnr=f"{tal}{r.choice('ABCDEFGH')}"),
            "etage findes ikke": a.write(enhed=f"{r.choice([7, 8, 9, 12])}. {a.doer}".strip()),
            "dør findes ikke": a.write(enhed=f"{a.etage or 'st'}. {r.choice(['mf', '77', '99', '55a'])}"),
            "stavefejl og husnummer findes ikke": a.write(vejnavn=misspell(a.vejnavn, 1, r), husnr=nyt),
            "stavefejl og etage findes ikke": a.write(vejnavn=misspell(a.vejnavn, 1, r), enhed="11. th"),
            "vejen findes ikke": a.write(vejnavn=_made_up(r), supplerende=""),
            "vejen ligger i en anden by": a.write(postnr="8000", by="Aarhus C", supplerende=""),
            "uden komma, husnummer findes ikke": a.write(husnr=nyt, skil=" "),
        }
        for art, text in forkert.items():
            rettet = (
                text.replace(text.split(f" {nyt}")[0], a.vejnavn)
                if art == "stavefejl og husnummer findes ikke"
                else text
            )
            if not _exists(rettet, a, findes):
                samlet.setdefault(art, []).append(text)
    return samlet


def _exists(text: str, a: Adresse, findes: set[str]) -> bool:
    ens = re.sub(r"[^0-9a-zæøå]", "", text.lower())
    return ens in findes or a.vejnavn == ""


def _made_up(r: random.Random) -> str:
    return r.choice(["Opdigtede", "Findesikke", "Månestøvs", "Kvantesprings"]) + r.choice(
        ["vej", "gade", "stræde", "allé"]
    )
