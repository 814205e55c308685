"""The workbook that goes with a letter: every fault with its number, and nothing in it a formula."""

import io
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, time

from xlsxwriter import Workbook  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from reports.mail.indhold import Brevgrundlag
from reports.mail.orden import Nummereret
from reports.mail.punkt import Punkt, write_afdeling, write_navn
from reports.mail.stof import Stof, make_stof
from reports.visning import antal_af, dato, rens

MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# Everything is written as what it is: a text that begins with "=" or looks like a link stays a text.
_INDSTILLINGER = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_A4 = 9
_TEKSTBREDDE = 100
# Signs that Unicode has and XML does not; one of them and no program opens the workbook.
_IKKE_XML = re.compile("[\ufffe\uffff]")
_FORMELTEGN = ("=", "+", "-", "@")


@dataclass(frozen=True, kw_only=True)
class Bilag:
    """A file that goes with a mail; `mime` is its type."""

    navn: str
    indhold: bytes
    mime: str


@dataclass(frozen=True)
class _Kolonne:
    navn: str
    bredde: int
    read: Callable[[Nummereret, Punkt], str]


_KOLONNER = (
    _Kolonne("Tilbud nr.", 11, lambda en, _: rens(en.del_.tilbudsid, 40)),
    _Kolonne("Tilbuddets navn", 24, lambda en, _: write_navn(en.del_)),
    _Kolonne("Afdeling", 24, lambda en, _: write_afdeling(en.del_, en.fejl.afdelingsid)),
    _Kolonne("Felt", 18, lambda _, punkt: punkt.felt),
    _Kolonne("Hvor i indberetningen", 20, lambda _, punkt: punkt.hvor),
    _Kolonne("Alvor", 10, lambda _, punkt: punkt.alvor),
    _Kolonne("Ny siden sidste mail", 10, lambda _, punkt: "ja" if punkt.er_ny else ""),
    _Kolonne("Hvad er galt", 32, lambda _, punkt: f"{punkt.titel}. {punkt.finder}"),
    _Kolonne("Gælder", 18, lambda _, punkt: punkt.raekke or ""),
    _Kolonne("Hvad står der", 22, lambda _, punkt: punkt.vaerdi or ""),
    _Kolonne("Tallene bag", 24, lambda _, punkt: "; ".join(f"{etiket} {value}" for etiket, value in punkt.tal)),
    _Kolonne("Forslag", 22, lambda _, punkt: punkt.forslag or ""),
    _Kolonne("Sådan rettes det", 36, lambda _, punkt: punkt.ret),
    _Kolonne("Hvorfor", 36, lambda _, punkt: punkt.hvorfor),
    _Kolonne("Regel", 13, lambda _, punkt: punkt.regel),
    _Kolonne("Lovgrundlag", 36, lambda _, punkt: " ".join(punkt.kilder)),
)


def make_bilag(grundlag: Brevgrundlag) -> Bilag | None:
    """Make the workbook of a letter about several tilbud or with more faults than it shows; None when it needs none.

    The same mail gives the same bytes.
    """
    stof = make_stof(grundlag)
    if not stof.har_regneark:
        return None
    return Bilag(navn=f"tilbudsportalen-{grundlag.dag.isoformat()}.xlsx", indhold=_write(grundlag, stof), mime=MIME)


def _write(grundlag: Brevgrundlag, stof: Stof) -> bytes:
    ud = io.BytesIO()
    bog = Workbook(ud, _INDSTILLINGER)
    titel = f"Oplysninger på Tilbudsportalen den {dato(grundlag.dag)}"
    bog.set_properties({"title": titel, "author": "Tilbudstjek", "created": datetime.combine(grundlag.dag, time())})
    _write_punkter(bog.add_worksheet("Punkter"), stof, _Formater(bog))
    _write_laes_mig(bog.add_worksheet("Læs mig"), [titel, *_forklar(grundlag, stof)], _Formater(bog))
    bog.close()
    return ud.getvalue()


class _Formater:
    """The looks of cells; `citat` keeps a text that begins like a formula a text when somebody edits the cell."""

    def __init__(self, bog: Workbook) -> None:
        celle = {"text_wrap": True, "valign": "top"}
        self.hoved = bog.add_format({**celle, "bold": True, "bottom": 1})
        self.tal = bog.add_format({"valign": "top", "num_format": "0"})
        self.tekst = bog.add_format(celle)
        self.citat = bog.add_format({**celle, "quote_prefix": True})
        self.titel = bog.add_format({"bold": True, "font_size": 14, "text_wrap": True})


def _write_punkter(ark: Worksheet, stof: Stof, formater: _Formater) -> None:
    ark.write_string(0, 0, "Punkt", formater.hoved)
    ark.set_column(0, 0, 7)
    for plads, kolonne in enumerate(_KOLONNER, start=1):
        ark.write_string(0, plads, kolonne.navn, formater.hoved)
        ark.set_column(plads, plads, kolonne.bredde)
    for raekke, en in enumerate(stof.fejl, start=1):
        ark.write_number(raekke, 0, en.nummer, formater.tal)
        for plads, kolonne in enumerate(_KOLONNER, start=1):
            _write_tekst(ark, (raekke, plads), kolonne.read(en, stof.punkter[en.nummer]), formater)
    ark.freeze_panes(1, 1)
    ark.autofilter(0, 0, len(stof.fejl), len(_KOLONNER))
    _set_print(ark)


def _write_tekst(ark: Worksheet, plads: tuple[int, int], tekst: str, formater: _Formater) -> None:
    ren = _IKKE_XML.sub("", tekst)
    if not ren:
        ark.write_blank(*plads, None, formater.tekst)
        return
    ark.write_string(*plads, ren, formater.citat if ren.startswith(_FORMELTEGN) else formater.tekst)


def _set_print(ark: Worksheet) -> None:
    ark.set_landscape()
    ark.set_paper(_A4)
    ark.fit_to_pages(1, 0)
    ark.repeat_rows(0)
    ark.set_footer("&LTilbudstjek&RSide &P af &N")


def _write_laes_mig(ark: Worksheet, linjer: Sequence[str], formater: _Formater) -> None:
    ark.set_column(0, 0, _TEKSTBREDDE)
    ark.write_string(0, 0, linjer[0], formater.titel)
    for raekke, linje in enumerate(linjer[1:], start=2):
        ark.write_string(raekke, 0, linje, formater.tekst)
    ark.set_paper(_A4)
    ark.fit_to_pages(1, 0)


def _forklar(grundlag: Brevgrundlag, stof: Stof) -> Sequence[str]:
    punkter = antal_af(len(stof.fejl), "punkt", "punkter")
    return (
        f"Arket »Punkter« har {punkter}, det vigtigste først. Numrene er de samme som i mailen.",
        f"Ret oplysningerne i jeres indberetning på Tilbudsportalen, helst inden den {dato(grundlag.senest)}. Ret dem "
        "ikke her: regnearket bliver ikke læst igen.",
        "Er et felt tomt under »Hvad står der«, står der ikke noget på portalen, eller det må ikke gengives her.",
        "Er I uenige i et punkt, så svar på mailen, og skriv »uenig« og punktets nummer. Så ser et menneske på det.",
        "Regnearket er en service. Det er ikke en afgørelse, og datoen er et ønske og ikke en frist efter loven.",
    )
