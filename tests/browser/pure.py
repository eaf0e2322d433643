"""A page that has the map's script and no map."""

from typing import Any

from playwright.sync_api import Page


def run(page: Page, body: str, arg: object = None) -> Any:  # noqa: ANN401 - any JSON
    """Run the body of a function over `tm` and `arg`."""
    return page.evaluate(f"(arg) => {{ const tm = L.timemap; {body} }}", arg)
