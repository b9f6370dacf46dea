"""The docs hold together, and a planted fault of each kind is seen."""

import shutil

import pytest

from tests.guards import docs, site
from tests.guards.sizes import ROOT


def test_every_page_is_found_and_every_link_leads_somewhere():
    assert list(docs.faults()) == []


def test_the_list_of_decisions_is_complete():
    assert docs.unlisted_decisions() == []


def test_guides_call_things_what_the_screen_calls_them():
    assert list(docs.words_not_on_screen()) == []


@pytest.fixture
def copy(tmp_path):
    """The docs, to plant faults in."""
    shutil.copytree(ROOT / "docs", tmp_path / "docs", ignore=shutil.ignore_patterns("_build"))
    for name in docs.TOP_PAGES:
        shutil.copy(ROOT / name, tmp_path / name)
    assert list(docs.faults(tmp_path)) == []
    return tmp_path


PLANTED = {
    "](not-there.md)": "docs/operating.md: not-there.md is not there",
    "](guides/learner.md#no-such-thing)": "docs/operating.md: guides/learner.md#no-such-thing: no such heading",
    "](#nor-here)": "docs/operating.md: #nor-here: no such heading",
    "](../README.md)": (
        "docs/operating.md: ../README.md lies outside docs/, where the site can't follow: name it, don't link it"
    ),
}


@pytest.mark.parametrize("link", PLANTED)
def test_planted_link_is_caught(copy, link):
    with (copy / "docs" / "operating.md").open("a") as page:
        page.write(f"\n[words{link} and `[code](nowhere.md)`\n")
    assert PLANTED[link] in list(docs.faults(copy))
    assert not [fault for fault in docs.faults(copy) if "nowhere.md" in fault]


def test_planted_picture_without_words_and_from_elsewhere_is_caught(copy):
    with (copy / "docs" / "operating.md").open("a") as page:
        page.write("\n![](operating.md)\n[![x](https://example.org/x.png)](operating.md)\n")
    assert {
        "docs/operating.md: operating.md has no words for who does not see it",
        "docs/operating.md: https://example.org/x.png is a picture on another site",
    } <= set(docs.faults(copy))


def test_planted_page_and_toctree_entry_without_a_page_are_caught(copy):
    (copy / "docs" / "forgotten.md").write_text("# Forgotten\n")
    index = copy / "docs" / "index.md"
    index.write_text(index.read_text() + "\n```{toctree}\nnowhere\n```\n")
    assert {
        "docs/forgotten.md: in no toctree, so nobody finds it",
        "docs/nowhere.md: named in a toctree, and not there",
    } <= set(docs.faults(copy))


def test_planted_button_that_nobody_has_is_caught(copy):
    for name in (*docs.FIRST_PARTY, "templates"):
        (copy / name).symlink_to(ROOT / name)
    with (copy / "docs" / "guides" / "lead.md").open("a") as page:
        page.write("\nChoose **Let … in**, **Save draft**, then **Banish everybody**, not `**kwargs`.\n")
    assert list(docs.words_not_on_screen(copy)) == [
        "docs/guides/lead.md: nothing on the screen says “Banish everybody”"
    ]


def test_planted_decision_is_missed_in_the_list(copy):
    (copy / "docs" / "adr" / "0099-planted.md").write_text("# 99. Planted\n")
    assert docs.unlisted_decisions(copy) == ["0099-planted.md"]


def test_anchors_are_those_of_git_hosts(tmp_path):
    page = tmp_path / "page.md"
    page.write_text("# Ask & answer: `make run`?\n\n```sh\n# no heading\n```\n\n## Again\n\n## Again\n")
    assert docs.anchors(page) == {"ask--answer-make-run", "again", "again-1"}


REQUESTS = {
    "page.html": '<p>See <a href="https://data.ca.gov">data</a></p><link rel="canonical" href="https://hub.example/">',
    "font.html": '<link rel="stylesheet" href="https://fonts.example/a.css">',
    "script.html": '<script src="//cdn.example/a.js"></script>',
    "style.html": "<style>@import 'https://cdn.example/a.css';</style>",
    "picture.html": '<img alt="" srcset="https://cdn.example/a.png 2x">',
    "style.css": "p { background: url(https://cdn.example/a.png) }",
    "script.js": 'fetch("https://count.example/visit"); const home = "https://data.ca.gov";',
}


@pytest.mark.parametrize("name", REQUESTS)
def test_planted_request_to_another_host_is_caught_in_a_built_site(tmp_path, name):
    (tmp_path / name).write_text(REQUESTS[name])
    assert [fault.split(":")[0] for fault in site.faults(tmp_path)] == ([] if name == "page.html" else [name])
