"""Whether a whole page holds more than its template and what a post may hold."""

from html.parser import HTMLParser
from xml.etree import ElementTree as ET

POST_TAGS = set(
    "a blockquote br code del div em h3 h4 h5 h6 hr input li ol p pre s span strong sup".split()
    + "table tbody td th thead tr ul mark".split()
)
POST_ATTRIBUTES = {"aria-label", "class", "href", "id", "rel", "role", "scope", "start", "tabindex", "title"}
# The boxes of task lists, and where one is in a list of pages.
OURS = {("input", name) for name in ("type", "disabled", "checked", "aria-label")} | {("span", "aria-current")}
ADDRESSES = {"href", "src", "action", "formaction", "data", "poster", "srcdoc", "background", "xlink:href", "ping"}
HARMLESS = ("http://", "https://", "mailto:", "xmpp:", "/", "#", "?", "data:image/")

ATOM = "{http://www.w3.org/2005/Atom}"
FEED_TAGS = {
    f"{ATOM}{name}"
    for name in "feed title link id updated published entry author name category content subtitle".split()
}
FEED_ATTRIBUTES = {"href", "rel", "term", "type", "{http://www.w3.org/XML/1998/namespace}lang"}


class _Reader(HTMLParser):
    """Gathers (element, attribute) pairs, scripts' own words, and addresses that no page of ours has."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.tags, self.pairs, self.harm, self._open = set(), set(), set(), ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self._open = tag
        self.tags.add(tag)
        for name, value in attrs:
            self.pairs.add((tag, name))
            text = "".join(sign for sign in value or "" if sign > " ").lower()
            scheme = text.split("/")[0].split("?")[0].split("#")[0]
            if name in ADDRESSES and not text.startswith(HARMLESS) and ":" in scheme:
                self.harm.add((tag, name, text[:60]))
            if name.startswith("on") or name in {"style", "srcdoc"}:
                self.harm.add((tag, name))

    def handle_data(self, data):
        if self._open in {"script", "style"} and "MARK" in data:
            self.harm.add((self._open, "words"))

    def handle_endtag(self, tag):
        self._open = ""

    def handle_comment(self, data):
        if "MARK" in data:
            self.harm.add(("comment",))


def harm(page, plain):
    """What `page` holds that neither `plain`, the same page with plain words, nor a post may hold."""
    read, usual = _Reader(page), _Reader(plain)
    may = usual.pairs | OURS | {(tag, name) for tag in POST_TAGS - {"input"} for name in POST_ATTRIBUTES}
    return (read.harm - usual.harm) | (read.tags - usual.tags - POST_TAGS) | (read.pairs - may)


def harm_of_feed(feed):
    """What an Atom feed (its bytes) holds that it may not; raises ParseError for one that is not well-formed.

    Titles and names are plain text to a feed reader, whatever stands in them; content is HTML, addresses are followed.
    """
    found = set()
    for element in ET.fromstring(feed).iter():
        found |= {element.tag} - FEED_TAGS
        found |= {(element.tag, name) for name in element.attrib if name not in FEED_ATTRIBUTES}
        if element.tag == f"{ATOM}content":
            found |= harm(element.text or "", "")
        if element.tag == f"{ATOM}link" and not element.get("href").startswith(HARMLESS):
            found.add((element.tag, element.get("href")))
        if element.tag == f"{ATOM}title" and element.get("type", "text") != "text":
            found.add((element.tag, element.get("type")))
    return found
