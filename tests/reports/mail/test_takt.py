"""The pace holds whatever the clock does."""

from hypothesis import given
from hypothesis import strategies as st

from reports.mail.takt import Takt, Ur
from tests.builders import NAT_1
from tests.mails import Provur


def test_the_first_goes_at_once_and_the_others_evenly():
    provur = Provur()
    takt = Takt(provur.ur(), pr_minut=60)
    for _ in range(3):
        takt.wait()
    assert provur.ventet == [1.0, 1.0]


def test_time_that_passed_anyway_is_not_waited_for():
    provur = Provur()
    takt = Takt(provur.ur(), pr_minut=6)
    takt.wait()
    provur.sekunder += 7.0
    takt.wait()
    provur.sekunder += 60.0
    takt.wait()
    assert provur.ventet == [3.0]


@given(st.lists(st.floats(-1e9, 1e9), min_size=1), st.integers(1, 6000))
def test_no_wait_is_longer_than_the_pace_asks(tider, pr_minut):
    ventet: list[float] = []
    koe = iter(tider)
    takt = Takt(Ur(nu=lambda: NAT_1, sekunder=lambda: next(koe), sov=ventet.append), pr_minut=pr_minut)
    for _ in tider:
        takt.wait()
    assert all(0 < tid <= 60 / pr_minut for tid in ventet)
