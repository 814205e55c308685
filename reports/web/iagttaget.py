"""A reader who notices being looked at: what a page says of one person is not kept for others of the same role."""

from dataclasses import astuple, fields

from reports.web.bruger import Bruger

_HVEM = frozenset({"brugernavn", "navn"})


class Iagttaget(Bruger):
    """Somebody who reads, in a page's hands. `er_set` once the page asked who it is and not only in which role."""

    er_set = False

    def __getattribute__(self, navn: str) -> object:
        """Give an attribute, and note when it tells who this is."""
        if navn in _HVEM:
            object.__setattr__(self, "er_set", True)
        return object.__getattribute__(self, navn)

    def __eq__(self, anden: object) -> bool:
        """Be the person that is watched; to compare is to ask who it is."""
        return isinstance(anden, Bruger) and astuple(self) == astuple(anden)

    def __hash__(self) -> int:
        """Give the hash of the person that is watched."""
        return hash(astuple(self))


def watch(bruger: Bruger) -> Iagttaget:
    """Give a user to a page, so that it can be seen afterwards whether the page asked who it is."""
    iagttaget = Iagttaget(**{felt.name: getattr(bruger, felt.name) for felt in fields(Bruger)})
    object.__setattr__(iagttaget, "er_set", False)
    return iagttaget
