"""``python -m qa`` is ``onrecord``."""

from qa.cli import main

main()
