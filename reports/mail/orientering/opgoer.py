"""One recipient's week counted up, purely: what the guards let through, what came and what was mended."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from domain.regel import Modtager
from reports.mail.orientering.grundlag import Ugegrundlag
from reports.mail.orientering.kreds import Kreds
from reports.mail.orientering.model import Fundlinje, Orientering, Rettelinje, Sagsomtale, Uopnaaet
from reports.mail.orientering.pleje import write_plejetal
from reports.mail.orientering.uge import find_uge, is_stale
from reports.mail.vagt import find_grund
from warehouse.queries.orientering import Lukning, Oejebliksbillede
from warehouse.queries.orientering_mails import Ugemail
from warehouse.queries.rapport_mail import Mailfund


@dataclass(frozen=True, kw_only=True)
class Siden:
    """Where the last weekly mail left off: its snapshot, and the newest one whose findings it could tell of.

    `holdt` maps the rules that were held out of it to the newest snapshot whose findings a mail before could tell of.
    """

    billede: Oejebliksbillede
    fortalt_til: int
    holdt: Mapping[str, int]

    def is_told(self, regel: str, aabnet_i: int) -> bool:
        """Tell whether the mails so far could tell of a finding that opened in a snapshot."""
        return aabnet_i <= self.holdt.get(regel, self.fortalt_til)


def find_siden(grundlag: Ugegrundlag, kreds: Kreds) -> Siden | None:
    """Give where the last weekly mail that was handed over left off; None when this recipient never got one."""
    uge = find_uge(grundlag.skrevet)
    mails = [
        mail
        for mail in reversed(grundlag.mails)
        if (mail.art, mail.adressat) == kreds.myndighed.noegle and mail.er_forsoegt and mail.periode < uge
    ]
    if not mails:
        return None
    foer = [billede for billede in grundlag.billeder if billede.id <= mails[0].snapshot_id]
    return Siden(
        billede=foer[-1],
        fortalt_til=_find_fortalt_til(grundlag, mails),
        holdt={
            regel: _find_fortalt_til(grundlag, [mail for mail in mails if regel not in mail.holdt])
            for regel in mails[0].holdt
        },
    )


def _find_fortalt_til(grundlag: Ugegrundlag, mails: Sequence[Ugemail]) -> int:
    """Give the newest snapshot whose findings the first of these mails could tell of."""
    foer = [billede for billede in grundlag.billeder if mails and billede.id <= mails[0].snapshot_id]
    # A finding opened in one snapshot can be told of when `snapshots` in a row have shown it.
    plads = len(foer) - grundlag.vagt.snapshots
    return foer[plads].id if plads >= 0 else 0


def make_orientering(
    grundlag: Ugegrundlag, kreds: Kreds, siden: Siden | None, lukninger: Iterable[Lukning]
) -> Orientering:
    """Count up one recipient's week; `lukninger` are those since `siden`, of any tilbud."""
    faelles = Orientering(
        myndighed=kreds.myndighed,
        uge=find_uge(grundlag.skrevet),
        skrevet=grundlag.skrevet,
        dag=grundlag.snapshot.dag,
        siden=siden.billede.dag if siden else None,
        er_uden_hentning=is_stale(grundlag.snapshot.dag, grundlag.skrevet),
        gammel_dage=grundlag.gammel_dage,
        tilbud=len(kreds.egne),
    )
    return faelles if faelles.er_uden_hentning else _fill(faelles, grundlag, kreds, siden, lukninger)


def _fill(
    tom: Orientering, grundlag: Ugegrundlag, kreds: Kreds, siden: Siden | None, lukninger: Iterable[Lukning]
) -> Orientering:
    egne = [fund for fund in grundlag.fund if fund.tilbudsid in kreds.egne]
    grunde = [(fund, find_grund(fund, grundlag.vagt, grundlag.stoppede)) for fund in egne]
    holdt = [fund for fund, grund in grunde if grund is not None and not fund.er_accepteret]
    stoppede = {fund.regel for fund in holdt if fund.regel in grundlag.stoppede}
    return replace(
        tom,
        fund=_linjer(grundlag, [fund for fund, grund in grunde if grund is None], siden),
        naevnt=_linjer(grundlag, list(_list_naevnt(grundlag, kreds)), siden),
        rettet=tuple(_rettet(grundlag, kreds, siden, lukninger)),
        accepterede=sum(fund.er_accepteret for fund in egne),
        ventende=sum(fund.regel not in stoppede for fund in holdt),
        stoppede=tuple(sorted(stoppede)),
        sager=tuple(
            Sagsomtale(emne=grundlag.emner[t], linje=sag) for t, sag in grundlag.sager.items() if t in kreds.egne
        ),
        uopnaaelige=tuple(
            Uopnaaet(emne=grundlag.emner[x.tilbudsid], grund=x.grund)
            for x in grundlag.uopnaaelige
            if x.tilbudsid in kreds.egne
        ),
        pleje=tuple(
            (grundlag.regler[x.regel], write_plejetal(x.vaerdi, celle=grundlag.celle))
            for x in grundlag.pleje
            if kreds.myndighed.noegle == (Modtager.SOCIALTILSYN.value, x.kode)
            and x.er_set
            and x.set_i_traek >= grundlag.vagt.snapshots
        ),
    )


def _list_naevnt(grundlag: Ugegrundlag, kreds: Kreds) -> Iterator[Mailfund]:
    """Give what a rule tells a kommune of afdelinger that name it, but for those of its own tilbud."""
    for fund in grundlag.fund:
        hvor = (fund.tilbudsid, fund.afdelingsid or "")
        if Modtager.KOMMUNE not in grundlag.regler[fund.regel].modtagere or hvor not in kreds.naevnt:
            continue
        if fund.tilbudsid not in kreds.egne and find_grund(fund, grundlag.vagt, grundlag.stoppede) is None:
            yield fund


def _linjer(grundlag: Ugegrundlag, fund: Sequence[Mailfund], siden: Siden | None) -> tuple[Fundlinje, ...]:
    dage = {billede.id: billede.dag for billede in grundlag.billeder}
    return tuple(_linje(grundlag, et, dage[et.aendret_i], siden) for et in fund)


def _linje(grundlag: Ugegrundlag, fund: Mailfund, aabnet: date, siden: Siden | None) -> Fundlinje:
    gammel = (grundlag.snapshot.dag - aabnet).days
    return Fundlinje(
        emne=grundlag.emner[fund.tilbudsid],
        afdelingsid=fund.afdelingsid,
        regel=grundlag.regler[fund.regel],
        vaerdi=fund.vaerdi,
        forslag=fund.forslag,
        raekke=fund.raekke,
        aabnet=aabnet,
        dage=gammel,
        er_ny=siden is not None and not siden.is_told(fund.regel, fund.aendret_i),
        er_gammel=gammel > grundlag.gammel_dage,
    )


def _rettet(
    grundlag: Ugegrundlag, kreds: Kreds, siden: Siden | None, lukninger: Iterable[Lukning]
) -> Iterator[Rettelinje]:
    if siden is None:
        return
    for lukning in lukninger:
        # What the last mail could not tell of yet was never a fault to its reader.
        kendt = siden.is_told(lukning.regel, lukning.aabnet_i) and lukning.lukket_af > siden.billede.id
        if kendt and lukning.tilbudsid in kreds.egne:
            yield Rettelinje(emne=grundlag.emner[lukning.tilbudsid], regel=grundlag.regler[lukning.regel])
