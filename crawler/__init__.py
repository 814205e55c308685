"""Every way in: spiders, page readers, files and the replica portal. Each ends as the same kind of dump."""
