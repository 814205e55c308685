"""What cases are said to wait for, and the domain's sentences without the names of commands."""

import re
from datetime import date

from domain.sag import Sagstilstand
from domain.sagsforloeb import Forloeb, Pauseart, find_naeste_dag
from reports.visning import kort_dato

_KOMMANDO = re.compile(r"(?:^|(?<=[.:]) )[^.:]*»(?:tilbudstjek|sag|mail|adresse) [^»«]*«[^.]*\.")
_I_PARENTES = re.compile(r" \([^()]*»(?:tilbudstjek|sag|mail|adresse) [^()]*\)")
_VENTER = {
    Sagstilstand.NY: "at tilbuddet får besked",
    Sagstilstand.TIL_VURDERING: "en beslutning om påbud",
    Sagstilstand.PAABUD_AFGJORT: "at leveringen i Digital Post bliver noteret",
    Sagstilstand.MARKERING_MULIG: "en beslutning om markering",
    Sagstilstand.MARKERET: "at fejlene bliver rettet",
    Sagstilstand.LUKKET: "intet",
}
_UDLOEBET = {
    Sagstilstand.VARSLET: "at tilbuddet bliver rykket",
    Sagstilstand.RYKKET: "nattens kørsel, som lægger sagen til vurdering",
    Sagstilstand.PAABUD_AFGJORT: "en hentning, der viser, om påbuddet er fulgt",
}

MAILSTATUS = {
    "afventer": "venter på at blive frigivet",
    "klar": "frigivet, ikke afleveret endnu",
    "sender": "bliver afleveret nu",
    "sendt": "afleveret",
    "afvist": "afvist af mailserveren",
    "ukendt": "uvist, om den er afleveret",
    "retur": "kommet retur",
}
MAILTRIN = {"varsel": "Besked", "rykker": "Rykker", "tak": "Tak", "uge": "Ugens orientering"}


def tell_venter(forloeb: Forloeb, dag: date) -> str:
    """Give what a case waits for on a day, to stand after »venter på«."""
    sidste = find_naeste_dag(forloeb)
    if forloeb.pause is not None:
        hvad = "at udsættelsen slutter" if forloeb.pause.art is Pauseart.UDSAT else "en afklaring af uenigheden"
        return f"{hvad}, senest {kort_dato(forloeb.pause.til)}"
    if sidste is None:
        return _VENTER[forloeb.tilstand]
    if dag > sidste:
        return _UDLOEBET[forloeb.tilstand]
    return f"at fejlene bliver rettet, senest {kort_dato(sidste)}"


def drop_kommandoer(tekst: str) -> str:
    """Take out the sentences that tell what to write on the command line: on a page the forms are at hand."""
    return _KOMMANDO.sub("", _I_PARENTES.sub("", tekst)).strip()
