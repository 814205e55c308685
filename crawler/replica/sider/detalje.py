"""The detail page of one afdeling."""

from collections.abc import Mapping
from html import escape

from crawler.replica.side import Side
from crawler.replica.sider.etiketter import Etiketter
from crawler.replica.sider.skal import wrap
from crawler.replica.sider.stoej import write_linjer, write_tekst
from crawler.replica.sider.tekster import write_beskrivelse
from crawler.replica.terning import draw_lod

_TOTALER = (
    '<p class="lead">Pladser på hele tilbuddet: {antal} pladser</p>',
    '<div class="lead"><strong>Pladser på hele tilbuddet</strong>\n<span>{antal}&nbsp;pladser</span></div>',
    '<p class="lead">Pladser på hele tilbuddet<br>\n  {antal} pladser</p>',
)


def render_detalje(side: Side, omdoebt: Mapping[str, str]) -> str:
    """Give the page of an afdeling; `omdoebt` renames labels."""
    etiketter = Etiketter(side.noegle, omdoebt)
    dele = (
        _render_top(side),
        _render_kontakt(side, etiketter),
        _render_pladser(side),
        write_beskrivelse(side.noegle),
        _render_virksomhed(side, etiketter),
        _render_tilsyn(side, etiketter),
    )
    return wrap("Tilbud", "\n".join(dele))


def _write(side: Side, felt: str) -> str | None:
    vaerdi = getattr(side.afdeling, felt)
    return None if vaerdi is None else write_tekst(vaerdi, felt, *side.noegle)


def _render_top(side: Side) -> str:
    afdeling = side.afdeling
    h3 = '<h3 class="h5">' if draw_lod("type", *side.noegle) % 4 else "<h3>"
    typer = "\n".join(f"{h3}{write_tekst(t, 'type', t, *side.noegle)}</h3>" for t in afdeling.tilbudstyper)
    total = ""
    if afdeling.pladser_i_alt is not None:
        form = _TOTALER[draw_lod("total", *side.noegle) % len(_TOTALER)]
        total = form.format(antal=afdeling.pladser_i_alt)
    return (
        '<nav class="broedkrumme" aria-label="Du er her"><a href="/">Forside</a> &gt; Søgning &gt; Tilbud</nav>\n'
        f'<h1 class="h2">{_write(side, "navn") or ""}</h1>\n<div class="tilbudstyper">\n{typer}\n</div>\n{total}'
    )


def _render_kontakt(side: Side, etiketter: Etiketter) -> str:
    adresse = write_linjer(side.adresselinjer, "adresse", *side.noegle) if side.adresselinjer else None
    felter = (
        etiketter.write("Adresse", adresse),
        etiketter.write(etiketter.choose("Telefon", "Telefon", "Tlf."), _write(side, "telefon")),
        etiketter.write("E-mail", _render_email(side)),
        etiketter.write("Kontaktperson", _write_person(side, side.kontaktperson)),
        etiketter.write("Tilbuddets leder", _write_person(side, side.leder)),
        _render_hjemmeside(side),
    )
    return '<section id="kontakt" class="boks">\n<h2 class="h4">Kontakt</h2>\n' + "\n".join(felter) + "\n</section>"


def _write_person(side: Side, navn: str | None) -> str | None:
    return None if navn is None else write_tekst(navn, "person", *side.noegle)


def _render_email(side: Side) -> str | None:
    email = side.afdeling.email
    if email is None:
        return None
    tekst = escape(email) if draw_lod("mail", *side.noegle) % 3 else "Skriv til os"
    return f'<a href="mailto:{escape(email)}">{tekst}</a>'


def _render_hjemmeside(side: Side) -> str:
    adresse = side.afdeling.hjemmeside
    if adresse is None:
        return ""
    return (
        '<div class="hjemmesideOeverigeOplysninger">'
        f'<a href="{escape(adresse)}" target="_blank" rel="noopener">Besøg hjemmesiden</a></div>'
    )


def _render_pladser(side: Side) -> str:
    rows = "\n".join(
        f'<div class="lh-1">\n<h3 class="h6">{write_tekst(paragraf, "plads", paragraf, *side.noegle)}</h3>\n'
        f'<div>{antal} pladser</div>\n<div class="small">heraf forbeholdt andre kommuner: {antal // 5}</div>\n</div>'
        for paragraf, antal in side.afdeling.pladser.items()
        if antal is not None
    )
    return f'<section id="pladser" class="boks">\n<h2 class="h4">Pladser</h2>\n{rows}\n</section>'


def _render_virksomhed(side: Side, etiketter: Etiketter) -> str:
    felter = (
        etiketter.write("Virksomhedens navn", _write(side, "virksomhed")),
        etiketter.write(etiketter.choose("CVR-nummer", "CVR-nummer", "CVR"), _write(side, "cvr")),
        etiketter.write("P-nummer", _write(side, "p_nummer")),
        etiketter.write("Virksomhedsform", _write(side, "virksomhedsform")),
        etiketter.write_h4("Tilbuddets adresse", write_linjer(side.ejerlinjer, "ejer", *side.noegle)),
        _render_driftsaftale(side, etiketter),
    )
    return (
        '<details id="virksomhedsoplysninger" class="boks">\n<summary>Virksomhedsoplysninger</summary>\n'
        + "\n".join(felter)
        + "\n</details>"
    )


def _render_driftsaftale(side: Side, etiketter: Etiketter) -> str:
    vaerdi = _write(side, "driftsaftale_med")
    if vaerdi is None:
        return ""
    if draw_lod("driftsaftale", *side.noegle) % 2:
        return etiketter.write_h4("Driftsaftale med", vaerdi)
    return f'<div class="driftsaftale">Driftsaftale med<br>\n{vaerdi}</div>'


def _render_tilsyn(side: Side, etiketter: Etiketter) -> str:
    felt = etiketter.write("Tilsynsførende myndighed", _write(side, "tilsynsmyndighed"))
    return f'<section id="tilsyn" class="boks">\n<h2 class="h4">Tilsyn</h2>\n{felt}\n</section>'
