"""What a person wrote survives every program's way to quote below it, above it and around it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community.notifications.inbound import REPLY_LINE
from community.notifications.inbound.quotes import newly_written
from tests.data.letter_families.writing import HUB_TEXT, quoted

HUB = "Sample hub <reply+k3x9q2@hub.example>"
OWN = [
    "A sentence.",
    "On Monday Ana wrote:",
    "On November 20 Ana wrote:",
    "> a rule I quote",
    "From: and To: are columns.",
    "From: the reading room\nTo: the archive",
    "- one\n- two",
    "| a | b |\n|---|---|\n| 1 | 2 |",
    "---",
    "Title\n--",
    "***",
    "```\n> not a quote\n-- \n```",
    "Sent from my desk: the file.",
    "See the original message, please.",
    "Best regards,\nLuis",
    "CONFIDENTIALITY NOTICE: for its reader.",
    "12:30 on 23 Nov 2026 suits us:",
    "write to ana.reyes@water.example",
    "I wrote:",
    "名前を書きました。",
    "2026-11-23 09:12 is the time we mean.",
]
ABOVE = [
    f"On Mon, Nov 23, 2026 at 9:12 AM {HUB}\nwrote:\n\n",
    f"Am 23.11.2026 um 09:12 schrieb {HUB}:\n",
    f"El lun, 23 nov 2026 a las 9:12, {HUB} escribió:\n\n",
    f"Le 23 nov. 2026 à 09:12, {HUB} a écrit :\n\n",
    f"在 2026年11月23日，09:12，{HUB} 写道：\n\n",
    f"2026年11月23日(月) 9:12 {HUB}:\n\n",
    f"Noong Lun, Nob 23, 2026 nang 9:12 AM, isinulat ni {HUB}:\n\n",
    f"Vào 09:12, 23 thg 11, 2026, {HUB} đã viết:\n\n",
]
HEADERS = f"From: {HUB}\nSent: Monday, November 23, 2026 9:12 AM\nTo: Ana Reyes\nSubject: Names\n\n"
UNMARKED = [*ABOVE, HEADERS, "_" * 32 + "\n" + HEADERS, "-----Original Message-----\n" + HEADERS]

own_texts = st.lists(st.sampled_from(OWN), min_size=1, max_size=5).map("\n\n".join)


def is_quoted_only(text: str) -> bool:
    return all(line.startswith(">") or not line for line in text.split("\n"))


def without_rule_at_the_end(text: str) -> str:
    """A rule right above what a program quotes is taken for the program's."""
    while text.endswith(("\n---", "\n***")):
        text = text[:-3].rstrip("\n")
    return text


@given(own_texts)
def test_letter_without_quotes_stays_as_it_was_written(own):
    assert newly_written(own) == ("" if is_quoted_only(own) else own)


@given(own_texts, st.sampled_from(ABOVE))
def test_answer_above_a_marked_quote_is_kept_whole(own, above):
    kept = without_rule_at_the_end(newly_written(f"First.\n\n{own}\n\n{above}{quoted(HUB_TEXT)}\n"))
    assert kept == without_rule_at_the_end(f"First.\n\n{own}")


@given(own_texts, st.sampled_from(UNMARKED))
def test_answer_above_an_unmarked_quote_is_kept_whole(own, above):
    kept = without_rule_at_the_end(newly_written(f"First.\n\n{own}\n\n{above}{HUB_TEXT}\n"))
    assert kept == without_rule_at_the_end(f"First.\n\n{own}")


@given(own_texts, st.sampled_from(ABOVE))
def test_answer_below_a_quote_loses_no_line(own, above):
    kept = newly_written(f"{above}{quoted(HUB_TEXT)}\n\nFirst.\n\n{own}\n\nLast.\n")
    assert [line for line in f"First.\n\n{own}\n\nLast.".split("\n") if line not in kept.split("\n")] == []


@given(own_texts, own_texts, st.sampled_from(ABOVE))
def test_answers_between_quoted_lines_keep_them_as_markdown_quotes(one, two, above):
    kept = newly_written(f"{above}> old one\n\nFirst.\n\n{one}\n\nmore\n\n> old two\n\nSecond.\n\n{two}\n\nend.")
    assert kept == f"> old one\n\nFirst.\n\n{one}\n\nmore\n\n> old two\n\nSecond.\n\n{two}\n\nend."


@pytest.mark.parametrize(
    "dress", [REPLY_LINE, f"*{REPLY_LINE}*", "– Reply above this line –", "-- Reply above  this line --"]
)
def test_line_of_the_hub_is_known_however_a_program_dresses_it(dress):
    assert newly_written(f"Yes.\n\n> {dress}\n> more\n") == "Yes."


def test_line_of_the_hub_in_a_sentence_is_the_persons():
    text = f"Why does “{REPLY_LINE}” stand there?\n\nIt confuses."
    assert newly_written(text) == text
