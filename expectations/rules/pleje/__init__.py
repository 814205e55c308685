"""Rules on plejefamilier: one finding for a socialtilsyn, never one for a family."""
