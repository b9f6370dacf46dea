"""Anchors on headings: only on HTML that is safe, unique, made of words."""

import pytest
from django.utils.safestring import SafeString

from community.safety.headings import Anchored, anchor_headings


def test_headings_get_unique_ids_made_of_their_words():
    html = SafeString("<h2>Big &amp; small</h2><p>x</p><h3 id='old' class='a'>Big <em>small</em></h3><h4>Deep</h4>")
    anchored, found = anchor_headings(html, taken={"part-big-small"})
    assert found == [Anchored(2, "Big & small", "part-big-small-2"), Anchored(3, "Big small", "part-big-small-3")]
    assert anchored.startswith('<h2 id="part-big-small-2">Big &amp; small</h2><p>x</p><h3 id="part-big-small-3" class=')
    assert isinstance(anchored, SafeString)


def test_html_that_nothing_made_safe_is_refused():
    with pytest.raises(TypeError, match="safe already"):
        anchor_headings("<h2>x</h2>", taken=set())
