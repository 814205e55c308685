"""`python -m crawler.files docs/dataudtraek.md`: writes the page's tables anew from the column table."""

import sys
from pathlib import Path

from crawler.files.dokumentation import replace_tables

if __name__ == "__main__":
    side = Path(sys.argv[1])
    side.write_text(replace_tables(side.read_text(encoding="utf-8")), encoding="utf-8")
