"""Danish address text taken apart by form alone: one pure parser that never fails, whatever it is given."""

from domain.adressetekst.laes import parse_adresse, parse_laesninger
from domain.adressetekst.model import Adressetekst, Enhed
from domain.adressetekst.noegle import bynoegle, kort_noegle, letters, noegle

__all__ = ["Adressetekst", "Enhed", "bynoegle", "kort_noegle", "letters", "noegle", "parse_adresse", "parse_laesninger"]
