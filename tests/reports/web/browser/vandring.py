"""Walking a site by its links: a page or two of each kind, whoever made it."""

from collections import Counter
from urllib.parse import urlsplit

from starlette.routing import compile_path

from reports.web.sidekort import RUTER
from tests.reports.web.klient import read

# So many pages of one kind are looked at: the first that are met, and those with filters.
PR_SLAGS = 2


def find_slags(sti):
    """Give the path of the route that answers an address, and whether it was asked with filters."""
    dele = urlsplit(sti)
    for rute in RUTER:
        if compile_path(rute.sti)[0].fullmatch(dele.path):
            return rute.sti, bool(dele.query)
    return None


def walk(klient, *begyndelser):
    """Give the addresses of pages that the links lead to: of each kind a few."""
    nye, sete, antal = list(begyndelser), set(begyndelser), Counter[tuple[str, bool]]()
    valgte: dict[str, str] = {}
    while nye:
        sti = nye.pop(0)
        slags = find_slags(sti)
        if slags is None or antal[slags] >= PR_SLAGS:
            continue
        svar = klient.get(sti)
        if svar.status_code != 200 or not svar.headers["content-type"].startswith("text/html"):
            continue
        antal[slags] += 1
        valgte[sti] = svar.text
        for link in read(svar.text).links:
            if link.startswith("/") and link not in sete:
                sete.add(link)
                nye.append(link)
    return valgte
