"""Dataudtræk: files of rows become a dump, by one table of headings that a person can edit."""

from crawler.files.fejl import UdtraekFejl
from crawler.files.gem import encode_udtraek, is_dump, write_udtraek
from crawler.files.udtraek import Udtraeksfil, laes_udtraek

__all__ = ["UdtraekFejl", "Udtraeksfil", "encode_udtraek", "is_dump", "laes_udtraek", "write_udtraek"]
