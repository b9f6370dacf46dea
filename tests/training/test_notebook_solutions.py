import json

from tests.factories.notebooks import code, markdown, notebook, printed
from training.notebooks.changes import Change, changes_between, parts_of
from training.notebooks.reading import read_notebook
from training.notebooks.rendering import render_notebook
from training.notebooks.results import RenderedNotebook
from training.notebooks.solutions import LEFT_OUT, find_solutions


def solution(source):
    return markdown(source, metadata={"tags": ["solution"]})


SOLVED = notebook(
    markdown("## Try it\n\nHow many?"),
    code("answer = 6 * 7\nprint(answer)", printed("42\n"), tags=("solution",)),
    solution("**Because** six times seven."),
    code("print('after')", printed("after\n")),
)


def parts(*cells):
    return parts_of(read_notebook(notebook(*cells))[0])


def test_each_solution_is_found_where_it_stands():
    rendered = render_notebook(SOLVED)
    cut = [rendered.html[one["start"] : one["end"]] for one in rendered.solutions]
    assert ["42" in cut[0], "six times seven" in cut[1]] == [True, True]
    assert all(part.startswith("<details") and part.endswith("</details>") for part in cut)
    assert RenderedNotebook.from_json(rendered.to_json()) == rendered


def test_solutions_inside_attributes_and_other_details_are_not_taken_for_one():
    opening = '<details class="hub-details hub-solution">'
    html = f'<p>a</p>{opening}<img alt="</details><b>"><details class="hub-details">b</details></details><i>c</i>'
    (found,) = find_solutions(html)
    assert html[found["start"] : found["end"]] == html[8 : -len("<i>c</i>")]
    assert find_solutions('<details class="hub-details">x</details>') == []


def test_keys_stay_while_the_words_stay_and_equal_solutions_have_their_own():
    words = "the same"
    twice = render_notebook(notebook(solution(words), solution(words))).solutions
    moved = render_notebook(notebook(markdown("Before."), solution(words))).solutions
    assert [one["key"] for one in twice] == [moved[0]["key"], f"{moved[0]['key']}-2"]
    assert render_notebook(notebook(solution("other"))).solutions[0]["key"] != moved[0]["key"]


def test_search_script_and_handout_hold_no_solution():
    rendered = render_notebook(SOLVED)
    for text in (rendered.text, rendered.script, rendered.handout):
        assert "6 * 7" not in text
        assert "six times seven" not in text
        assert "after" in text
    assert rendered.script.count(LEFT_OUT) == 2


def test_handout_keeps_everything_else_as_it_was_saved():
    before, after = json.loads(SOLVED), json.loads(render_notebook(SOLVED).handout)
    assert [after["cells"][number] for number in (0, 3)] == [before["cells"][number] for number in (0, 3)]
    assert after["cells"][1]["outputs"] == []
    assert after["metadata"] == before["metadata"]
    assert not render_notebook(after := json.dumps(after).encode()).html.count("42"), after
    assert render_notebook(notebook(markdown("No solution."))).handout == ""


def test_changes_say_what_kind_and_where():
    old = parts(
        markdown("# Wells"),
        markdown("Old words."),
        code("count(1)", printed("1\n")),
        markdown("## Gone"),
        markdown("Bye."),
    )
    new = parts(markdown("# Wells"), markdown("New words."), code("count(1)", printed("2\n")), code("count(3)"))
    assert sorted(changes_between(old, new), key=str) == [
        Change("added", "code", "Wells"),
        Change("changed", "result", "Wells"),
        Change("changed", "text", "Wells"),
        Change("removed", "heading", "Gone"),
        Change("removed", "text", "Gone"),
    ]
    assert changes_between(new, new) == []


def test_what_authors_hide_and_counters_of_runs_are_no_change():
    old = parts(markdown("# Wells"), code("1", printed("1\n")))
    new = parts(
        markdown("# Wells"),
        code("secret = 1", tags=("remove-cell",)),
        {**code("1", printed("1\n")), "execution_count": 9},
    )
    assert changes_between(old, new) == []
    assert parts(markdown("```\n# no heading\n```"))[0].section == ""
