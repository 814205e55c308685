"""The address register of the replica: a made-up sample of DAR that holds every address the pages should have."""

from crawler.replica.dar.filer import write_dar
from crawler.replica.dar.registeradresse import Registeradresse, read_linjer

__all__ = ["Registeradresse", "read_linjer", "write_dar"]
