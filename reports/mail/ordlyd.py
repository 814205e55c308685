"""The sentences that frame a mail: subject, greeting, beginning and end, for each step."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.felter import SIDEFELTER, STAMDATA
from domain.reference import load_lovkilder
from reports.mail.indhold import Brevgrundlag, Tilbudsdel, Trin
from reports.mail.punkt import write_kilde, write_navn
from reports.visning import antal_af, dato, rens, tal

_EMNENAVN = 60
_NEDENFOR = "Nedenfor står hvad, hvorfor og hvordan I retter det, det vigtigste først."
_FUNDAMENT = ("SEL-14-4-1", "SEL-14-4-2")


@dataclass(frozen=True, kw_only=True)
class Omfang:
    """How much a mail tells of: the tilbud it speaks of, the faults of them all, and how many the letter shows.

    `foelger_andre` tells that the reader has had a mail before.
    """

    dele: Sequence[Tilbudsdel]
    fejl: int
    viste: int
    har_regneark: bool
    foelger_andre: bool

    @property
    def er_flere(self) -> bool:
        """Whether the mail is about more than one tilbud."""
        return len(self.dele) > 1

    @property
    def oplysninger(self) -> str:
        """Give the faults as words: "4 oplysninger"."""
        return antal_af(self.fejl, "oplysning", "oplysninger")


def write_emne(grundlag: Brevgrundlag, omfang: Omfang) -> str:
    """Give the subject: how many, about whom, and by when."""
    hvem = f"{tal(len(omfang.dele))} af jeres tilbud" if omfang.er_flere else _kort_navn(omfang.dele[0])
    if grundlag.trin is Trin.TAK:
        return f"Tilbudsportalen: tak, oplysningerne om {hvem} er rettet"
    boer = "bør stadig ses efter" if grundlag.trin is Trin.RYKKER else "bør ses efter"
    foran = "Påmindelse fra Tilbudsportalen" if grundlag.trin is Trin.RYKKER else "Tilbudsportalen"
    return f"{foran}: {omfang.oplysninger} om {hvem} {boer}, helst inden {dato(grundlag.senest)}"


def write_hilsen(omfang: Omfang) -> str:
    """Greet one tilbud by its name, and who has several by how many."""
    if omfang.er_flere:
        return f"Til jer, der indberetter for {tal(len(omfang.dele))} tilbud på Tilbudsportalen"
    return f"Til {write_navn(omfang.dele[0]) or 'jeres tilbud'}"


def write_indledning(grundlag: Brevgrundlag, omfang: Omfang) -> tuple[str, ...]:
    """Give the first paragraphs, before anything is told in detail."""
    dag = dato(grundlag.dag)
    if grundlag.trin is Trin.TAK:
        return (
            f"Da vi så på Tilbudsportalen den {dag}, var alt det rettet, som vi har skrevet til jer om.",
            "Sagen er lukket, og I skal ikke gøre mere.",
        )
    hvad = _write_rykker(grundlag, omfang) if grundlag.trin is Trin.RYKKER else _write_varsel(grundlag, omfang)
    return (
        *hvad,
        *_write_udvalg(omfang),
        "Har I allerede rettet oplysningerne, og venter de på godkendelse, skal I ikke gøre mere.",
    )


def write_slutning(grundlag: Brevgrundlag, omfang: Omfang) -> tuple[str, ...]:
    """Give the last paragraphs: what the mail is, whom to ask, how to disagree, where it is from."""
    spoerg = f"Spørgsmål om jeres oplysninger: spørg jeres tilsynsmyndighed{_write_myndighed(omfang.dele)}."
    fra = (_write_kilde(grundlag), _write_adresse(grundlag))
    if grundlag.trin is Trin.TAK:
        return ("Denne mail er en service og kræver ikke noget af jer.", spoerg, *fra)
    numre = " Numrene er de samme i mailen og i regnearket." if omfang.har_regneark else ""
    return (
        "Denne mail er en service. Den er ikke en afgørelse, og datoen er et ønske og ikke en frist efter loven.",
        spoerg,
        f"Er I uenige i et punkt, så svar på mailen, skriv »uenig« og nummeret på punktet, og hvorfor. "
        f"Så ser et menneske på det.{numre}",
        *fra,
    )


def _kort_navn(del_: Tilbudsdel) -> str:
    navn = write_navn(del_) or "jeres tilbud"
    return navn if len(navn) <= _EMNENAVN else f"{navn[: _EMNENAVN - 1].rstrip()}…"


def _write_om(omfang: Omfang) -> str:
    return "jeres tilbud" if omfang.er_flere else f"jeres tilbud (nr. {rens(omfang.dele[0].tilbudsid, 40)})"


def _write_fundet(omfang: Omfang) -> str:
    return f"{omfang.oplysninger} om {tal(len(omfang.dele))} tilbud" if omfang.er_flere else omfang.oplysninger


def _write_varsel(grundlag: Brevgrundlag, omfang: Omfang) -> tuple[str, ...]:
    foer = "Vi har skrevet til jer før; det, der er nyt, er mærket »ny siden sidste mail«."
    return (
        f"Vi har gennemgået det, der stod på Tilbudsportalen om {_write_om(omfang)} den {dato(grundlag.dag)}. "
        f"Vi fandt {_write_fundet(omfang)}, som I bør se efter, helst inden den {dato(grundlag.senest)}. {_NEDENFOR}",
        *((foer,) if omfang.foelger_andre else ()),
    )


def _write_rykker(grundlag: Brevgrundlag, omfang: Omfang) -> tuple[str, ...]:
    fundament = " ".join(
        write_kilde(kilde)
        for noegle in _FUNDAMENT
        for kilde in load_lovkilder()
        if kilde.noegle == noegle and kilde.gyldig.covers(grundlag.dag)
    )
    mindst = "mindst " if grundlag.er_uddrag else ""
    return (
        f"Vi har skrevet til jer før om {_write_om(omfang)}. Da vi gennemgik Tilbudsportalen igen den "
        f"{dato(grundlag.dag)}, var der stadig {mindst}{_write_fundet(omfang)}, som I bør se efter, helst inden den "
        f"{dato(grundlag.senest)}. {_NEDENFOR}",
        "Der sker ikke noget af sig selv på grund af denne mail. Er oplysningerne ikke rettet efter den dag, ser en "
        "medarbejder i socialtilsynet eller ministeriet på dem og på det, I har svaret.",
        f"Grundlaget for tjekket: {fundament}",
    )


def _write_udvalg(omfang: Omfang) -> tuple[str, ...]:
    if not omfang.har_regneark:
        return ()
    if omfang.viste == omfang.fejl:
        return ("De samme punkter står i det vedhæftede regneark, med de samme numre.",)
    return (
        f"I mailen står {tal(omfang.viste)} af punkterne, de vigtigste. Alle {tal(omfang.fejl)} står i det vedhæftede "
        "regneark, med de samme numre.",
    )


def _write_myndighed(dele: Sequence[Tilbudsdel]) -> str:
    kendte = {rens(en.myndighed, 80) for en in dele if not en.er_beskyttet and en.myndighed}
    return f", {kendte.pop()}" if len(kendte) == 1 else ""


def _write_kilde(grundlag: Brevgrundlag) -> str:
    fra = f"det, Tilbudsportalen viste offentligt den {dato(grundlag.dag)}"
    regler = [en.regel for del_ in grundlag.dele for en in del_.fejl]
    regler += [en.regel for del_ in grundlag.dele for en in del_.rettet]
    if any(regel.felt not in SIDEFELTER for regel in regler):
        fra += ", og af det, der er indberettet til den (takster, budgetter og andet, som siderne ikke viser)"
    return f"Mailen er skrevet automatisk på grundlag af {fra}."


def _write_adresse(grundlag: Brevgrundlag) -> str:
    if grundlag.er_sat:
        return (
            "Adressen, mailen er sendt til, har en medarbejder skrevet ind i programmet. Skal mailen ikke til den, så "
            f"skriv det til {grundlag.svar_til}."
        )
    return (
        f"Skal mailen ikke til denne adresse, så ret e-mailadressen under {STAMDATA.navn} i jeres indberetning på "
        "Tilbudsportalen, eller sig det til jeres socialtilsyn."
    )
