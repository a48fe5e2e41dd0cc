"""Asking axe-core what is wrong with a page as it is now."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

GRADIOS_OWN: frozenset[str] = frozenset()
"""Rules that parts of Gradio break and that we cannot mend; none at present."""

_AXE = Axe()


def violations(page: Page) -> list[str]:
    """Return each broken rule with what breaks it: ``"color-contrast: #ask"``, sorted."""
    found = _AXE.run(page).response["violations"]
    return sorted(
        f"{rule['id']}: {' '.join(map(str, node['target']))}"
        for rule in found
        if rule["id"] not in GRADIOS_OWN
        for node in rule["nodes"]
    )
