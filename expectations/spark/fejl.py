"""What can go wrong with an engine beyond the database."""


class SkalaFejl(RuntimeError):
    """Spark or Dask cannot be used; the message is Danish and says what to do."""


MANGLER = "{navn} er ikke installeret. Kør »./tjek skala« (omkring en halv gigabyte), og prøv igen."
