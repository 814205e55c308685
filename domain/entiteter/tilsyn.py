"""What the socialtilsyn did and judged: visits, scores per tema, sanctions."""

from domain.entiteter.model import Art, Entitetstype, Kolonne, key

_TILBUDSID = key("tilbudsid", "Tilbuddets nummer på Tilbudsportalen")

TILSYNSBESOEG = Entitetstype(
    "tilsynsbesoeg",
    "Tilsynsbesøg, én række pr. besøg",
    (
        _TILBUDSID,
        key("besoegsid", "Besøgets nummer"),
        Kolonne("afdelingsid", Art.TEKST, "Den besøgte afdeling; tom, når besøget gælder hele tilbuddet"),
        Kolonne("afdeling_navn", Art.TEKST, "Det besøgte steds navn, som socialtilsynet har skrevet det", foldes=True),
        Kolonne("besoeg_dato", Art.DATO, "Dagen for besøget"),
        Kolonne("er_anmeldt", Art.JANEJ, "Om besøget var anmeldt"),
    ),
)

KVALITETSSCORE = Entitetstype(
    "kvalitetsscore",
    "Kvalitetsscorer, én række pr. vurdering og tema",
    (
        _TILBUDSID,
        key("vurderet_dato", "Dagen for vurderingen", Art.DATO),
        Kolonne("tema", Art.TEKST, "Temaets navn, som kvalitetsmodellen skriver det", er_noegle=True, foldes=True),
        Kolonne("score", Art.TAL, "Scoren, 1-5; et gennemsnit med decimaler"),
        Kolonne("myndighed", Art.TEKST, "Det socialtilsyn, der har vurderet", foldes=True),
    ),
)

SANKTION = Entitetstype(
    "sanktion",
    "Sanktionsafgørelser, én række pr. afgørelse",
    (
        _TILBUDSID,
        key("sanktionsid", "Afgørelsens nummer"),
        Kolonne("sanktionsart", Art.TEKST, "Påbud, skærpet tilsyn eller ophør af godkendelse", foldes=True),
        Kolonne("afgjort_dato", Art.DATO, "Dagen for afgørelsen"),
        Kolonne("ophoert_dato", Art.DATO, "Dagen den ophørte; tom, når den gælder"),
    ),
)
