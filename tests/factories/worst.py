"""Each kind of lesson as large as it may come: a notebook of 120 cells, a talk of two hours, a quiz of 60 questions."""

from __future__ import annotations

from tests.factories.lessons import make_video
from tests.factories.notebooks import PIXEL, code, markdown, notebook, printed, shown
from tests.factories.quizzes import KINDS, make_bank, make_draft, make_quiz
from tests.factories.training import make_article, make_module, make_notebook_lesson
from training.services.notebooks import convert, upload_notebook

CELLS, MINUTES, QUESTIONS, MODULES, LESSONS = 120, 120, 60, 8, 10
SECONDS_A_SENTENCE = 5
TOPICS = ("levels", "stations", "quality", "rights", "deliveries")
SENTENCES = (
    "Most of these wells are measured twice a year, in spring and in autumn.",
    "Where the level fell by more than ten feet, we looked at the pumping of the neighbours first.",
    "Please read the data dictionary before you compare two counties.",
    "A blank is not a zero.",
    "The station number stays the same when the instrument is replaced; the depth below ground does not have to.",
)


def _table(rows: int, columns: int) -> str:
    head = "".join(f"<th>reading_{column}</th>" for column in range(columns))
    body = "".join(
        f"<tr><th>{row}</th>" + "".join(f"<td>{row * column / 7:.3f}</td>" for column in range(columns)) + "</tr>"
        for row in range(rows)
    )
    return f"<table border='1' class='dataframe'><thead><tr><th></th>{head}</tr></thead><tbody>{body}</tbody></table>"


def notebook_of(cells: int) -> bytes:
    """Headings, words, code with wide and long tables, long prints and figures, in turn."""
    made = []
    for number in range(cells):
        station = f"station {number // 6 + 1}"
        made.append(
            (
                markdown(f"## Levels at {station}\n\n{' '.join(SENTENCES)}"),
                code(f"levels = wells.query('station == {number}')\nlevels.describe()", shown(text_html=_table(8, 14))),
                markdown("1. Sort the readings\n2. Drop the blanks\n\n$$\\bar{x} = \\frac{1}{n}\\sum_i x_i$$"),
                code("for row in levels: print(row)", printed("\n".join(f"{n}\t{n * 0.3}" for n in range(80)))),
                code(f"#| fig-alt: Levels at {station} fall each summer\nlevels.plot()", shown(image_png=PIXEL)),
                code("x" * 140 + " = levels.groupby('county').agg({'level': ['min', 'max', 'mean', 'median']})"),
            )[number % 6]
        )
    return notebook(*made)


def captions(minutes: int = MINUTES) -> str:
    """Somebody talks without a break."""
    cues = []
    for number in range(minutes * 60 // SECONDS_A_SENTENCE):
        start = number * SECONDS_A_SENTENCE
        words = SENTENCES[number % len(SENTENCES)]
        cues.append(f"{_clock(start)} --> {_clock(start + SECONDS_A_SENTENCE - 1)}\n<v Ana Ruiz>{words}")
    return "WEBVTT\n\n" + "\n\n".join(cues) + "\n"


def chapters(minutes: int = MINUTES) -> str:
    """One for every ten minutes."""
    parts = range(0, minutes * 60, 600)
    return "WEBVTT\n\n" + "\n\n".join(
        f"{_clock(start)} --> {_clock(start + 600)}\nPart {start // 600 + 1}" for start in parts
    )


def _clock(seconds: int) -> str:
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.000"


def fill_course(course):
    """An outline of 80 lessons, three of them the largest of their kind: notebook, video, quiz."""
    modules = [make_module(course, f"part-{number}") for number in range(1, MODULES + 1)]
    version = convert(version_pk=upload_notebook(source=notebook_of(CELLS), name="levels.ipynb", by=None).pk)
    made = make_notebook_lesson(modules[0], "all-levels", version=version)
    video = make_video(modules[0], "the-whole-talk", captions=captions(), chapters=chapters())
    drafts = [
        make_draft(f"q-{n:02}", list(KINDS)[n % len(KINDS)], topic=TOPICS[n % 5], hint=SENTENCES[0])
        for n in range(QUESTIONS)
    ]
    make_bank(course, *drafts)
    quiz = make_quiz(modules[0], "everything", parts=[("", "", 0)], shuffle_questions=False)
    for place, module in enumerate(modules):
        for number in range(LESSONS - (3 if place == 0 else 0)):
            make_article(
                module, f"lesson-{number + 1}", title=f"{SENTENCES[(place + number) % 5][:70]} ({place}.{number})"
            )
    return made, video, quiz
