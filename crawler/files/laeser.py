"""One column's cells to values: the form decides how, and the column as a whole which way of writing it uses."""

from collections.abc import Callable, Iterable

from crawler.files.celler import Celle, write_cell
from crawler.files.former import Form
from crawler.files.register.felter import read_lister, read_person, read_pladser, read_typer
from crawler.files.vaerdier.andre import clean, read_id, read_janej, read_paragraf, read_tekst
from crawler.files.vaerdier.dato import has_month_first, read_dato
from crawler.files.vaerdier.tal import find_tegn, read_aar, read_heltal, read_tal

Laest = object
# Of a cell the value (or Ulaeselig), and the cell as written on one line.
Laeser = Callable[[Celle], tuple[Laest, str]]
_Vaerdilaeser = Callable[[Celle], Laest]

_ENKLE: dict[Form, _Vaerdilaeser] = {
    Form.TEKST: read_tekst,
    Form.ID: read_id,
    Form.PERSON: read_person,
    Form.PARAGRAF: read_paragraf,
    Form.AAR: read_aar,
    Form.JANEJ: read_janej,
    Form.TYPER: read_typer,
    Form.PLADSER: read_pladser,
    Form.LISTER: read_lister,
}
_FLEST_HUSKEDE = 20_000


def make_reader(form: Form, celler: Iterable[Celle], *, fra_1904: bool) -> Laeser:
    """Give the function that reads the cells of one column, `celler`: the value (or Ulaeselig), and the text."""
    if form in _ENKLE:
        return _remember(_ENKLE[form])
    if form is Form.DATO:
        maaned_foerst = has_month_first(celler)
        return _remember(lambda celle: read_dato(celle, fra_1904=fra_1904, maaned_foerst=maaned_foerst))
    tegn = find_tegn(celler)
    if form is Form.HELTAL:
        return _remember(lambda celle: read_heltal(celle, tegn))
    return _remember(lambda celle: read_tal(celle, tegn, er_procent=form is Form.PROCENT))


def _remember(laes: _Vaerdilaeser) -> Laeser:
    """Read each different text of a column once: days, years and units repeat in nearly every row."""
    husket: dict[str, tuple[Laest, str]] = {}

    def read(celle: Celle) -> tuple[Laest, str]:
        if not isinstance(celle, str):
            return laes(celle), clean(write_cell(celle))
        svar = husket.get(celle)
        if svar is None:
            svar = laes(celle), clean(celle)
            if len(husket) < _FLEST_HUSKEDE:
                husket[celle] = svar
        return svar

    return read
