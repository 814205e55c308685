"""The audit log: a chain of links that only ever grows, in the same transaction as what each speaks of."""

from warehouse.revision.bundet import BUNDNE, insert_bundet
from warehouse.revision.kaede import BEGYNDELSE, Hoved, Revisionsnote, find_hoved, note, note_alle, read_hoved
from warehouse.revision.raekker import hash_noegler, hash_raekke
from warehouse.revision.slettet import delete_bundne

__all__ = [
    "BEGYNDELSE",
    "BUNDNE",
    "Hoved",
    "Revisionsnote",
    "delete_bundne",
    "find_hoved",
    "hash_noegler",
    "hash_raekke",
    "insert_bundet",
    "note",
    "note_alle",
    "read_hoved",
]
