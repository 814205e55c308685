"""Laws as they may become: the shipped lists hold no change of these kinds yet, but the rules are written for them."""

from datetime import date

from domain.regel import Eksempel
from tests.expectations.budgetaendringer import BUDGETAENDRINGER
from tests.expectations.graenseaendringer import GRAENSEAENDRINGER
from tests.expectations.lovaendring import Lovaendring
from tests.expectations.prisaendringer import PRISAENDRINGER
from tests.expectations.tilsynsaendringer import TILSYNSAENDRINGER

FOER, EFTER = date(2026, 5, 31), date(2026, 6, 1)

PARAGRAF_TIL_KOMMUNEN = (
    "UPDATE reference_paragraf SET gyldig_til = '2026-05-31' WHERE paragraf = '§ 107'",
    """
    INSERT INTO reference_paragraf
        (paragraf, gyldig_fra, lov, betegnelse, tilsyn, gruppe, plads_er_seng, sikkerhed)
    SELECT paragraf, '2026-06-01', lov, betegnelse, 'kommune', gruppe, plads_er_seng, sikkerhed
    FROM reference_paragraf WHERE paragraf = '§ 107'
    """,
)
ODENSE_TIL_NORD = (
    "UPDATE reference_kommune SET gyldig_til = '2026-05-31' WHERE kommunekode = '0461'",
    """
    INSERT INTO reference_kommune (kommunekode, gyldig_fra, navn, region, socialtilsyn)
    SELECT kommunekode, '2026-06-01', navn, region, 'Nord' FROM reference_kommune WHERE kommunekode = '0461'
    """,
)
PARAGRAF_OPHAEVET = ("UPDATE reference_paragraf SET gyldig_til = '2026-05-31' WHERE paragraf = '§ 104'",)
FORM_UDLOEBET = ("UPDATE reference_virksomhedsform SET tilladt_til = '2026-05-31' WHERE foldet = 'privat'",)

_FUND = (("1001", "1"),)
_ODENSE = {"tilsynsmyndighed": "Odense Kommune"}
_EJET = {"virksomhedsform": "I/S"}
_NORD = {"tilsynsmyndighed": "Socialtilsyn Nord"}
_BOERN = {"lister": ("boern",), "tilbudstyper": ("Samværstilbud, § 104",)}


def _make(regel, saetninger, aendringer, dato, fund=()):
    eksempel = Eksempel(navn=str(next(iter(aendringer.values()), "")), afdelinger=(aendringer,), fund=fund, dato=dato)
    return Lovaendring(regel, saetninger, eksempel)


LOVAENDRINGER = (
    _make("TILSYN-002", PARAGRAF_TIL_KOMMUNEN, _ODENSE, FOER, _FUND),
    _make("TILSYN-002", PARAGRAF_TIL_KOMMUNEN, _ODENSE, EFTER),
    _make("TILSYN-003", PARAGRAF_TIL_KOMMUNEN, {}, FOER),
    _make("TILSYN-003", PARAGRAF_TIL_KOMMUNEN, {}, EFTER, _FUND),
    _make("TYPE-005", PARAGRAF_TIL_KOMMUNEN, _EJET, FOER, _FUND),
    _make("TYPE-005", PARAGRAF_TIL_KOMMUNEN, _EJET, EFTER),
    _make("TILSYN-004", ODENSE_TIL_NORD, {}, FOER),
    _make("TILSYN-004", ODENSE_TIL_NORD, {}, EFTER, _FUND),
    _make("TILSYN-004", ODENSE_TIL_NORD, _NORD, FOER, _FUND),
    _make("TILSYN-004", ODENSE_TIL_NORD, _NORD, EFTER),
    _make("TYPE-004", PARAGRAF_OPHAEVET, _BOERN, FOER, _FUND),
    _make("TYPE-004", PARAGRAF_OPHAEVET, _BOERN, EFTER),
    _make("TYPE-005", FORM_UDLOEBET, {"virksomhedsform": "Privat"}, EFTER),
    *BUDGETAENDRINGER,
    *GRAENSEAENDRINGER,
    *PRISAENDRINGER,
    *TILSYNSAENDRINGER,
)
