"""Serving the page on an address of this machine."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterable
from functools import partial

import click
import gradio as gr
import uvicorn
from fastapi import FastAPI
from fastapi.responses import HTMLResponse
from starlette.routing import Route

from corpus.errors import OnrecordError
from index.last_report import last_report
from qa.assemble import fill_if_new, open_answerer
from qa.settings import Settings
from web import draft_page, reading_routes, upload_route
from web.calls import PREFIX, Calls
from web.doors import Doors
from web.endpoint import endpoints_of
from web.evaluation import PATH, evaluation_page
from web.guard import Guard, host_name
from web.page import HEAD, build_page
from web.programs import Programs
from web.site import Site
from web.sources import Sources
from web.theme import newspaper
from web.uploads import UPLOAD_BYTES

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})

DRAFT_BYTES = 2_500_000
"""A draft of the greatest length in a form, where a letter may take a dozen bytes."""

MOST_AT_ONCE = 1_000
"""Events that Gradio takes at a time, of which each open page needs one to stay connected."""


def run(
    settings: Settings, host: str, port: int, *, mcp: bool = False, names: Iterable[str] = ()
) -> None:
    """Serve until interrupted. The page is up at once; texts and models get ready behind it.

    Args:
        settings: Say which library and models.
        host: The address to listen on.
        port: The port.
        mcp: Whether to offer the tools for assistants as well.
        names: Host names to answer to besides those of ``host``.

    Raises:
        OnrecordError: If the port is taken or the host is not an address of this machine, or
            if what speaks MCP is not installed, or one of ``names`` is no name.
    """
    allowed = list(map(_allowed, names))
    listener = _listen(host, port)
    answerer = open_answerer(settings)
    fill = partial(fill_if_new, answerer.library, settings)
    site = Site(answerer, fill, feedback=settings.feedback)
    threading.Thread(target=site.prepare, name="prepare", daemon=True).start()
    sources = Sources(answerer.library, read_only=settings.read_only)
    served = application(site, sources, host, mcp=mcp, names=allowed)
    _Server(uvicorn.Config(served, log_level="warning", timeout_graceful_shutdown=5)).run(
        sockets=[listener]
    )


class _Server(uvicorn.Server):
    """Says where it is once it can be reached."""

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, then say so."""
        await super().startup(sockets)
        for host, port, *_ in (listener.getsockname() for listener in sockets or ()):
            url = f"http://{f'[{host}]' if ':' in host else host}:{port}"
            click.echo(f"onrecord is ready at {url} (Ctrl+C stops it)")


def application(
    site: Site, sources: Sources, host: str, *, mcp: bool = False, names: Iterable[str] = ()
) -> Guard:
    """Return all that is served at ``host``: the page, the endpoints and the evaluation."""
    programs = Programs(site)
    endpoints = endpoints_of(programs)
    page = build_page(site, sources, endpoints)
    page.max_threads = MOST_AT_ONCE
    page.queue(default_concurrency_limit=2, max_size=64, api_open=False)
    routes = _with_tools(programs) if mcp else FastAPI(openapi_url=None)
    report = last_report(site.answerer.library.place)
    routes.get(PATH, response_class=HTMLResponse)(evaluation_page(report))
    reading = {
        reading_routes.TEXT: reading_routes.text_route(site),
        reading_routes.PREVIEW: reading_routes.preview_route(site),
    }
    for path, handler in reading.items():
        routes.get(path, response_class=HTMLResponse)(handler)
    draft = draft_page.draft_page(programs)
    routes.api_route(draft_page.PATH, methods=["GET", "POST"], response_class=HTMLResponse)(draft)
    routes.post(upload_route.PATH)(upload_route.upload_route(sources))
    own = [route.path for route in routes.routes if isinstance(route, Route)]
    app = gr.mount_gradio_app(
        routes,
        page,
        path="/",
        theme=newspaper(),
        head=HEAD,
        show_error=False,
        max_file_size="1mb",
        allowed_paths=[],
        enable_monitoring=False,
        run_history=False,
        footer_links=[],
        ssr_mode=False,
    )
    called = Calls(Doors(app, own), {endpoint.name: endpoint.signature for endpoint in endpoints})
    hosts = frozenset({*LOOPBACK, host, *names} - {""})
    of_drafts = [draft_page.PATH, f"{PREFIX}check", f"{PREFIX}v2/check", "/mcp", "/mcp/"]
    larger = dict.fromkeys(of_drafts, DRAFT_BYTES)
    larger[upload_route.PATH] = UPLOAD_BYTES
    return Guard(called, hosts, larger, addresses=host not in LOOPBACK)


def _with_tools(programs: Programs) -> FastAPI:
    try:
        from web.tools import PATH as TOOLS
        from web.tools import Tools
    except ModuleNotFoundError as error:
        raise OnrecordError(
            f"--mcp: the package {error.name} is missing: run `pip install '.[mcp]'`"
        ) from error
    tools = Tools(programs)
    routes = FastAPI(openapi_url=None, lifespan=tools.running)
    routes.router.routes += [Route(path, tools) for path in (TOOLS, f"{TOOLS}/")]
    return routes


def _allowed(name: str) -> str:
    """Return a name of ``--allow-host`` as requests have it."""
    if not name or host_name(name) != name.lower():
        raise OnrecordError(
            f"--allow-host: expected a host name such as chat.example.org, found {name!r}"
        )
    return name.lower()


def _listen(host: str, port: int) -> socket.socket:
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        return socket.create_server((host, port), family=family, backlog=128)
    except OSError as error:
        raise OnrecordError(
            f"{host}:{port}: cannot listen there ({error.strerror}): choose another --port"
        ) from error
