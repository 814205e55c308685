"""One kit for every long table: filters in the address, sorting, paging by the database, and downloads."""
