"""``python -m perenou.cli`` does what ``perenou`` does."""

from perenou.cli import main

main()
