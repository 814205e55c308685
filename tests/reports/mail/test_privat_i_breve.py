"""What no mail may say, whatever the register holds: nothing of a krisecenter (§ 109), and no personal value."""

import html as htmlsprog

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.felter import FELTER
from domain.regel import Alvor
from reports.mail.bilag import make_bilag
from reports.mail.brev import make_brev
from reports.mail.html import write_html
from reports.mail.indhold import Brevgrundlag, Mailfejl, Rettelse, Tilbudsdel, Trin
from reports.mail.tekst import write_tekst
from tests.reports.mail.brevscene import DAG, SENEST, SVAR_TIL
from tests.reports.mail.laesbilag import list_raekker, read_alt
from tests.reports.mail.laeshtml import TAGS, read_html
from tests.reports.scene import make_regel

REGLER = [make_regel(f"X-{nummer:03}", felt, alvor) for nummer, felt in enumerate(FELTER) for alvor in Alvor]
# Words and numbers that stand nowhere else in a mail.
ORD = st.text(alphabet="BCDFGQWXZÆØÅ", min_size=9, max_size=16)
TAL = st.integers(6_100_000, 9_899_999).map(str)
KENDTE = st.sampled_from(["Solgården", "<b>", "=1+1", "javascript:alert(1)", "a\r\nb", "\u202eabc", "x" * 300, "&amp;"])


def make_fejl(draw, ord_):
    """A fault whose every word and number is a stranger's."""
    return Mailfejl(
        regel=draw(st.sampled_from(REGLER)),
        afdelingsid=draw(st.sampled_from([None, "1", "2"])),
        vaerdi=draw(ord_),
        forslag=draw(st.none() | ord_),
        raekke=draw(st.none() | ord_),
        bevis={"median_kr": draw(TAL), "gruppe_antal": draw(TAL), "ydelse": draw(ord_), "leder_kr": draw(TAL)},
        er_ny=draw(st.booleans()),
    )


@st.composite
def dele(draw, nummer):
    """A tilbud, protected or not."""
    er_beskyttet = draw(st.booleans())
    ord_ = ORD if er_beskyttet else ORD | KENDTE
    return Tilbudsdel(
        tilbudsid=str(1001 + nummer),
        navn=draw(ord_),
        myndighed=draw(ord_),
        er_beskyttet=er_beskyttet,
        afdelinger={"1": draw(ord_), "2": draw(st.none() | ord_)},
        fejl=tuple(make_fejl(draw, ord_) for _ in range(draw(st.sampled_from([1, 2, 3, 12])))),
        rettet=tuple(
            Rettelse(regel=draw(st.sampled_from(REGLER)), afdelingsid="1") for _ in range(draw(st.integers(0, 2)))
        ),
        er_rykker=draw(st.booleans()),
        er_personlig=draw(st.booleans()),
    )


@st.composite
def grundlag(draw):
    """What any mail rests on."""
    trin = draw(st.sampled_from(Trin))
    alle = [draw(dele(nummer)) for nummer in range(draw(st.integers(1, 4)))]
    return Brevgrundlag(trin=trin, dele=alle, dag=DAG, senest=SENEST, svar_til=SVAR_TIL)


def is_personlig(del_, felt):
    """Whether the value of a field is about a person: of a personal firm its number and its name are, too."""
    return FELTER[felt].er_personlig or (del_.er_personlig and felt in {"cvr", "p_nummer", "virksomhed"})


def list_hemmelige(del_):
    """Everything that the register says of a protected tilbud, and of others what is personal."""
    if del_.er_beskyttet:
        yield from filter(None, (del_.navn, del_.myndighed, *del_.afdelinger.values()))
    for en in del_.fejl:
        if del_.er_beskyttet or is_personlig(del_, en.regel.felt):
            yield from filter(None, (en.vaerdi, en.forslag, en.raekke, *en.bevis.values()))
        else:
            yield from filter(None, (en.bevis["ydelse"], en.bevis["leder_kr"]))


def read_hele_mailen(en):
    """Give all that its reader gets, without spaces and dots, so that no line and no thousand hides a word."""
    brev = make_brev(en)
    dele_ = (brev.emne, write_tekst(brev), htmlsprog.unescape(write_html(brev)), read_alt(make_bilag(en)))
    return "".join("\n".join(dele_).split()).replace(".", "")


@settings(max_examples=80, deadline=None)
@given(grundlag())
def test_nothing_of_a_krisecenter_and_nothing_personal_is_in_any_part_of_a_mail(en):
    alt = read_hele_mailen(en)
    kendte = {ord_ for del_ in en.dele if not del_.er_beskyttet for ord_ in list_citerbare(del_)}
    assert not [
        x
        for del_ in en.dele
        for x in list_hemmelige(del_)
        if x not in kendte and len(x) < 20 and x.isalnum() and x in alt
    ]


def list_citerbare(del_):
    """What may be told of a tilbud that is not protected."""
    yield from filter(None, (del_.navn, del_.myndighed, *del_.afdelinger.values()))
    for en in del_.fejl:
        if not is_personlig(del_, en.regel.felt):
            yield from filter(None, (en.vaerdi, en.forslag, en.raekke, en.bevis["median_kr"], en.bevis["gruppe_antal"]))


@settings(max_examples=30, deadline=None)
@given(grundlag())
def test_what_may_be_told_of_the_others_is_told(en):
    alt = read_hele_mailen(en)
    aabne = [del_ for del_ in en.dele if not del_.er_beskyttet and en.trin is not Trin.TAK]
    assert all(del_.navn in alt for del_ in aabne if del_.navn.isalnum() and len(del_.navn) < 20)


@settings(max_examples=50, deadline=None)
@given(grundlag())
def test_every_number_is_one_point_and_the_letters_are_the_workbooks(en):
    brev, bilag = make_brev(en), make_bilag(en)
    i_brevet = [punkt for del_ in brev.dele for afsnit in del_.afsnit for punkt in afsnit.punkter]
    numre = [punkt.nummer for punkt in i_brevet]
    assert numre == sorted(set(numre))
    assert len(numre) <= 20
    alle = 0 if en.trin is Trin.TAK else sum(len(del_.fejl) for del_ in en.dele)
    if bilag is None:
        assert numre == list(range(1, alle + 1))
        return
    raekker = {raekke["Punkt"]: raekke["Regel"] for raekke in list_raekker(bilag)}
    assert list(raekker) == list(range(1, alle + 1))
    assert [raekker[punkt.nummer] for punkt in i_brevet] == [punkt.regel for punkt in i_brevet]


@settings(max_examples=50, deadline=None)
@given(grundlag(), st.text(max_size=60))
def test_nothing_a_stranger_wrote_becomes_markup(en, ondt):
    fejl = Mailfejl(regel=REGLER[0], afdelingsid=ondt, vaerdi=ondt, raekke=f"<img src=x>{ondt}")
    ond = Tilbudsdel(
        tilbudsid=ondt,
        navn=f'"><script>{ondt}',
        myndighed=ondt,
        er_beskyttet=False,
        afdelinger={ondt: ondt},
        fejl=(fejl,),
    )
    struktur = read_html(
        write_html(
            make_brev(Brevgrundlag(trin=en.trin, dele=[*en.dele, ond], dag=DAG, senest=SENEST, svar_til=SVAR_TIL))
        )
    )
    assert set(struktur.tags) <= TAGS
    assert struktur.uparrede == []
