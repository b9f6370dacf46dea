"""Each check at publication finds its fault, and says nothing about text that is right."""

from base64 import b64decode

import pytest
from django.core.files.base import ContentFile
from django.db.models import Model
from django.test import override_settings
from wagtail.images.models import Image

from community.pages.models import HomePage, StandardPage
from community.pages.publishing import Fault, PublicationRefused, faults_of, require_publishable
from community.pages.publishing.links import link_faults
from community.pages.publishing.reading import Part
from community.pages.publishing.registry import Checks
from community.pages.publishing.text_checks import (
    capital_faults,
    caption_faults,
    heading_faults,
    image_faults,
    lookalike_faults,
    table_faults,
)
from tests.factories.notebooks import PIXEL

RIGHT = """
<p>Read the <a href="/training/">courses</a>,
the <a href="/forum/">forum</a> and the <a href="/training">courses</a>.</p>
<h2>Wells</h2><p><b>Note.</b> Deep ones first.</p><h3>Depth</h3><p><b>Only the sample is bold here.</b></p>
<h2>DWR and CDPH</h2>
<p>Use <code>SELECT NAME FROM WELLS WHERE DEPTH</code> or <a href="mailto:hub@hub.example">hub@hub.example</a>.</p>
<figure><img src="a.png" alt="Water levels fall from 2012 to 2016"><figcaption>Levels by year</figcaption></figure>
<img src="line.png" alt="">
<table><caption>Wells</caption><tr><th scope="col">Name</th></tr><tr><td>Deep</td></tr></table>
"""


def found(check, *texts):
    parts = [Part(f"Text {number}", html, f"block-{number}") for number, html in enumerate(texts, 1)]
    if check in {heading_faults, link_faults}:
        return list(check(parts))
    return [fault for part in parts for fault in check(part)]


CHECKS = [
    heading_faults, lookalike_faults, image_faults, caption_faults, table_faults, capital_faults, link_faults,
]  # fmt: skip


@pytest.mark.parametrize("check", CHECKS)
def test_text_that_is_right_has_no_fault(check):
    assert found(check, RIGHT) == []


@pytest.mark.parametrize(
    ("check", "html", "what"),
    [
        (heading_faults, "<h3>Depth</h3>", "“Depth” jumps from level 1 to level 3"),
        (heading_faults, "<h2>Wells</h2><h4>Depth</h4>", "“Depth” jumps from level 2 to level 4"),
        (heading_faults, "<h2>Wells</h2><h2> <br/></h2>", "A heading is empty"),
        (heading_faults, "<h1>Wells</h1>", "“Wells” is a heading 1"),
        (lookalike_faults, "<p><b>Who may join</b></p><p>All.</p>", "“Who may join” looks like a heading"),
        (lookalike_faults, "<p> <strong>Wells</strong> </p><ul><li>a</li></ul>", "“Wells” looks like a heading"),
        (image_faults, '<img src="a.png">', "An image has no description"),
        (image_faults, '<img src="a.png" alt="IMG_2031.jpeg">', "“IMG_2031.jpeg” does not say"),
        (image_faults, '<img src="a.png" alt="Chart 2">', "“Chart 2” does not say"),
        (caption_faults, '<figure><img src="a.png" alt="Wells"></figure>', "A figure has no caption"),
        (caption_faults, "<figure><figcaption> </figcaption></figure>", "A figure has no caption"),
        (table_faults, "<table><caption>Wells</caption><tr><td>1</td></tr></table>", "“Wells” has no header row"),
        (table_faults, "<table><caption>Wells</caption><tr><th></th></tr></table>", "“Wells” has no header row"),
        (table_faults, "<table><tr><th>Name</th></tr></table>", "A table has no caption"),
        (capital_faults, "<p>PLEASE SEND ALL DATA BY FRIDAY</p>", "“PLEASE SEND ALL DATA BY FRIDAY” is written"),
        (capital_faults, "<h2>HOW TO PUBLISH YOUR DATA</h2>", "“HOW TO PUBLISH YOUR DATA” is written"),
        (link_faults, '<a href="/a/">Click here</a>', "“Click here” does not say where it leads"),
        (link_faults, '<a href="/a/"> Read <b>more</b> … </a>', "“Read more …” does not say where it leads"),
        (link_faults, '<a href="/a/">https://data.ca.gov/x</a>', "“https://data.ca.gov/x” shows an address"),
        (link_faults, '<a href="/a/"> </a>', "A link has no words"),
        (link_faults, '<a href="/a/"><img src="a.png" alt=""></a>', "A link has no words"),
        (link_faults, "<a>The handbook</a>", "“The handbook” leads nowhere"),
        (link_faults, '<a href="/a/">Wells</a><a href="/b/">wells</a>', "“wells” leads to different places"),
    ],
)  # fmt: skip
def test_a_fault_is_found_once_with_its_place_and_its_remedy(check, html, what):
    (fault,) = found(check, html)
    assert what in fault.what
    assert fault.mend
    assert (fault.where, fault.anchor) == ("Text 1", "block-1")


def test_headings_go_on_from_one_block_to_the_next():
    assert found(heading_faults, "<h2>Wells</h2>", "<h3>Depth</h3>") == []
    (fault,) = found(heading_faults, "<p>Words</p>", "<h3>Depth</h3>")
    assert fault.where == "Text 2"


def test_after_a_jump_the_headings_below_it_are_not_blamed():
    assert len(found(heading_faults, "<h2>a</h2><h4>b</h4><h4>c</h4><h5>d</h5><h2>e</h2>")) == 1


def test_the_same_words_in_two_blocks_are_compared():
    assert len(found(link_faults, '<a href="/a/">Wells</a>', '<a href="/b/">Wells</a>')) == 1


@override_settings(SITE_ADDRESS="https://hub.example.gov")
def test_an_address_with_and_without_the_site_is_the_same_place():
    assert found(link_faults, '<a href="https://hub.example.gov/a/">Wells</a><a href="/a">Wells</a>') == []


def test_a_picture_that_is_a_link_is_read_by_its_description():
    assert found(link_faults, '<a href="/a/"><img src="a.png" alt="Wells of Yolo County"></a>') == []


@pytest.mark.parametrize(
    "words", ["CDPH, DWR, CNRA, CDT", "FAQ", "SB 107 (2016)", "Send it BY FRIDAY please, all of you"]
)
def test_acronyms_and_single_words_in_capitals_are_fine(words):
    assert found(capital_faults, f"<p>{words}</p>") == []


@pytest.mark.django_db
def test_every_block_of_a_page_is_read_and_its_fault_points_at_it(home):
    page = StandardPage(title="About", slug="about")
    page.body = [
        ("text", "<h2>Wells</h2>"),
        ("note", {"title": "Look out", "text": '<p><a href="/a/">here</a></p>'}),
        ("timeline", {"heading": "Story", "milestones": [{"when": "2014", "title": "Go", "text": "<p><a>x</a></p>"}]}),
    ]
    home.add_child(instance=page)
    draft = page.save_revision().as_object()
    faults = faults_of(draft)
    assert [fault.where for fault in faults] == ["Note (block 2)", "Timeline (block 3)"]
    assert [fault.anchor for fault in faults] == [f"block-{draft.body[n].id}-section" for n in (1, 2)]


@pytest.mark.django_db
def test_a_link_to_a_page_that_is_gone_is_a_fault(home):
    page = StandardPage(title="About", slug="about")
    page.body = [("text", f'<p><a linktype="page" id="{home.pk}">Home</a> <a linktype="page" id="9999">Old</a></p>')]
    assert [fault.what for fault in faults_of(page)] == ["The link “Old” leads nowhere: its page or file is gone."]


@pytest.mark.django_db
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # Wagtail leaves a thumbnail's file open
def test_an_image_of_the_library_is_read_with_the_words_of_this_text(home):
    image = Image.objects.create(title="IMG_1.png", file=ContentFile(b64decode(PIXEL), name="pixel.png"))
    page = StandardPage(title="About", slug="about")
    embed = '<p>See</p><embed embedtype="image" format="left" id="{}" alt="{}"/>'
    page.body = [("text", embed.format(image.pk, "IMG_1.png")), ("text", embed.format(image.pk, "A deep well"))]
    assert [fault.where for fault in faults_of(page)] == ["Text (block 1)"]


@pytest.mark.django_db
def test_a_floor_above_adds_a_check_for_its_own_models():
    checks = Checks()
    fault = Fault("Video", "It has no captions.", "Upload a .vtt file.")
    checks.register(Model, lambda _instance: [])
    checks.register(StandardPage, lambda _page: [fault])
    assert checks.faults(StandardPage(title="a")) == [fault]
    assert checks.faults(HomePage(title="a")) == []


def test_a_check_is_registered_once():
    checks = Checks()
    checks.register(StandardPage, heading_faults)
    with pytest.raises(ValueError, match="already"):
        checks.register(StandardPage, heading_faults)


@pytest.mark.django_db
def test_a_refusal_counts_what_is_to_mend():
    page = StandardPage(title="Wells", body=[("text", "<h3>a</h3><h2></h2>")])
    with pytest.raises(PublicationRefused) as refused:
        require_publishable(page)
    assert refused.value.message == "“Wells” can’t be published yet: there are 2 things to mend."
