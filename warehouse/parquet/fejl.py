"""What can go wrong with a folder of Parquet files."""


class ParquetFejl(RuntimeError):
    """The folder cannot be written or read; the message is Danish and says what to do."""
