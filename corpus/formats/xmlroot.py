"""XML, parsed without anything a document may declare: no types, no entities, no network."""

from __future__ import annotations

from lxml import etree


class BadXmlError(ValueError):
    """What is wrong with the XML, in a few words."""


def root_of(data: bytes, name: str) -> etree._Element:
    """Return the root of an XML document; it is at most 256 elements deep.

    Args:
        data: The document.
        name: What the message calls it.

    Raises:
        BadXmlError: If ``data`` is no XML, or declares a document type.
    """
    parser = etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    declared = b"<!DOCTYPE" in data
    try:
        root = etree.fromstring(data, parser) if not declared else None
    except etree.XMLSyntaxError as error:
        why = " ".join(str(error).split())
        raise BadXmlError(f"broken XML in {name} ({why})") from error
    # In UTF-16 the bytes do not show it.
    if root is None or etree.ElementTree(root).docinfo.internalDTD is not None:
        raise BadXmlError(f"a document type declared in {name}")
    return root


def local(element: etree._Element) -> str:
    """Return an element's name without its namespace, which may have any version."""
    return str(element.tag).rpartition("}")[2] if isinstance(element.tag, str) else ""


def attribute(element: etree._Element, name: str) -> str:
    """Return an attribute by its name without its namespace; empty if there is none."""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return ""


def words_of(element: etree._Element) -> str:
    """Return all characters below ``element``, white space folded."""
    return " ".join("".join(map(str, element.itertext())).split())


def texts_of(element: etree._Element) -> str:
    """Return the texts of all elements below ``element``, a space between them."""
    return " ".join(" ".join(map(str, element.itertext())).split())
