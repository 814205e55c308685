"""About the data: where it comes from, how it is judged, what is never shown."""

from domain.regel import Alvor
from reports.web.side import Katalog, Side


def show_om_data(katalog: Katalog) -> Side:
    """Show sources, method and privacy."""
    aktive = [regel for regel in katalog.regler.values() if regel.aktiv]
    tal = {alvor.value: sum(regel.alvor == alvor for regel in aktive) for alvor in Alvor}
    return Side(
        emne="om-data",
        skabelon="om_data.html",
        titel="Om data",
        indhold={"antal_regler": len(aktive), "pr_alvor": tal},
    )
