"""One module per kind of page: from a query's answer to what the template shows."""
