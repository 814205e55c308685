"""`python -m flows` is `tilbudstjek`."""

from flows.cli import main

main()
