"""`python -m crawler.replica`: serves the replica for people and for crawlers."""

import sys

from crawler.replica.kommando import main

sys.exit(main(sys.argv[1:]))
