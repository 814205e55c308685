"""The table of the outbox."""

from domain.mailstatus import Mailstatus
from domain.reference import load_socialtilsyn
from reports.web.sager.ordlyd import MAILSTATUS, MAILTRIN, drop_kommandoer
from reports.web.tabel.celler import Celle, Link
from reports.web.tabel.filtre import Tekstfilter, Valgfilter
from reports.web.tabel.tabel import Kolonne, Tabel
from warehouse.queries.mailtabel import Mailrad, make_mailkilde

ARTER = {"ejer": "Tilbud", "socialtilsyn": "Socialtilsyn", "kommune": "Kommune"}
STATUSSER = {status: MAILSTATUS[status].capitalize() for status in Mailstatus}


def make_tabel() -> Tabel[Mailrad]:
    """Make the table: no address and no text is in it, nor in its files."""
    return Tabel(
        navn="mails",
        titel="Udbakken",
        ental="mail",
        flertal="mails",
        kilde=make_mailkilde(),
        sorter="-oprettet",
        filtre=(
            Valgfilter(
                navn="status", etiket="Status", muligheder=tuple((s.value, navn) for s, navn in STATUSSER.items())
            ),
            Valgfilter(navn="art", etiket="Til", muligheder=tuple(ARTER.items())),
            Tekstfilter(navn="tilbud", etiket="Tilbuddets nummer", laengst=40),
        ),
        kolonner=(
            Kolonne(navn="emne", etiket="Mail", celle=lambda x: Link("mails", x.noegle, x.emne)),
            Kolonne(navn="til", etiket="Til", celle=_write_til),
            Kolonne(navn="tilbud", etiket="Tilbud", celle=lambda x: x.antal_tilbud, er_tal=True),
            Kolonne(navn="trin", etiket="Trin", celle=lambda x: MAILTRIN.get(x.trin, x.trin)),
            Kolonne(navn="status", etiket="Status", celle=lambda x: MAILSTATUS.get(x.status, x.status)),
            Kolonne(navn="oprettet", etiket="Skrevet", celle=lambda x: x.oprettet),
            Kolonne(navn="sendt", etiket="Afleveret", celle=lambda x: x.sendt),
            Kolonne(navn="fejl", etiket="Bemærk", celle=lambda x: drop_kommandoer(x.fejl or "") or None),
        ),
    )


def _write_til(mail: Mailrad) -> Celle:
    navne = {tilsyn.kode: tilsyn.navn for tilsyn in load_socialtilsyn()}
    if mail.myndighed is None:
        return ARTER["ejer"]
    return navne.get(mail.myndighed) or f"{ARTER.get(mail.art, mail.art)} {mail.myndighed}"
