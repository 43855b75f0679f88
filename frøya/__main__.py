"""``python -m frøya`` is the ``froya`` command."""

from frøya.cli import main

main()
