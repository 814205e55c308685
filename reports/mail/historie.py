"""What an owner has been told before, and what came of it: news, thanks, and the end of it; pure once it is read."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection

from reports.mail.indhold import Trin
from warehouse.queries.mailhistorie import (
    Fortalt,
    SenesteMail,
    list_fortalte,
    list_seneste_mails,
    list_skrevne,
    list_uhuskede,
)
from warehouse.queries.mailtraad import Traade, list_traade
from warehouse.queries.mailvagt import Indhold, list_fortalt
from warehouse.queries.rapport_mail import Mailfund
from warehouse.queries.sagstilstand import list_aabne_sager

# A header of all forty would tell a mail program nothing more.
_FLEST_TRAADE = 20


@dataclass(frozen=True, kw_only=True)
class Historie:
    """The mails that were handed over (or tried) to each owner, by adressat.

    `skrevne` are the owners and the tilbud that a mail was tried to in a period, `fortalt` the findings they were told
    of, `uhuskede` the snapshot of mails from before findings were remembered, `rettet` what is mended since the last
    mail, `uafsluttede` the owners of whom something that was told is not mended beyond doubt.
    """

    seneste: Mapping[str, SenesteMail] = field(default_factory=dict)
    skrevne: Collection[tuple[str, str]] = frozenset()
    fortalt: Mapping[str, Indhold] = field(default_factory=dict)
    uhuskede: Mapping[tuple[str, str], int] = field(default_factory=dict)
    rettet: Mapping[str, Sequence[Fortalt]] = field(default_factory=dict)
    uafsluttede: Collection[str] = frozenset()
    aabne_sager: frozenset[str] = frozenset()
    traade: Traade = field(default_factory=dict)

    def is_news(self, adressat: str, fund: Mailfund) -> bool:
        """Tell whether an owner has not been told of a finding since it last opened."""
        if fund.navn in self.fortalt.get(adressat, frozenset()):
            return False
        return fund.aendret_i > self.uhuskede.get((adressat, fund.tilbudsid), 0)

    def is_written(self, hvem: str, periode: str) -> bool:
        """Tell whether an owner or a tilbud has had its mail of a period."""
        return (hvem, periode) in self.skrevne

    def is_finished(self, adressat: str, tilbud: Collection[str]) -> bool:
        """Tell whether thanks are due: a mail arrived, all that any told of is mended, and no case is left open."""
        seneste = self.seneste.get(adressat)
        if seneste is None or not seneste.er_sendt or seneste.trin == Trin.TAK:
            return False
        return adressat not in self.uafsluttede and self.aabne_sager.isdisjoint(tilbud)

    def find_traad(self, adressat: str, tilbud: Collection[str]) -> tuple[str, ...]:
        """Give the Message-IDs a mail refers to, the one that it answers last.

        They are the first mails this owner got about these tilbud (the newest twenty); it answers its newest thread.
        """
        egne = self.traade.get(adressat, {})
        if not egne:
            return ()
        nyeste = list(egne.values())[-1]
        om = dict.fromkeys(traad for tilbudsid, traad in egne.items() if tilbudsid in tilbud and traad != nyeste)
        return (*list(om)[-(_FLEST_TRAADE - 1) :], nyeste)


def read_historie(conn: Connection, *, perioder: Collection[str], snapshots: int) -> Historie:
    """Read it; `perioder` are those that mails are written for now, `snapshots` how long a fault must be gone."""
    seneste = list_seneste_mails(conn)
    rettet: defaultdict[str, list[Fortalt]] = defaultdict(list)
    uafsluttede = set()
    for en in list_fortalte(conn, snapshots=snapshots):
        if not en.er_afsluttet:
            uafsluttede.add(en.adressat)
        elif en.er_rettet and en.sikker_i is not None and en.sikker_i > seneste[en.adressat].snapshot_id:
            rettet[en.adressat].append(en)
    return Historie(
        seneste=seneste,
        skrevne=list_skrevne(conn, perioder),
        fortalt=list_fortalt(conn),
        uhuskede=list_uhuskede(conn),
        rettet=rettet,
        uafsluttede=uafsluttede,
        aabne_sager=list_aabne_sager(conn),
        traade=list_traade(conn),
    )
