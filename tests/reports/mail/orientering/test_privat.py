"""Over random registers no weekly mail tells of a krisecenter's place, of few plejefamilier, or of another's tilbud."""

import re
from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.sag import Sagstilstand
from domain.sagsforloeb import Forloeb
from reports.mail.orientering.compose import write_indhold
from reports.mail.orientering.grundlag import Ugegrundlag, make_emner
from reports.mail.orientering.kreds import list_kredse
from reports.mail.orientering.opgoer import find_siden, make_orientering
from reports.mail.vagt import Mailvagt
from tests.reports.mail.laesbilag import read_alt
from tests.reports.mail.orientering.ugescene import FREMMED, PLEJE, SCORE, SVAR_TIL
from tests.reports.scene import BY, CVR, LEDER, TELEFON, TILSYN
from warehouse.queries.adressebog import Adresser, Hindring, Uopnaaelig
from warehouse.queries.orientering import Lukning, Oejebliksbillede, Plejetal, Tilsynsled
from warehouse.queries.orientering_mails import Ugemail
from warehouse.queries.rapport_mail import Mailfund
from warehouse.queries.sager import Sagslinje

REGLER = {regel.id: regel for regel in (BY, CVR, FREMMED, LEDER, PLEJE, SCORE, TELEFON, TILSYN)}
OM_TILBUD = sorted(REGLER.keys() - {PLEJE.id})
TILSYN_AF = {
    "Nord": ("Nord", "socialtilsyn", "Socialtilsyn Nord"),
    "Syd": ("Syd", "socialtilsyn", "Socialtilsyn Syd"),
    "0461": ("andre", "kommune", "Odense Kommune"),
    "0851": ("andre", "kommune", "Aalborg Kommune"),
    "region": ("andre", "region", "Region Syddanmark"),
}
BILLEDER = tuple(Oejebliksbillede(id=nummer, dag=date(2026, 11, 9 + 7 * nummer)) for nummer in (1, 2))


def ord_for(hvad: str, tilbudsid: str) -> str:
    """A word that can only come from what the register says of this tilbud."""
    return f"Q{hvad}{tilbudsid}Z"


@st.composite
def registre(draw):
    """A register's weekly ground: up to eight tilbud, their findings, cases, and totals of plejefamilier."""
    tilbud = [str(7001 + nummer) for nummer in range(draw(st.integers(1, 8)))]
    hvem = {t: draw(st.sampled_from(sorted(TILSYN_AF))) for t in tilbud}
    led = [_led(t, hvem[t], er_beskyttet=draw(st.booleans())) for t in tilbud]
    ens = [draw(st.sampled_from([None, ord_for("FORSLAG", t), "=1+1"])) for t in tilbud]
    fund = [
        _fund(nummer, t, draw(st.sampled_from(OM_TILBUD)), forslag, aendret_i=draw(st.integers(1, 2)))
        for nummer, (t, forslag) in enumerate(zip(tilbud, ens, strict=True))
        for _ in range(draw(st.integers(0, 2)))
    ]
    pleje = [
        Plejetal(
            kode=draw(st.sampled_from(["Nord", "Syd"])), regel=PLEJE.id, vaerdi=_pleje(draw), set_i_traek=2, er_set=True
        )
        for _ in range(draw(st.integers(0, 5)))
    ]
    mails = [
        _mail(art, kode) for art, kode in draw(st.sets(st.sampled_from([("socialtilsyn", "Syd"), ("kommune", "0461")])))
    ]
    paragraffer = {t: frozenset({draw(st.sampled_from(["§ 104", "§ 107"]))}) for t in tilbud}
    grundlag = Ugegrundlag(
        snapshot=BILLEDER[1],
        skrevet=BILLEDER[1].dag,
        regler=REGLER,
        kredse=list_kredse(led, paragraffer, BILLEDER[1].dag),
        emner=make_emner(led),
        fund=fund,
        vagt=Mailvagt(snapshots=1),
        stoppede=frozenset(),
        nye_stop=(),
        billeder=BILLEDER,
        sager={t: _sag(t, draw(st.sampled_from(list(Sagstilstand)[:-1]))) for t in tilbud if draw(st.booleans())},
        uopnaaelige=tuple(
            Uopnaaelig(tilbudsid=t, tilsyn_kode=TILSYN_AF[hvem[t]][0], grund=draw(st.sampled_from(Hindring)))
            for t in tilbud
            if draw(st.booleans())
        ),
        pleje=tuple(pleje),
        mails=tuple(mails),
        adresser=Adresser(),
        er_frigivet=True,
        gammel_dage=3,
        celle=5,
    )
    lukninger = [Lukning(tilbudsid=t, regel=LEDER.id, aabnet_i=1, lukket_af=2) for t in tilbud if draw(st.booleans())]
    return grundlag, hvem, {et.tilbudsid: et.er_beskyttet for et in led}, lukninger


def _led(tilbudsid: str, hvem: str, *, er_beskyttet: bool) -> Tilsynsled:
    portefoelje, art, tekst = TILSYN_AF[hvem]
    return Tilsynsled(
        tilbudsid=tilbudsid,
        afdelingsid=ord_for("AFD", tilbudsid),
        navn=ord_for("NAVN", tilbudsid),
        portefoelje=portefoelje,
        tilsyn_art=art,
        tilsynsmyndighed=tekst,
        form=None,
        er_beskyttet=er_beskyttet,
    )


def _fund(nummer: int, tilbudsid: str, regel: str, forslag: str | None, *, aendret_i: int) -> Mailfund:
    return Mailfund(
        id=nummer,
        tilbudsid=tilbudsid,
        afdelingsid=ord_for("AFD", tilbudsid),
        regel=regel,
        alvor=REGLER[regel].alvor.value,
        felt=REGLER[regel].felt,
        vaerdi=ord_for("VAERDI", tilbudsid),
        forslag=forslag,
        raekke=ord_for("RAEKKE", tilbudsid),
        bevis="{}",
        aendret_i=aendret_i,
        er_accepteret=False,
        er_set=True,
        set_i_traek=2,
    )


def _pleje(draw) -> str:
    fejl, rest = draw(st.integers(1, 40)), draw(st.integers(0, 40))
    return f"{fejl} af {fejl + rest}"


def _mail(art: str, kode: str) -> Ugemail:
    return Ugemail(
        noegle=kode, art=art, adressat=kode, periode="2026-W47", status="sendt", snapshot_id=1, emne="Uge 47"
    )


def _sag(tilbudsid: str, tilstand: Sagstilstand) -> Sagslinje:
    return Sagslinje(
        tilbudsid=tilbudsid,
        navn=ord_for("NAVN", tilbudsid),
        tilsyn=None,
        forloeb=Forloeb(tilstand=tilstand, siden=BILLEDER[0].dag),
        antal_fejl=1,
        frist=BILLEDER[1].dag,
        skal_rykkes=False,
        sagsbehandler="Person Personsen",
    )


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(registre())
def test_no_weekly_mail_tells_what_it_must_not(register):
    grundlag, hvem, beskyttede, lukninger = register
    for kreds in grundlag.kredse:
        orientering = make_orientering(grundlag, kreds, find_siden(grundlag, kreds), lukninger)
        indhold = write_indhold(orientering, svar_til=SVAR_TIL)
        alt = indhold.emne + indhold.tekst + indhold.html + read_alt(indhold.bilag)
        omtalte = {t for t in hvem if t in alt}
        assert omtalte <= set(orientering.list_tilbud())
        for tilbudsid, ejer in hvem.items():
            if ejer != kreds.myndighed.kode:
                assert tilbudsid not in alt
            if beskyttede[tilbudsid]:
                assert not re.search(rf"Q[A-Z]+{tilbudsid}Z", alt)
        assert "Personsen" not in alt
        assert kreds.myndighed.kode in {"Nord", "Syd"} or not orientering.pleje
        tal = [int(x) for _, tekst in orientering.pleje for x in re.findall(r"\d+", tekst)]
        assert all(en >= 5 and (en == anden or abs(en - anden) >= 5) for en in tal for anden in tal)


@settings(max_examples=100, deadline=None)
@given(registre())
def test_every_tilbud_of_a_portfolio_with_a_fault_is_told_to_exactly_one(register):
    grundlag, hvem, _, lukninger = register
    fortalt = [
        tilbudsid
        for kreds in grundlag.kredse
        for tilbudsid in {
            en.emne.tilbudsid for en in make_orientering(grundlag, kreds, find_siden(grundlag, kreds), lukninger).fund
        }
    ]
    assert len(fortalt) == len(set(fortalt))
    assert {fund.tilbudsid for fund in grundlag.fund if hvem[fund.tilbudsid] in {"Nord", "Syd"}} <= set(fortalt)
