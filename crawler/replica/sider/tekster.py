"""The free text of a detail page: made up, of usual length, and full of words that are labels elsewhere."""

from crawler.replica.terning import draw_lod

_EMNER = ("Målgruppe", "Faglig tilgang og metode", "Fysiske rammer", "Sundhed og trivsel", "Kompetencer")
_SAETNINGER = (
    "Vi tager imod borgere, der har brug for støtte i hverdagen, og vi lægger vægt på ro og faste aftaler.",
    "Tilbuddet arbejder efter serviceloven og giver også støtte efter § 85 til borgere i egen bolig.",
    "Leder og kontaktperson kan træffes på telefon alle hverdage mellem klokken ni og femten.",
    "Huset ligger tæt på natur, indkøb og bus, og hver borger har eget værelse med bad.",
    "Socialtilsynet har ved seneste besøg vurderet, at tilbuddet er godkendt, og at metoden følges.",
    "Der er aktiviteter hver dag: køkken, have, værksted, svømning og ture ud af huset.",
    "Pårørende er velkomne, og vi holder møde med dem to gange om året.",
    "Adressen er den samme, som den har været siden åbningen, og der er parkering ved døren.",
    "Personalet har pædagogisk eller sundhedsfaglig uddannelse og får supervision hver måned.",
    "Prisen aftales med den kommune, der visiterer, og fremgår af takstaftalen.",
    "Vi har plads til både korte og lange ophold, og ventetiden er for tiden omkring to måneder.",
    "Borgeren inddrages i sin egen plan, som gennemgås hvert halve år sammen med kommunen.",
)
_AFSNIT, _LAENGDE = 5, 6


def write_beskrivelse(noegle: tuple[str, str]) -> str:
    """Give the sections of free text of a page."""
    return "\n".join(_write_emne(emne, noegle) for emne in _EMNER)


def _write_emne(emne: str, noegle: tuple[str, str]) -> str:
    start = draw_lod(emne, *noegle)
    afsnit = "\n".join(
        "<p>" + " ".join(_SAETNINGER[(start + nummer * 5 + n * 7) % len(_SAETNINGER)] for n in range(_LAENGDE)) + "</p>"
        for nummer in range(_AFSNIT)
    )
    return f'<section class="beskrivelse">\n<h2 class="h4">{emne}</h2>\n{afsnit}\n</section>'
