"""E-mails saved as ``.eml``: interviews are held by letter, too."""

from __future__ import annotations

from dataclasses import replace
from email import policy
from email.message import EmailMessage, MIMEPart
from email.parser import BytesParser

from corpus.errors import SourceError
from corpus.extracted import Extracted, Kind, LeftOut
from corpus.formats import plain, webpage
from corpus.formats.facts import facts_of


def read(data: bytes, where: str) -> Extracted:
    """Return the body of an e-mail, the plain one if it has two; attachments are only named.

    Raises:
        SourceError: If ``data`` is no e-mail, or one without words.
    """
    message = BytesParser(EmailMessage, policy=policy.default).parsebytes(data)
    body = message.get_body(("plain", "html"))
    if body is None or not {"from", "subject", "date"} & {key.lower() for key in message}:
        raise SourceError(
            where, "expected an e-mail with a text, found none: save it as plain text"
        )
    text = _text(body)
    if body.get_content_subtype() == "html":
        extracted = webpage.read(text.encode(), where)
    else:
        extracted = plain.from_text(text, where)
    headers = [(key, _shown(key, raw)) for key, raw in message.raw_items()]
    title = next((value for key, value in headers if key.lower() == "subject"), "")
    facts = facts_of([("title", title), *extracted.facts])
    left_out = (*_left_out(headers), *extracted.left_out, *_attachments(message))
    return replace(extracted, facts=facts, left_out=left_out)


def _text(part: MIMEPart) -> str:
    try:
        return str(part.get_content())
    except (LookupError, ValueError):  # an encoding that nobody knows
        payload = part.get_payload(decode=True)
        return payload.decode("utf-8", "replace") if isinstance(payload, bytes) else ""


def _shown(key: str, raw: str) -> str:
    try:
        return str(policy.default.header_fetch_parse(key, raw))
    except Exception:  # noqa: BLE001 # Python's parser stumbles over addresses that are none
        return " ".join(str(raw).split())


def _left_out(headers: list[tuple[str, str]]) -> list[LeftOut]:
    # When it was sent need not be when the questions were answered.
    lines = [f"{key}: {value}" for key, value in headers if key.lower() != "subject"]
    return [LeftOut("headers", Kind.METADATA, "\n".join(lines), "header")] if lines else []


def _attachments(message: EmailMessage) -> list[LeftOut]:
    return [
        LeftOut(
            "attachment",
            Kind.BOILERPLATE,
            part.get_filename() or "no name",
            "attachment",
        )
        for part in message.iter_attachments()
    ]
