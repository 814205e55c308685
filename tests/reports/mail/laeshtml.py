"""A mail's HTML as a mail program sees it: tags, attributes, text."""

from html.parser import HTMLParser

# The only elements a mail has.
TAGS = {
    *("html", "head", "meta", "title", "body", "div", "h1", "h2", "h3", "h4", "p", "a", "br", "strong", "ul", "li"),
    *("table", "thead", "tbody", "tr", "th", "td"),
}


class Struktur(HTMLParser):
    """All that stands in a page, in order; `haendelser` has tags with sorted attributes, and text."""

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self.tags: list[str] = []
        self.attributter: list[tuple[str, str, str | None]] = []
        self.haendelser: list[tuple[object, ...]] = []
        self._aabne: list[str] = []
        self.uparrede: list[str] = []

    def handle_starttag(self, tag, attrs):
        """Note an element that begins."""
        self.tags.append(tag)
        self.attributter += [(tag, navn, value) for navn, value in attrs]
        self.haendelser.append((tag, *sorted(attrs)))
        if tag not in {"meta", "br"}:
            self._aabne.append(tag)

    def handle_endtag(self, tag):
        """Note an element that ends."""
        self.haendelser.append(("/", tag))
        if not self._aabne or self._aabne.pop() != tag:
            self.uparrede.append(tag)

    def handle_data(self, data):
        """Note text."""
        if ord_ := data.split():
            self.haendelser.append(("", " ".join(ord_)))

    def handle_comment(self, data):
        """Note a comment: what only Outlook reads."""
        self.haendelser.append(("!", data))

    @property
    def tekst(self) -> str:
        """Give the text alone."""
        return " ".join(str(en[1]) for en in self.haendelser if not en[0])


def read_html(html: str) -> Struktur:
    """Read a page."""
    struktur = Struktur()
    struktur.feed(html)
    struktur.close()
    return struktur
