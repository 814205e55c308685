"""Files for other programs and for spreadsheets."""

from reports.exports.tabel import neutralise, write_csv

__all__ = ["neutralise", "write_csv"]
