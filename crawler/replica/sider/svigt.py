"""The pages that are not the page: a challenge from the portal's shield, an error page, a page that does not exist."""

from crawler.replica.sider.skal import wrap

CHALLENGE = """<!DOCTYPE html>
<html lang="en-US">
<head>
<title>Just a moment...</title>
<meta http-equiv="Content-Type" content="text/html; charset=UTF-8">
<meta name="robots" content="noindex,nofollow">
<meta http-equiv="refresh" content="360">
</head>
<body class="no-js">
<div class="main-wrapper" role="main"><div class="main-content">
<noscript><div id="challenge-error-text">Enable JavaScript and cookies to continue</div></noscript>
</div></div>
<script>window._cf_chl_opt = { cType: "managed", cZone: "replica" };</script>
<script src="/cdn-cgi/challenge-platform/h/g/orchestrate/chl_page/v1?ray=0"></script>
</body>
</html>
"""
FEJLSIDE = wrap(
    "Fejl",
    "<h1>Der opstod en fejl</h1>\n<p>Vi kan desværre ikke vise siden lige nu. Prøv igen om lidt. Bliver det ved, så"
    " ring til brugerstøtten.</p>\n",
)
IKKE_FUNDET = wrap("Siden findes ikke", "<h1>Siden findes ikke</h1>\n<p>Gå til forsiden, og søg igen.</p>\n")
FORSIDE = wrap("Forside", "<h1>Find et tilbud</h1>\n<p>Vælg tilbud til voksne eller til børn og unge i menuen.</p>\n")
