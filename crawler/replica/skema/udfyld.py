"""A form filled in from the posts of a Skema: captions as the official form has them, the rest in words of our own."""

from collections.abc import Iterable, Mapping

from crawler.replica.skema.plan import Formel, Skemaplan, Vaerdi
from domain.noegletal import BETEGNELSER as NOEGLETAL
from domain.noegletal import compute_noegletal
from domain.skema import Post, Skema, Skemapost
from domain.skemaposter import SUMMER

BUDGET = "BUDGET PRIVATE TILBUD"
EKSTRA = "+5 YDELSER PRIVAT"
KONCERNNOTE = "KONCERNNOTE"
NOEGLETAL_ARK = "ØKONOMISKE NØGLETAL"
OFFENTLIG = "BUDGET OFFENTLIGE TILBUD"
GUIDE = "GUIDE PRIVAT"

_LINJER: Mapping[int, str] = {
    24: "Omsætning takst/abonnement i alt",
    26: "ANDRE INDTÆGTER",
    30: "Omsætning (andre indtægter) i alt",
    31: "Akkumuleret omsætning i alt",
    38: "PERSONALEOMKOSTNINGER",
    39: "Samlet ledelse",
    40: "Borgerrelateret personale (faguddannet)",
    41: "Borgerrelateret personale (ikke-faguddannet)",
    42: "Ikke-fastansat personale",
    43: "Administrativt og teknisk personale",
    44: "Bestyrelseshonorar",
    45: "PERSONALEOMKOSTNINGER I ALT",
    47: "BORGERRELATEREDE OMKOSTNINGER",
    48: "Tøj og lommepenge",
    49: "Aktiviteter",
    50: "Husholdning",
    51: "Transport",
    52: "Ekstern behandling/rådgivning",
    53: "Beskæftigelses-/værkstedsomkostninger",
    54: "BORGERRELATEREDE OMKOSTNINGER I ALT",
    56: "ADMINISTRATION",
    57: "Administrationsomkostninger",
    58: "Eksterne administrative medarbejdere",
    59: "Tilsynstakst",
    60: "ADMINISTRATION I ALT",
    62: "KOMPETENCEUDVIKLING",
    63: "Kompetenceudviklingsomkostninger (eksterne og interne)",
    64: "Ekstern faglig supervision",
    65: "KOMPETENCEUDVIKLING I ALT",
    68: "EJENDOM",
    69: "Husleje",
    70: "Husleje overført fra særskilt ark",
    71: "Vedligehold lejede",
    72: "Vedligehold ejede",
    73: "Forsikring, skatter, forbrug",
    75: "EJENDOM I ALT",
    77: "AFSKRIVNINGER",
    78: "Bygninger",
    79: "Andre anlæg, driftsmateriel, inventar",
    80: "AFSKRIVNINGER I ALT",
    82: "FINANSIERINGSINDTÆGTER",
    83: "Renteindtægter",
    84: "FINANSIERINGSINDTÆGTER I ALT",
    86: "FINANSIERINGSUDGIFTER",
    87: "Rente/bidrag prioritetsgæld",
    88: "Øvrige renter",
    89: "FINANSIERINGSUDGIFTER I ALT",
    91: "DIREKTE OG INDIREKTE DRIFTSOMKOSTNINGER I ALT",
    92: "OVERSKUD/UNDERSKUD (minus = underskud)",
    98: "Kommentarer",
}

# Where the count of a line stands; elsewhere in B.
_ANTAL_I_D = range(39, 44)
_ANTAL_I_F = 44

# What a tilbud writes about itself: made up, and never to be kept by whoever reads it.
STAMDATA: Mapping[str, Vaerdi] = {
    "A5": "Bostedet Prøvestenen",
    "A6": "Hemmelig Prøvevej 99",
    "A7": "5000 Odense C",
    "A8": "Leder Prøvesen",
    "A9": "99 99 00 00 / leder@provestenen.example.org",
    "A99": "Kommentar: Leder Prøvesen er på orlov.",
}


def fill_plan(skema: Skema) -> Skemaplan:
    """Give the workbook a tilbud would hand in: every post in its row, formulas where the form has them."""
    plan = Skemaplan()
    plan.put(BUDGET, _write_budget(skema))
    plan.put(EKSTRA, _write_ekstra(skema))
    plan.put(KONCERNNOTE, _write_koncernnote(skema))
    plan.put(NOEGLETAL_ARK, _write_noegletal(skema))
    plan.put(OFFENTLIG, {"A1": "Budgetskema for offentlige tilbud", "A19": "Takstindtægter", "E24": Formel("=0", 0.0)})
    plan.put(GUIDE, {"A1": "Sådan udfyldes skemaet"})
    return plan


def _write_budget(skema: Skema) -> dict[str, Vaerdi]:
    celler: dict[str, Vaerdi] = {
        "A1": "Budgetskema for private tilbud",
        "D5": "Budgetår",
        **STAMDATA,
        "A18": "INDTÆGTER",
        "B18": "Antal",
        "D18": "Takst",
        "E18": "Beløb",
        "G18": "Forventet belægningspct.",
        **{f"A{raekke}": tekst for raekke, tekst in _LINJER.items()},
    }
    if skema.budgetaar is not None:
        celler["E5"] = skema.budgetaar
    for linje in (x for x in skema.poster if x.ark == BUDGET):
        celler |= _write_linje(linje)
    return celler


def _write_linje(linje: Skemapost) -> dict[str, Vaerdi]:
    raekke = linje.linje
    if linje.post is Post.YDELSE:
        return _write_ydelse(linje)
    antal = "D" if raekke in _ANTAL_I_D else "F" if raekke == _ANTAL_I_F else "B"
    beloeb = linje.beloeb_kr
    regnes = linje.post in SUMMER and beloeb is not None
    return _drop_empty(
        {
            f"{antal}{raekke}": linje.antal,
            f"D{raekke}" if antal == "B" else "": linje.takst_kr,
            f"E{raekke}": Formel(f"=SUM(E{raekke - 1})", beloeb) if regnes else beloeb,
        }
    )


def _write_ydelse(linje: Skemapost) -> dict[str, Vaerdi]:
    raekke, broek = linje.linje, None if linje.belaegning_pct is None else linje.belaegning_pct / 100
    beloeb = None if linje.beloeb_kr is None else Formel(f"=B{raekke}*D{raekke}", linje.beloeb_kr)
    celler = {f"B{raekke}": linje.antal, f"D{raekke}": linje.takst_kr, f"E{raekke}": beloeb, f"G{raekke}": broek}
    return {f"A{raekke}": "§ 107, takst pr. døgn", **_drop_empty(celler)}


def _write_ekstra(skema: Skema) -> dict[str, Vaerdi]:
    celler: dict[str, Vaerdi] = {"A1": "Flere end fem ydelser", "A5": "Ydelse", "B5": "Antal", "D5": "Takst"}
    for linje in (x for x in skema.poster if x.ark == EKSTRA):
        celler |= _write_ydelse(linje)
    return celler


def _write_koncernnote(skema: Skema) -> dict[str, Vaerdi]:
    celler: dict[str, Vaerdi] = {"A1": "Koncernnote", "B8": "Post", "C8": "Antal årsværk", "D8": "Samhandelsbeløb"}
    linjer = [x for x in skema.poster if x.post is Post.KONCERNHANDEL]
    for x in linjer:
        celler |= {f"B{x.linje}": "Administration", f"E{x.linje}": "Moderselskab", f"F{x.linje}": "Fast aftale"}
        celler |= _drop_empty({f"C{x.linje}": x.antal, f"D{x.linje}": x.beloeb_kr})
    if linjer:
        sidste = max(x.linje for x in linjer)
        i_alt = Formel(f"=SUM(D9:D{sidste})", sum(x.beloeb_kr or 0.0 for x in linjer))
        celler |= {f"B{sidste + 2}": "I alt", f"D{sidste + 2}": i_alt}
    return celler


def _write_noegletal(skema: Skema) -> dict[str, Vaerdi]:
    celler: dict[str, Vaerdi] = {"A1": "Økonomiske nøgletal"}
    for raekke, (felt, tal) in enumerate(compute_noegletal(skema).items(), start=4):
        celler |= {f"A{raekke}": felt[0], f"B{raekke}": NOEGLETAL[felt][3:]}
        if tal is not None:
            celler[f"C{raekke}"] = Formel("=0", tal)
    return celler


def _drop_empty(celler: Mapping[str, Vaerdi | None]) -> dict[str, Vaerdi]:
    return {celle: vaerdi for celle, vaerdi in celler.items() if celle and vaerdi is not None}


def list_celler(linjer: Iterable[int], kolonner: str = "ABCDEFGH") -> Iterable[str]:
    """Yield the cells of some rows."""
    return (f"{kolonne}{raekke}" for raekke in linjer for kolonne in kolonner)
