"""Dataudtræk: files of rows become a dump, by one table of headings that a person can edit."""
