"""The web chat: ``python app.py`` or ``onrecord serve``."""

from __future__ import annotations

import os
import sys
from dataclasses import replace

from index.threads import limit_threads

limit_threads()  # before anything imports a numeric library
os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")

import click  # noqa: E402

from corpus.errors import OnrecordError  # noqa: E402
from qa.cli import library_option  # noqa: E402
from qa.settings import load_settings  # noqa: E402


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port", default=7860, show_default=True, type=click.IntRange(1, 65535), help="Port."
)
@click.option(
    "--allow-host",
    "names",
    multiple=True,
    metavar="NAME",
    help="Answer to this host name, too, as when a proxy passes it on. May be repeated.",
)
@click.option("--mcp", is_flag=True, help="Offer tools to assistants as well, at /mcp.")
@click.option("--read-only", is_flag=True, help="Let nobody add or remove sources in the chat.")
@click.option("--no-feedback", is_flag=True, help="Do not let readers judge the answers.")
@library_option
def serve(
    host: str,
    port: int,
    names: tuple[str, ...],
    mcp: bool,
    read_only: bool,
    no_feedback: bool,
    library: str | None,
) -> None:
    """Open the web chat."""
    settings = load_settings(library)
    if read_only:
        settings = replace(settings, read_only=True)
    if no_feedback:
        settings = replace(settings, feedback=False)
    from web.private import private_folder

    with private_folder():
        from web.server import run

        run(settings, host, port, mcp=mcp, names=names)


if __name__ == "__main__":
    try:
        serve(prog_name="app.py")
    except OnrecordError as error:
        click.echo(f"onrecord: {error}", err=True)
        sys.exit(1)
