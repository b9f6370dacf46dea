"""An Atom feed as a feed reader takes it: parsed strictly, with what RFC 4287 asks for."""

from xml.etree import ElementTree as ET

ATOM = "{http://www.w3.org/2005/Atom}"


def read(answer):
    """The feed of an answer; each entry as title, id, content and author."""
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/atom+xml; charset=utf-8")
    root = ET.fromstring(answer.content)
    assert root.tag == f"{ATOM}feed"
    for element in (root, *root.iter(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert len(element.findall(f"{ATOM}{name}")) == 1, name
    return root


def entries(answer):
    """The entries of an answer, newest first."""
    return list(read(answer).iter(f"{ATOM}entry"))


def texts(answer, name):
    """One element of each entry."""
    return [entry.findtext(f"{ATOM}{name}") for entry in entries(answer)]


def links(element):
    """The addresses of a feed or an entry, by relation."""
    return {link.get("rel", "alternate"): link.get("href") for link in element.findall(f"{ATOM}link")}
