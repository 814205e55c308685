"""The register as JSON for the ministry's other systems: read only, the same queries as the pages, documented."""
