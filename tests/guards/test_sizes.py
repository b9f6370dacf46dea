"""Nothing grows too big, and no file has a name that says nothing."""

from tests.guards.sizes import faults


def test_nothing_is_too_big():
    assert list(faults()) == []


def test_planted_giants_and_junk_drawers_are_caught(tmp_path):
    (tmp_path / "forum").mkdir()
    (tmp_path / "templates").mkdir()
    (tmp_path / "forum" / "long.py").write_text("x = 1\n" * 501)
    (tmp_path / "forum" / "wide.py").write_text("def f():\n" + "    x = 1\n" * 60)
    (tmp_path / "forum" / "utils.py").write_text("")
    (tmp_path / "templates" / "page.html").write_text("<p>\n" * 151)
    assert list(faults(tmp_path)) == [
        "forum/long.py: 501 lines, at most 500",
        "forum/utils.py: a file called 'utils' says nothing of what is in it",
        "forum/wide.py:1: f has 61 lines, at most 60",
        "templates/page.html: 151 lines, at most 150",
    ]
