"""XML documents."""

from xml.etree import ElementTree


def document(root: ElementTree.Element) -> bytes:
    """The whole document, one element on a line."""
    ElementTree.indent(root, "")
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + ElementTree.tostring(root, "unicode").encode() + b"\n"


def child(parent: ElementTree.Element, tag: str, text: str = "", **attributes: str) -> ElementTree.Element:
    """A new last child with this text."""
    element = ElementTree.SubElement(parent, tag, attributes)
    element.text = text or None
    return element
