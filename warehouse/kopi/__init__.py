"""Backups: one file with the database and what cannot be made again, verified, and put back whole or not at all."""
