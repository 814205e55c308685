"""Why a crawl was stopped or failed, in sentences that say what to do."""

_SPOERG = (
    "Bed Erhvervsstyrelsen, som driver Tilbudsportalen, eller Social- og Boligstyrelsen om adgang for denne maskine"
)


def challenge(hvor: str) -> str:
    """Say that the portal asked for proof of being human."""
    return (
        f"Portalen svarede med en kontrolside (fx Cloudflare) i stedet for {hvor}. Hentningen er stoppet, og der er "
        f"ikke gjort forsøg på at komme uden om den. {_SPOERG}."
    )


def afvist(hvor: str, status: int) -> str:
    """Say that the portal refuses us."""
    return f"Portalen afviser os (HTTP {status}) ved {hvor}. Hentningen er stoppet. {_SPOERG}."


def robots(sti: str) -> str:
    """Say that robots.txt forbids a page."""
    return f"Portalens robots.txt tillader ikke, at {sti} hentes. Hentningen er stoppet. {_SPOERG}, eller ret adressen."


def ulaeselig(hvor: str, grund: str) -> str:
    """Say that a list is not what it was."""
    return (
        f"{hvor} kunne ikke læses ({grund}). Portalen er lavet om eller viser en fejlside: se på siden i en browser, "
        "og ret læseren, før der hentes igen."
    )


def sider_ulaeselige(antal: int, grund: str) -> str:
    """Say that page after page is not what it was."""
    return (
        f"{antal} tilbudssider i træk kunne ikke læses ({grund}). Hentningen er stoppet. Portalen er lavet om eller "
        "viser fejlsider: se på en af siderne i en browser."
    )


def svarer_ikke(hvor: str, grund: str) -> str:
    """Say that the portal is down."""
    return f"Portalen svarer ikke ved {hvor} ({grund}). Prøv igen senere; det, der er hentet, er gemt i 12 timer."


def beder_om_ro(sekunder: int) -> str:
    """Say that the portal wants to be left alone for longer than a crawl can wait."""
    return (
        f"Portalen beder om ro i {sekunder} sekunder. Hentningen er stoppet. Sæt flere sekunder mellem forespørgslerne "
        "(TILBUDSTJEK_DELAY_S), og prøv igen senere."
    )


def robots_utilgaengelig() -> str:
    """Say that what may be fetched is not known."""
    return "Portalens robots.txt kan ikke hentes, så det vides ikke, hvad der må hentes. Prøv igen senere."


def robots_pause(sekunder: float) -> str:
    """Say that the portal wants longer between requests than we were told to keep."""
    return (
        f"Portalens robots.txt beder om {sekunder:g} sekunder mellem forespørgslerne. "
        f"Sæt TILBUDSTJEK_DELAY_S til mindst {sekunder:g}, og kør igen."
    )


def disk_fuld(mappe: str) -> str:
    """Say that there is no room."""
    return f"Der er ikke plads på disken i {mappe}. Gør plads, og kør igen inden 12 timer: det hentede genbruges."


def kan_ikke_skrive(mappe: str, hvorfor: str) -> str:
    """Say that a file could not be written or read."""
    return f"Der kan ikke skrives i {mappe} ({hvorfor}). Ret rettigheder eller sti, og kør igen."


def intern(art: str) -> str:
    """Say that the fault is ours."""
    return f"Hentningen stoppede på en fejl i programmet ({art}). Loggen siger hvor. Det hentede er gemt; kør igen."


def barn_doede(kode: int) -> str:
    """Say that the crawl's process ended without a word."""
    hvordan = f"blev afbrudt af signal {-kode}" if kode < 0 else f"sluttede med kode {kode}"
    return f"Hentningens proces {hvordan}. Det hentede er gemt; kør igen inden 12 timer, så fortsættes der."


def i_gang() -> str:
    """Say that another crawl is running."""
    return "En anden hentning er i gang i samme mappe. Vent, til den er færdig."
