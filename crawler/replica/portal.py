"""The portal itself: a request in, an answer out; knows sessions, lists and mishaps, but nothing of sockets."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from crawler.replica.register import Noegle, Register
from crawler.replica.resultatliste import Resultatliste
from crawler.replica.side import Side
from crawler.replica.sider.detalje import render_detalje
from crawler.replica.sider.liste import DETALJESTI, SIDESTOERRELSE, STIER, Resultatside, render_liste
from crawler.replica.sider.svigt import CHALLENGE, FEJLSIDE, FORSIDE, IKKE_FUNDET
from crawler.replica.svar import Svar, make_side, make_tekst
from crawler.replica.uheld import Uheld, is_hit

COOKIE = "portalsession"
_FILTERNAVNE = ("tilbudstyperVoksne", "tilbudstyperBoern")
_ROBOTS = "User-agent: *\nDisallow: /login\nDisallow: /indberetning/\nAllow: /tilbudssoegning/\n"
_ROBOTS_NEJ = "User-agent: *\nDisallow: /\n"


@dataclass(frozen=True)
class Anmodning:
    """A GET request: path, query values by name, and the cookies sent along."""

    sti: str
    query: Mapping[str, Sequence[str]]
    cookies: Mapping[str, str]

    def first(self, navn: str) -> str:
        """Give the first value of a name in the query, or nothing."""
        return next(iter(self.query.get(navn, ())), "")


class Portal:
    """Answers requests for one night of the register."""

    def __init__(self, register: Register, uheld: Uheld) -> None:
        """Open the portal with its mishaps."""
        self._register = register
        self._sessioner = 0
        self.begin(uheld)

    def begin(self, uheld: Uheld) -> None:
        """Start over with other mishaps: lists in their first order, no page tried yet; sessions live on."""
        self.uheld = uheld
        sider = _spoil(self._register.sider, uheld)
        self._efter_noegle = {side.noegle: side for side in reversed(sider)}
        self._faerdige: dict[Noegle, Svar] = {}
        self._forsoeg = Counter[Noegle]()
        self._lister = {
            liste: Resultatliste([side for side in sider if liste in side.afdeling.lister], uheld.flytninger)
            for liste in STIER
        }

    def answer(self, anmodning: Anmodning) -> Svar:
        """Answer a request."""
        if anmodning.sti == DETALJESTI:
            return self._answer_detalje((anmodning.first("tilbudsid"), anmodning.first("afdelingsid")))
        for liste, sti in STIER.items():
            if anmodning.sti == sti:
                return self._answer_liste(liste, anmodning)
        if anmodning.sti == "/robots.txt":
            return make_tekst(_ROBOTS_NEJ if self.uheld.robots_forbyder else _ROBOTS)
        return make_side(FORSIDE) if anmodning.sti == "/" else make_side(IKKE_FUNDET, status=404)

    def _answer_liste(self, liste: str, anmodning: Anmodning) -> Svar:
        if self.uheld.challenge_liste:
            return _challenge(self.uheld.challenge_status)
        if self.uheld.status_liste is not None:
            return self._refuse(self.uheld.status_liste)
        har_session = self._knows(anmodning.cookies.get(COOKIE, ""))
        # Without its cookie the portal does not know where in the list the reader is, and begins again.
        offset = _read_offset(anmodning.first("offset")) if har_session else 0
        html = self._render_liste(liste, offset, {v for navn in _FILTERNAVNE for v in anmodning.query.get(navn, ())})
        svar = make_side(html, kodning=self.uheld.kodning)
        return svar if har_session else self._start_session(svar)

    def _render_liste(self, liste: str, offset: int, filtre: set[str]) -> str:
        resultater = self._lister[liste]
        resultater.turn_to(offset, len(resultater.select(filtre)))
        fundne = [] if self.uheld.tom_liste else resultater.select(filtre)
        return render_liste(
            Resultatside(
                liste=liste,
                sider=fundne[offset : offset + SIDESTOERRELSE],
                offset=offset,
                i_alt=len(fundne) + self.uheld.ekstra_i_total,
            )
        )

    def _start_session(self, svar: Svar) -> Svar:
        self._sessioner += 1
        return svar.with_header("set-cookie", f"{COOKIE}=s{self._sessioner}; Path=/; HttpOnly; SameSite=Lax")

    def _knows(self, session: str) -> bool:
        return session[:1] == "s" and session[1:].isdigit() and 0 < int(session[1:]) <= self._sessioner

    def _answer_detalje(self, noegle: Noegle) -> Svar:
        side = self._efter_noegle.get(noegle)
        if side is None:
            return make_side(IKKE_FUNDET, status=404)
        return self._fail(noegle) or self._show(side)

    def _fail(self, noegle: Noegle) -> Svar | None:
        uheld = self.uheld
        self._forsoeg[noegle] += 1
        fejler_endnu = uheld.status_forsoeg is None or self._forsoeg[noegle] <= uheld.status_forsoeg
        if uheld.status is not None and fejler_endnu and is_hit(noegle, uheld.status_andel, "status"):
            return self._refuse(uheld.status)
        if is_hit(noegle, uheld.challenge_andel, "challenge"):
            return _challenge(uheld.challenge_status)
        return make_side(FEJLSIDE) if is_hit(noegle, uheld.fejlside_andel, "fejlside") else None

    def _refuse(self, status: int) -> Svar:
        svar = make_side(IKKE_FUNDET if status == 404 else FEJLSIDE, status=status)  # noqa: PLR2004
        if self.uheld.retry_after_s is None:
            return svar
        return svar.with_header("retry-after", str(self.uheld.retry_after_s))

    def _show(self, side: Side) -> Svar:
        if side.noegle not in self._faerdige:
            omdoebt = dict([self.uheld.omdoebt] if self.uheld.omdoebt else [])
            html = render_detalje(side, omdoebt)
            if is_hit(side.noegle, self.uheld.afkortet_andel, "afkortet"):
                html = html[: len(html) // 3]
            self._faerdige[side.noegle] = make_side(html, kodning=self.uheld.kodning)
        return self._faerdige[side.noegle]


def _read_offset(tekst: str) -> int:
    return int(tekst) if tekst.isascii() and tekst.isdigit() else 0


def _challenge(status: int) -> Svar:
    svar = make_side(CHALLENGE, status=status)
    return svar if status == 200 else svar.with_header("cf-mitigated", "challenge")  # noqa: PLR2004


def _spoil(sider: Sequence[Side], uheld: Uheld) -> list[Side]:
    """Give the pages as the mishaps make them."""
    spoilt = [_empty(side, uheld.toemt) for side in sider] if uheld.toemt else list(sider)
    for nummer, navn in enumerate(uheld.navne[: len(spoilt)]):
        spoilt[nummer] = spoilt[nummer].change(navn=navn)
    if uheld.kaempefelt:
        tekst = ("Æ Ø Å " * (uheld.kaempe_tegn // 6 + 1))[: uheld.kaempe_tegn]
        spoilt[0] = spoilt[0].change(**{uheld.kaempefelt: tekst})
    if uheld.dobbelt_id and len(spoilt) > 1:
        tilbudsid, afdelingsid = spoilt[0].noegle
        spoilt[1] = spoilt[1].change(tilbudsid=tilbudsid, afdelingsid=afdelingsid, lister=spoilt[0].afdeling.lister)
    return spoilt


def _empty(side: Side, felt: str) -> Side:
    if felt == "adresse":
        return side.move()
    if felt == "leder":
        return side.name_leder(None)
    if felt == "kontaktperson":
        return side.name_kontaktperson(None)
    return side.change(**{felt: {} if felt == "pladser" else () if felt == "tilbudstyper" else None})
