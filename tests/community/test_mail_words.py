"""What mails look like and say: the HTML and the text part, of one thing, of several, of a digest."""

import re
from itertools import pairwise

import pytest
from django.conf import settings as hub_settings

from community.notifications.enums import Level
from community.notifications.mail.composing import compose
from community.notifications.models import Mail, Notification
from community.notifications.services.outbox import new_message_id
from community.workgroups.enums import State
from community.workgroups.models import WorkGroup
from tests.contrast import contrast
from tests.factories.people import MemberFactory
from tests.factories.workgroups import MembershipFactory, WorkGroupFactory

pytestmark = pytest.mark.django_db

NAME = "Wells & <basins>"
SITE = "https://hub.example.gov"
FETCHES = re.compile(
    r"<(?:img|link|script|iframe|object|video|audio|source|form)\b|url\(|@import|\bsrc=|\bon\w+=", re.I
)
# Words and what they stand on, by the rule of the style sheet that colours them
ON_PAPER = ("body", "a", ".quiet, .foot")


@pytest.fixture(autouse=True)
def _site(settings):
    settings.SITE_ADDRESS = SITE


def asked(reader, number, *, place="", **fields):
    """`number` people ask to join the one group called NAME, which `reader` leads."""
    WorkGroup.objects.filter(name=NAME).update(name=new_message_id())
    group = WorkGroupFactory(lead=reader, name=NAME)
    mail = Mail.objects.create(member=reader, to=reader.email, message_id=new_message_id(), **fields)
    for count in range(number):
        request = MembershipFactory(group=group, state=State.REQUESTED)
        Notification.objects.create(
            member=reader, kind="membership_requested", subject_id=request.pk, key=str(count), place=place,
            by=request.member, level=Level.INSTANT, mail=mail,
        )  # fmt: skip
    return compose(mail)


def declined(reader, reason):
    no = MembershipFactory(member=reader, state=State.DECLINED, reason=reason)
    channel, mail_id = "kind:membership_answered", new_message_id()
    mail = Mail.objects.create(member=reader, to=reader.email, message_id=mail_id, channel=channel)
    Notification.objects.create(
        member=reader, kind="membership_answered", subject_id=no.pk, level=Level.INSTANT, mail=mail
    )
    return compose(mail)


def each_mail():
    yield asked(MemberFactory(), 1, channel="kind:membership_requested")
    yield asked(MemberFactory(), 3, channel="kind:membership_requested")
    yield asked(MemberFactory(), 3, channel="group:1", place="group:1")
    yield asked(MemberFactory(), 5, channel="digest")
    yield asked(MemberFactory(), 65, channel="digest", place="group:1")
    yield declined(MemberFactory(), "Full.\n\n\n\n<b>Ask</b> in March & then again.")


def html_of(message):
    return message.alternatives[0][0]


def test_no_mail_fetches_anything_and_each_link_leads_to_the_hub():
    for message in each_mail():
        html = html_of(message)
        assert FETCHES.findall(html) == []
        assert {link.startswith(SITE) for link in re.findall(r'href="([^"]*)"', html)} == {True}


def test_each_mail_asks_for_one_thing():
    assert [html_of(message).count('class="button"') for message in each_mail()] == [1] * 6


def test_words_of_people_are_no_markup():
    message = declined(MemberFactory(), "<b>Ask</b> & wait")
    assert "&lt;b&gt;Ask&lt;/b&gt; &amp; wait" in html_of(message)
    assert "<b>Ask</b> & wait" in message.body


def test_text_parts_are_tidy():
    for message in each_mail():
        lines = message.body.split("\n")
        assert message.body == message.body.strip() + "\n"
        assert [line for line in lines if line != line.rstrip()] == ["-- "]
        assert [pair for pair in pairwise(lines) if pair == ("", "")] == []


def test_text_part_of_one_thing():
    reader = MemberFactory()
    message = asked(reader, 1, channel="kind:membership_requested")
    who = Notification.objects.get().by.display_name
    words, foot = message.body.split("\n-- \n")
    assert words.startswith(f"{who} asks to join Wells & <basins>\n\nAnswer the request:\n{SITE}/groups/")
    assert re.sub(r"stop/\S+", "stop/…", foot) == (
        "This mail is about: Requests to join a group I lead.\n\n"
        f"Stop these mails:\n{SITE}/my/notifications/stop/…\n"
        f"Choose what you are told:\n{SITE}/my/notifications/settings/\n"
        f"{hub_settings.SITE_NAME}: {SITE}/\n"
    )


def test_several_things_of_one_place_are_one_sentence_and_a_line_each():
    message = asked(MemberFactory(), 3, channel="group:1", place="group:1")
    assert message.subject == "3 people ask to join Wells & <basins>"
    assert message.body.startswith(message.subject + "\n\n* ")
    assert message.body.count("\n* ") == 3
    assert html_of(message).count("<h2>") == 3


def test_long_digest_says_how_much_is_left():
    message = asked(MemberFactory(), 65, channel="digest", place="group:1")
    assert "60 people ask to join" in message.body
    assert "And 5 more on the hub." in message.body
    assert "And 5 more on the hub." in html_of(message)


def rules_of(css):
    """Declarations by selector."""
    rules = re.findall(r"([^{}]+?)\s*\{([^{}]*)\}", css)
    return {
        " ".join(name.split()): dict(re.findall(r"([\w-]+):\s*([^;]+);", declarations)) for name, declarations in rules
    }


def rgb(color):
    digits = color.lstrip("#")
    digits = "".join(digit * 2 for digit in digits) if len(digits) == 3 else digits
    return tuple(int(digits[place : place + 2], 16) for place in (0, 2, 4))


def test_colors_read_in_light_and_in_dark():
    css = re.search(r"<style>(.*)</style>", html_of(next(each_mail())), re.DOTALL)[1]
    light, dark = css.split("@media (prefers-color-scheme: dark) {")
    plain = rules_of(light)
    plain[".quiet, .foot"] = plain[".quiet"]
    for rules in (plain, rules_of(dark)):
        paper = rgb(rules["body"]["background"])
        faint = [name for name in ON_PAPER if contrast(rgb(rules[name]["color"]), paper) < 4.5]
        assert faint == []
        assert contrast(rgb(rules[".button"]["color"]), rgb(rules[".button"]["background"])) >= 4.5
    assert plain[".quiet"]["color"] == plain[".foot"]["color"]
