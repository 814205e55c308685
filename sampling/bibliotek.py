"""The survey statistics library, imported late: it takes two seconds, and most commands never need it."""

import warnings
from functools import cache
from typing import Any


@cache
def load_samplics() -> Any:  # noqa: ANN401
    """Import samplics.

    It warns that it is archived: docs/beslutninger/0008 says why it is used all the same, and what would replace it.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)
        import samplics  # noqa: PLC0415
    return samplics
