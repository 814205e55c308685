import errno
import os

import pytest

from domain.systemfejl import explain_oserror


@pytest.mark.parametrize(
    ("nummer", "grund"),
    [
        (errno.ENOENT, "den findes ikke"),
        (errno.EACCES, "programmet har ikke lov"),
        (errno.EDQUOT, "disken er fuld"),
        (errno.EXDEV, os.strerror(errno.EXDEV)),
    ],
)
def test_what_is_common_is_said_in_danish_and_what_is_rare_in_the_systems_words(nummer, grund):
    assert explain_oserror(OSError(nummer, os.strerror(nummer))) == grund


def test_an_error_without_a_number_is_named_by_its_kind():
    assert explain_oserror(TimeoutError()) == "TimeoutError"
