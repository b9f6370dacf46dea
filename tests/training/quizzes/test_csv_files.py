import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community.safety.csv_files import quote, unquote
from tests.factories.quizzes import KINDS, make_bank, make_draft
from training.quizzes.content import Written, read_content, write_content
from training.quizzes.csv_files import ANSWERS, COLUMNS, read_questions, write_questions_csv
from training.quizzes.models import Question, QuestionVersion
from training.quizzes.services.bank import write_questions

GOOD = {"key": "k-1", "kind": "single", "question": "What?", "answer_1": "* yes", "answer_2": "no"}


def text_of(*rows, header=(*COLUMNS, *ANSWERS)):
    out = StringIO()
    writer = csv.DictWriter(out, header)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def row(**changes):
    return GOOD | changes


FAULTS = [
    (row(key=""), "key is empty"),
    (row(key="Big Key"), "can’t be a key"),
    (row(key="-x"), "can’t be a key"),
    (row(key="a" * 61), "can’t be a key"),
    (row(key="é"), "can’t be a key"),
    (row(kind=""), "no kind of question"),
    (row(kind="essay"), "no kind of question"),
    (row(points="0"), "no number of points"),
    (row(points="-1"), "no number of points"),
    (row(points="1.5"), "no number of points"),
    (row(points="101"), "no number of points"),
    (row(points="many"), "no number of points"),
    (row(question=""), "question is empty"),
    (row(question="x" * 2_001), "too many"),
    (row(hint="x" * 601), "too many"),
    (row(feedback="x" * 1_001), "too many"),
    (row(topic="x" * 61), "too many"),
    (row(answer_1="", answer_2=""), "two answers or more"),
    (row(answer_1="yes"), "no right answer"),
    (row(answer_2="* no"), "More than one answer"),
    (row(answer_2="* yes"), "are the same"),
    (row(answer_2="YES "), "are the same"),
    (row(answer_2="| only feedback"), "answer is empty"),
    (row(answer_2="x" * 301), "longer than 300"),
    (row(tolerance="1"), "Only a question of the kind"),
    (row(unit="feet"), "Only a question of the kind"),
    (row(kind="multiple", answer_1="yes"), "no right answer"),
    (row(kind="multiple", answer_2=""), "two answers or more"),
    (row(kind="truefalse"), "needs two lines: True and False"),
    (row(kind="truefalse", answer_1="True", answer_2="False"), "no right answer"),
    (row(kind="truefalse", answer_1="* True", answer_2="* False"), "More than one answer"),
    (row(kind="matching"), "is no pair"),
    (row(kind="matching", answer_1="a >> b", answer_2=""), "two pairs or more"),
    (row(kind="matching", answer_1="a >> b", answer_2="c >> b"), "same right side"),
    (row(kind="matching", answer_1="a >> b", answer_2="a >> c"), "left sides are the same"),
    (row(kind="ordering", answer_2=""), "two lines or more"),
    (row(kind="ordering", answer_1="a", answer_2="A"), "lines are the same"),
    (row(kind="numeric", answer_1="five", answer_2=""), "is no number"),
    (row(kind="numeric", answer_1="5", answer_2="", tolerance="a bit"), "tolerance"),
    (row(kind="numeric", answer_1="5", answer_2="", tolerance="-1"), "tolerance"),
    (row(kind="numeric", answer_1="5", answer_2="", unit="x" * 31), "unit is longer"),
    (row(kind="numeric", answer_1="5", answer_2="6"), "more than one"),
    (row(kind="text", answer_1="", answer_2=""), "no right answer"),
    (row(kind="text", answer_1="x" * 201, answer_2=""), "Nobody can type"),
]


def test_each_of_forty_faults_is_named_with_its_line_and_the_good_line_stays():
    assert len(FAULTS) >= 40
    rows = []
    for number, (faulty, _reason) in enumerate(FAULTS):
        rows += [faulty if faulty["key"] != "k-1" else faulty | {"key": f"k-{number}"}, row(key=f"good-{number}")]
    report = read_questions(text_of(*rows))
    reasons: dict[int, str] = {}
    for fault in report.faults:
        reasons[fault.line] = f"{reasons.get(fault.line, '')} {fault.reason}"
    for number, (_faulty, reason) in enumerate(FAULTS):
        assert reason in reasons[2 + 2 * number], number
    assert [draft.key for draft in report.drafts] == [f"good-{number}" for number in range(len(FAULTS))]
    assert report.faulty_lines == len(FAULTS)


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("", 1, "column “key” is missing"),
        ("key,kind,question\n", 1, "column “answer_1” is missing"),
        ("key,kind,question,answer_1,answer_99\n", 1, "no column “answer_99”"),
        ("key,key,kind,question,answer_1\n", 1, "there twice"),
        ("key,kind,question,answer_1\n", 2, "no question below the header"),
        ('key,kind,question,answer_1\nk,text,"What?,yes\n', 2, "can’t be read"),
        ("key,kind,question,answer_1\nk,text,Who, what?,yes\n", 2, "more cells than the header"),
        ("key,kind,question,answer_1\nk,text,A?,yes\n\nk,text,B?,yes\n", 4, "stands in line 2 too"),
    ],
)
def test_faults_of_the_whole_file(text, line, reason):
    faults = read_questions(text).faults
    assert (faults[0].line, reason in faults[0].reason) == (line, True), faults


def test_a_cell_with_line_breaks_does_not_shift_the_lines():
    text = text_of(row(question="One\ntwo\nthree?"), row(key="bad key"))
    assert [fault.line for fault in read_questions(text).faults] == [5]


def test_semicolons_and_a_byte_order_mark_are_read():
    report = read_questions("\ufeffkey;kind;question;answer_1\nk;text;What?;yes\n")
    assert [draft.content for draft in report.drafts] == [{"accepted": ["yes"]}]


@pytest.mark.parametrize("kind", KINDS)
def test_content_survives_being_written_and_read_again(kind):
    content = read_content(kind, Written(KINDS[kind]))
    assert read_content(kind, write_content(kind, content)) == content


def test_marks_of_the_notation_can_be_escaped():
    content = read_content("single", Written(["* \\*a \\| b | says \\| so", "c"]))
    assert content["options"][0] == {"id": "1", "text": "*a | b", "right": True, "feedback": "says | so"}
    assert read_content("single", write_content("single", content)) == content


@given(st.text(alphabet="'=+-@\t\rab", max_size=6))
def test_quoted_cells_run_nowhere_and_come_back(cell):
    assert unquote(quote(cell)) == cell
    assert not quote(cell).startswith(tuple("=+-@\t\r"))


@pytest.mark.django_db
def test_export_imports_without_a_change_and_starts_no_formula(course):
    make_bank(course)
    harmful = make_draft("z", "text", lines=["=1+1", "@x"], text="=HYPERLINK(1)", hint="-2")
    write_questions(course=course, drafts=[harmful], by=None)
    text = write_questions_csv(Question.objects.filter(course=course).for_bank())
    assert not [cell for line in csv.reader(StringIO(text)) for cell in line if cell.startswith(("=", "+", "-", "@"))]
    report = read_questions(text)
    assert report.faults == []
    written = write_questions(course=course, drafts=report.drafts, by=None)
    assert (written.added, written.changed, len(written.unchanged)) == ([], [], 8)
    assert QuestionVersion.objects.count() == 8
