"""A small made-up DAR: a town with two postcodes and their streets, as Datafordeleren or DAR 1.0 would deliver it."""

import json
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

NU = datetime(2026, 11, 1, 6, tzinfo=UTC)
_RUM = uuid.UUID("6ba7b811-9dad-11d1-80b4-00c04fd430c8")


def make_id(navn: str) -> str:
    """The UUID that stands for a name, the same every time."""
    return str(uuid.uuid5(_RUM, navn))


@dataclass(frozen=True, kw_only=True)
class Adr:
    """One version of one address; `id_af` and `hus_af` name the address and house when they differ from the text."""

    gade: str
    etage: str = ""
    doer: str = ""
    supplerende: str = ""
    post: str = "5000 Odense C"
    id_af: str = ""
    hus_af: str = ""
    status: str = "3"
    fra: str = "2000-01-01T00:00:00Z"
    til: str | None = None
    registrering_til: str | None = None

    @property
    def betegnelse(self) -> str:
        """The text of the register."""
        enhed = f"{self.etage}. {self.doer}".rstrip() if self.etage else self.doer
        return ", ".join(x for x in (self.gade, enhed, self.supplerende, self.post) if x)

    @property
    def id(self) -> str:
        """The address's UUID."""
        return make_id(self.id_af or self.betegnelse)

    @property
    def husnummer(self) -> str:
        """The house's UUID."""
        return make_id("hus " + (self.hus_af or f"{self.gade} {self.supplerende} {self.post}"))


GAELDENDE = (
    *(Adr(gade=f"Birkestræde {nr}") for nr in range(1, 8)),
    *(Adr(gade="Ringduegade 12", etage=e, doer=d) for e in ("st", "1", "2") for d in ("th", "tv")),
    Adr(gade="Ringduegade 14", etage="1"),
    Adr(gade="Ringduegade 14", etage="2", doer="th"),
    Adr(gade="Ringduegade 16B"),
    *(Adr(gade="Kollegievej 20", doer=str(nr)) for nr in (1, 2, 101)),
    Adr(gade="10. Juni Vej 5"),
    Adr(gade="Elmevej 3", supplerende="Bolbro", post="5200 Odense V"),
    Adr(gade="Elmevej 3", supplerende="Stegsted", post="5200 Odense V"),
    Adr(gade="Elmevej 5", supplerende="Bolbro", post="5200 Odense V"),
    Adr(gade="Askevej 3", post="5200 Odense V"),
    Adr(gade="Vestergade 8"),
    Adr(gade="Østergade 8"),
    Adr(gade="Gl. Møllevej 4"),
    Adr(gade="Borgm Hansensg 2"),
    Adr(gade="Ny Vej 1"),
    Adr(gade="Nyvej 1"),
    Adr(gade="Ahornvej 9", post="5200 Odense V"),
    Adr(gade="Ahornvej 9"),
    Adr(gade="Nyt Navn Allé 7", id_af="Gammelt Navn 7", hus_af="omdøbt"),
    Adr(gade="Sammenlagt 2", id_af="den nye", hus_af="sammenlagt"),
)
TIDLIGERE = (
    Adr(gade="Gammelt Navn Vej 7", id_af="Gammelt Navn 7", hus_af="omdøbt", til="2015-01-01T00:00:00Z"),
    Adr(gade="Sammenlagt 2A", etage="st", id_af="den gamle", hus_af="sammenlagt", status="4"),
    Adr(gade="Revet Ned Vej 3", status="4"),
)
FORBIGAAES = (
    Adr(gade="Kommende Vej 1", fra="2030-01-01T00:00:00Z"),
    Adr(gade="Foreløbig Vej 1", status="2"),
    Adr(gade="Rettet Vej 1", registrering_til="2020-01-01T00:00:00Z"),
    Adr(gade="Sær Vej 1", status="42"),
)
ALLE = (*GAELDENDE, *TIDLIGERE, *FORBIGAAES)


def parse_adr(text: str, **andre: str) -> Adr:
    """An address from its text, `Vej 1[, 2. th], 5000 Odense C`; other fields as given."""
    gade, *midt, post = text.split(", ")
    enhed = next((x for x in midt if "." in x), "")
    etage, _, doer = enhed.partition(". ")
    supplerende = next((x for x in midt if x != enhed), "")
    return Adr(gade=gade, etage=etage.rstrip("."), doer=doer, supplerende=supplerende, post=post, **andre)


def camel_row(adr: Adr) -> dict[str, object]:
    """An Adresse row as Datafordeleren names its fields."""
    return {
        "id_lokalId": adr.id,
        "registreringFra": "2018-01-01T00:00:00Z",
        "registreringTil": adr.registrering_til,
        "virkningFra": adr.fra,
        "virkningTil": adr.til,
        "status": adr.status,
        "adressebetegnelse": adr.betegnelse,
        "etagebetegnelse": adr.etage,
        "dørbetegnelse": adr.doer,
        "husnummer": adr.husnummer,
    }


def dar1_row(adr: Adr) -> dict[str, object]:
    """An Adresse row as DAR 1.0 names its fields."""
    return {
        "eventopret": None,
        "id": adr.id,
        "registreringfra": "2018-01-01T00:00:00Z",
        "registreringtil": adr.registrering_til,
        "virkningfra": adr.fra,
        "virkningtil": adr.til,
        "status": adr.status,
        "adressebetegnelse": adr.betegnelse,
        "dørbetegnelse": adr.doer,
        "etagebetegnelse": adr.etage,
        "husnummer_id": adr.husnummer,
    }


def write_ndjson(mappe: Path, adresser: Iterable[Adr] = ALLE) -> Path:
    """A delivery in DAR 1.0's form, one object a line."""
    mappe.mkdir(parents=True, exist_ok=True)
    linjer = [json.dumps(dar1_row(adr), ensure_ascii=False) for adr in adresser]
    (mappe / "Adresse.ndjson").write_text("\n".join(linjer) + "\n", encoding="utf-8")
    (mappe.parent / "vejnavne.csv").write_text(
        "kommunekode,vejkode,vejnavn,adresseringsnavn\n0461,0001,Borgmester Hansens Gade,Borgm Hansensg\n",
        encoding="utf-8",
    )
    return mappe


def write_datafordeler(mappe: Path, adresser: Iterable[Adr] = ALLE, *, indent: int | None = None) -> Path:
    """A delivery in Datafordeleren's form: JSON arrays, one file for each entity."""
    mappe.mkdir(parents=True, exist_ok=True)
    adresser = list(adresser)
    _write(mappe / "DAR_V1_Adresse_TotalDownload.json", [camel_row(adr) for adr in adresser], indent)
    huse = {adr.husnummer: adr for adr in adresser if adr.status == "3" and adr.til is None}
    huse[make_id("hus uden adresse")] = Adr(gade="Tomvej 1", hus_af="uden adresse")
    _write(mappe / "DAR_V1_Husnummer_TotalDownload.json", [_house_row(adr) for adr in huse.values()], indent)
    veje = {adr.gade.rpartition(" ")[0] for adr in huse.values()}
    _write(mappe / "DAR_V1_NavngivenVej_TotalDownload.json", [_street_row(vej) for vej in sorted(veje)], indent)
    _write(mappe / "DAR_V1_NavngivenVejKommunedel_TotalDownload.json", [_part_row(vej) for vej in sorted(veje)], indent)
    return mappe


def _write(fil: Path, rows: list[dict[str, object]], indent: int | None) -> None:
    fil.write_text(json.dumps(rows, ensure_ascii=False, indent=indent), encoding="utf-8")


def _base(navn: str) -> dict[str, object]:
    tid = {"registreringTil": None, "virkningFra": "2000-01-01T00:00:00Z", "virkningTil": None, "status": "3"}
    return {"id_lokalId": make_id(navn), **tid}


def _house_row(adr: Adr) -> dict[str, object]:
    vej, _, husnr = adr.gade.rpartition(" ")
    return {
        **_base("x"),
        "id_lokalId": adr.husnummer,
        "husnummertekst": husnr,
        "adgangsadressebetegnelse": ", ".join(x for x in (adr.gade, adr.supplerende, adr.post) if x),
        "navngivenVej": make_id("vej " + vej),
        "kommuneinddeling": "389103",
    }


def _street_row(vej: str) -> dict[str, object]:
    fuldt = "Borgmester Hansens Gade" if vej == "Borgm Hansensg" else vej
    return {**_base("vej " + vej), "vejnavn": fuldt, "vejadresseringsnavn": vej}


def _part_row(vej: str) -> dict[str, object]:
    return {**_base("del " + vej), "kommune": "0461", "navngivenVej": make_id("vej " + vej)}
