"""The audit log: a chain of links that only ever grows, in the same transaction as what each speaks of."""

from warehouse.revision.kaede import BEGYNDELSE, Revisionsnote, note

__all__ = ["BEGYNDELSE", "Revisionsnote", "note"]
