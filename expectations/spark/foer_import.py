"""What must be done before Great Expectations is imported where pyspark is installed, for it imports pyspark too."""

import sys
import warnings
from importlib.util import find_spec


def prepare_import() -> None:
    """Keep pyspark from ending the process and from warning.

    It ends any process whose main module has no file, taking that for a test of its own documentation: so are the
    processes that Dask starts. The warning is about pandas, which no rule is run with.
    """
    hoved = sys.modules["__main__"]
    if getattr(hoved, "__spec__", None) is None and not hasattr(hoved, "__file__"):
        # Any module of ours that does nothing: processes started from this one begin by importing it.
        hoved.__spec__ = find_spec(__name__)
    warnings.filterwarnings("ignore", "PySpark does not yet fully support pandas", FutureWarning)
