"""What is on every page around its content: head, navigation, cookie notice, news, footer."""

from html import escape

_HOVED = """<!DOCTYPE html>
<html lang="da">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{titel} | Kopi af Tilbudsportalen</title>
<style>
body {{ font-family: sans-serif; margin: 0 auto; max-width: 70rem; padding: 0 1rem; }}
.boks {{ border: 1px solid #bbb; margin: 1rem 0; padding: 0 1rem 1rem; }}
.linkUdenUnderstreg {{ text-decoration: none; }}
.lh-1 {{ line-height: 1; }}
</style>
<script>window.portal = {{ "sprog": "da", "version": "kopi", "etiketter": ["Adresse", "Telefon"] }};</script>
</head>
<body>
<a class="visually-hidden-focusable" href="#indhold">Spring til indholdet</a>
<div id="cookieboks" role="region" aria-label="Cookies">
<p>Portalen bruger kun de cookies, der skal til for at vise siderne. Din session husker, hvor du er i listen.</p>
<form><button type="button">Det er i orden</button></form>
</div>
<header>
<p class="logo"><a href="/">Kopi af Tilbudsportalen</a> &ndash; opdigtede oplysninger til afprøvning</p>
<nav aria-label="Hovedmenu"><ul>
<li><a href="/tilbudssoegning/SoegVoksneTilbud/index">Tilbud til voksne</a></li>
<li><a href="/tilbudssoegning/SoegBoernOgUngeTilbud/index">Tilbud til børn og unge</a></li>
<li><a href="/tilbudssoegning/nyhed/Nye-vejledninger">Nyheder</a></li>
<li><a href="/vaerktojskassen/for-dig-der-indberetter/tilbudstyper">Værktøjskassen</a></li>
</ul></nav>
</header>
<main id="indhold">
"""
_FOD = """
</main>
<aside class="nyheder boks" aria-labelledby="nyt">
<h2 class="h4" id="nyt">Nyt på portalen</h2>
<p><a href="/tilbudssoegning/nyhed/Nye-vejledninger">Nye vejledninger til indberetning</a></p>
<p>Husk at rette tilbuddets adresse, telefon og leder, så snart noget ændrer sig. Et tilbud kan få varslet
lukning, hvis tilsynet ikke kan komme i kontakt med det.</p>
</aside>
<footer>
<p>Kopi af Tilbudsportalen, som hører til programmet tilbudstjek. Brugerstøtte på telefon
<a href="tel:+4599990000">99&nbsp;99&nbsp;00&nbsp;00</a>, hverdage kl. 9&ndash;15.</p>
<p><a href="/was">Tilgængelighedserklæring</a> <a href="/cookies">Cookies</a></p>
</footer>
<script>document.getElementById("cookieboks").hidden = document.cookie.includes("cookies=ja");</script>
</body>
</html>
"""


def wrap(titel: str, indhold: str) -> str:
    """Put content into the page's frame."""
    return _HOVED.format(titel=escape(titel)) + indhold + _FOD
