"""Workbooks (.xlsx, .xlsm): unpacked within limits, looked over for what python-calamine hides, and read by it."""

from crawler.files.regneark.laes import read_xlsx

__all__ = ["read_xlsx"]
