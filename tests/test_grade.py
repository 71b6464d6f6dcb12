"""Grading notebooks of strangers: no cheat pays, no honest learner loses, and nothing is lost."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import nbformat
import pytest
from conftest import ROOT
from fixtures_grading import COHORT, by_name, hand_in, make_course, released, solved
from nbgrader.api import Gradebook

from smmkit import cli
from smmkit.brand import Brand
from smmkit.coach.questions import find
from smmkit.errors import ArgumentError
from smmkit.grading import grade as engine
from smmkit.grading import journal, pool, session
from smmkit.grading.doctor import Examined, examine
from smmkit.grading.grade import Options, grade
from smmkit.grading.intake import FATAL, REPAIRED, Finding
from smmkit.grading.matching import is_check
from smmkit.grading.paper import Room, clean_markdown, clean_outputs, graded, write_whole
from smmkit.grading.patience import within
from smmkit.grading.release import checked
from smmkit.grading.sandbox import Limits, Sandbox, SandboxError, missing
from smmkit.grading.session import Result, run_notebook, unanswered
from smmkit.grading.single import Graded

pytestmark = pytest.mark.xdist_group("sandbox")

WELCOME, KPIS = "00_welcome", "08_kpis"
ASKED = {
    exercise: [checked(cell.source)[0] for cell in released(exercise).cells if is_check(cell)]
    for exercise in (WELCOME, KPIS)
}
FULL = {WELCOME: 6, KPIS: 16}
QUICK = Limits(cell_seconds=2.0, notebook_seconds=40.0, call_seconds=0.5, memory_bytes=400_000_000)


@pytest.fixture(scope="module")
def box():
    if why := missing():
        pytest.skip(f"no sandbox: {why}")
    with Sandbox(ROOT, limits=QUICK) as box:
        yield box


@pytest.fixture
def take(box, tmp_path):
    """Take a notebook through doctor, sandbox and judge."""

    def take(notebook, exercise=WELCOME, student="ann"):
        path = tmp_path / f"{exercise}.ipynb"
        path.write_text(json.dumps(notebook), encoding="utf-8")
        examined = examine(path, released(exercise))
        brand = Brand.of(student, COHORT)
        result = run_notebook(box, examined.notebook, student=student, cohort=COHORT, brand=brand)
        return examined, result

    return take


def scores(result):
    return [verdict["score"] for verdict in result.verdicts.values()]


# -- honest ------------------------------------------------------------------------------


def test_a_right_notebook_earns_every_point_and_an_untouched_one_none(take):
    assert take(solved(KPIS), KPIS)[1].score == FULL[KPIS]
    assert take(solved(WELCOME))[1].score == FULL[WELCOME]
    _, untouched = take(released(KPIS), KPIS)
    assert untouched.score == 0
    assert {verdict["status"] for verdict in untouched.verdicts.values()} == {"unanswered"}


def test_the_notebook_is_judged_on_its_learners_own_brand(take):
    notebook = released(WELCOME)
    of_ann = Brand.of("ann", COHORT)
    history = of_ann.history()
    right = int(history.posts.loc[history.posts["platform"] == of_ann.home, "engagements"].sum())
    by_name(notebook, "home-engagements-answer").source = f"home_engagements = {right}"
    assert take(notebook, student="ann")[1].score == 2
    assert take(notebook, student="ben")[1].score == 0


HONEST = {
    "warnings": "import warnings, sys\nwarnings.warn('careful')\nprint('!', file=sys.stderr)",
    "last line shows": "first_look",
    "own check": "check('welcome.first_look', first_look)",
    "check is overwritten": "check = 5",
    "hides a built-in": "sum = 3; list = [1]; float = 2; print_ = print; print = print_",
    "magic": "%timeit -n1 -r1 1 + 1\n%matplotlib inline",
    "shell": "!echo hi",
    "picture": "import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()",
    "widget": "import ipywidgets\nipywidgets.IntSlider()",
    "await": "import asyncio\nawait asyncio.sleep(0)",
    "exit": "exit()",
    "sys.exit": "import sys\nsys.exit(0)",
    "error": "1 / 0",
    "syntax": "def broken(:\n    pass",
    "input": "input('name? ')",
    "help": "posts.head?",
    "display options": "pd.options.display.max_rows = 5",
    "thread": "import threading\nthreading.Thread(target=print, args=('x',)).start()",
    "logging": "import logging\nlogging.warning('x')",
    "file": "home_posts.to_csv('mine.csv')\npd.read_csv('mine.csv').shape",
    "progress": "for i in range(2000): print(i, end='\\r')",
    "unicode": "é = '😀'; print(é, '\\ud83d')",
    "another brand": "from smmkit import use_practice_brand\nuse_practice_brand(2)",
    "plots": "from smmkit import introduce\nintroduce('somebody-else')",
    "empty": "   ",
    "comment": "# nothing here",
}


@pytest.mark.parametrize("name", HONEST)
def test_an_honest_oddity_costs_nothing(take, name):
    notebook = solved(WELCOME)
    at = notebook.cells.index(by_name(notebook, "first-look-answer"))
    notebook.cells.insert(at + 1, nbformat.v4.new_code_cell(HONEST[name]))
    _, result = take(notebook)
    assert result.score == FULL[WELCOME], (result.notes, result.problems)


def test_a_helper_in_an_added_cell_counts(take):
    notebook = solved(WELCOME)
    answer = by_name(notebook, "home-engagements-answer")
    helper = "def total(posts):\n    return int(posts['engagements'].sum())"
    notebook.cells.insert(notebook.cells.index(answer), nbformat.v4.new_code_cell(helper))
    answer.source = "home_engagements = total(home_posts)"
    assert take(notebook)[1].score == FULL[WELCOME]


# -- each miss costs its own question ----------------------------------------------------

COSTLY = {
    "an error": "1 / 0",
    "a hang": "while True: pass",
    "a hang that swallows": (
        "while True:\n    try:\n        while True: pass\n    except BaseException: pass"
    ),
    "an end": "import os\nos._exit(0)",
    "a kill": "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)",
    "an abort": "import ctypes\nctypes.string_at(0)",
    "a memory hog": "held = b'x' * 2_000_000_000",
    "a fork bomb": "import os\nwhile True:\n    os.fork()",
    "a deep recursion": "def f(): return f()\nf()",
    "a flood": "while True: print('x' * 10_000)",
    "a closed line": "import os\nos.closerange(3, 60)",
    "a full disk": "with open('big', 'wb') as f:\n    while True: f.write(b'x' * 10_000_000)",
}


@pytest.mark.parametrize("name", COSTLY)
def test_a_cell_that_fails_costs_its_own_question_only(take, name):
    notebook = solved(WELCOME)
    by_name(notebook, "home-followers-answer").source = COSTLY[name]
    began = time.monotonic()
    _, result = take(notebook)
    assert scores(result) == [2, 0, 2], (result.notes, result.problems)
    assert result.notes["welcome.home_followers"]
    assert time.monotonic() - began < QUICK.notebook_seconds


def test_many_cells_that_end_cost_no_answer(take):
    notebook = solved(WELCOME)
    at = notebook.cells.index(by_name(notebook, "home-followers-answer"))
    ends = [nbformat.v4.new_code_cell(COSTLY["an end"]) for _ in range(6)]
    notebook.cells[at:at] = ends
    _, result = take(notebook)
    assert scores(result) == [2, 2, 2], (result.notes, result.problems)
    assert len(result.problems) == len(ends)


@pytest.mark.parametrize(
    ("body", "share"),
    [
        ("while True: pass", 0),
        ("import sys; sys.exit(1)", 0),
        ("import os; os._exit(1)", 0),
        ("print(float('nan'))", 0),
        ("raise KeyboardInterrupt", 0),
    ],
)
def test_a_function_that_fails_when_it_is_called_costs_its_own_question(take, body, share):
    notebook = solved(KPIS)
    source = f"n = 0\ndef rate_by_reach(posts):\n    global n\n    n += 1\n    {body}"
    by_name(notebook, "function-answer").source = source
    _, result = take(notebook, KPIS)
    assert result.verdicts["kpis.rate_by_reach"]["score"] == 3 * share
    assert result.score >= FULL[KPIS] - 3


def test_the_time_of_a_notebook_is_counted_once(take, box, monkeypatch):
    monkeypatch.setattr(box, "limits", Limits(cell_seconds=2.0, notebook_seconds=4.0))
    notebook = solved(WELCOME)
    by_name(notebook, "home-followers-answer").source = COSTLY["a hang that swallows"]
    by_name(notebook, "home-engagements-answer").source = COSTLY["a hang that swallows"]
    began = time.monotonic()
    _, result = take(notebook)
    assert time.monotonic() - began < 4 + 2.5
    assert scores(result) == [2, 0, 0]


# -- cheats ------------------------------------------------------------------------------

CHEATS = {
    "keys": "from smmkit.coach.keys import welcome\nfirst_look = welcome.QUESTIONS",
    "judge": "from smmkit.coach import judge\njudge._verdict = lambda *a: {'score': 9}",
    "patched check": "import smmkit\nsmmkit.check = check = lambda *a: 99",
    "patched wire": "import smmkit.coach.wire as w\nw.encode = lambda *a: {'score': 99}",
    "equal to everything": (
        "class Any(dict):\n    def __eq__(self, o): return True\n    __hash__ = None\n"
        "    def __float__(self): return 1.0\n"
        "    def __getitem__(self, k): return self\n    def items(self): return []\n"
        "first_look = home_followers = home_engagements = Any()"
    ),
    "number equal to everything": (
        "class One(int):\n    def __eq__(self, o): return True\n    __hash__ = int.__hash__\n"
        "    def __sub__(self, o): return 0\n    __rsub__ = __sub__\n"
        "    def __abs__(self): return 0\n"
        "home_followers = home_engagements = One(1)"
    ),
    "transformer": (
        "ip = get_ipython()\nip.input_transformers_cleanup.append(lambda lines: ['6\\n'])"
    ),
    "run_cell": "get_ipython().run_cell = lambda *a, **k: 6",
    "builtins": "import builtins\nbuiltins.abs = lambda x: 0\nbuiltins.round = lambda *a: 0",
    "math": "import math\nmath.isclose = lambda *a, **k: True",
    "pandas": "pd.DataFrame.equals = lambda *a: True",
    "prints a mark": "print('Right: 6 of 6 points'); display({'text/plain': '6'}, raw=True)",
    "verdict to itself": (
        "import socket, json, struct, os\n"
        "for fd in range(3, 100):\n"
        "    try:\n"
        "        s = socket.socket(fileno=os.dup(fd))\n"
        "        d = json.dumps({'done': True, 'score': 6, 'type': 'verdict'}).encode()\n"
        "        s.send(struct.pack('>I', len(d)) + d)\n"
        "    except OSError: pass"
    ),
    "garbage on the line": (
        "import os\n"
        "for fd in range(3, 100):\n"
        "    try: os.write(fd, b'\\xff' * 1000)\n"
        "    except OSError: pass"
    ),
    "gradebook": (
        "import sqlite3, glob\n"
        "for f in glob.glob('/**/gradebook.db', recursive=True):\n"
        "    sqlite3.connect(f).execute('UPDATE grade SET auto_score = 99')"
    ),
    "environment": "import os\nos.environ['SMMKIT_STUDENT'] = 'ben'",
    "refused": "first_look = {'$refused': 'x'}; home_followers = {'$float': 'nan'}",
    "not a number": "home_followers = float('nan'); home_engagements = float('inf')",
    "huge": "home_followers = 10 ** 1000; home_engagements = 'x' * 5_000_000",
    "deep": "x = []\nfor _ in range(500): x = [x]\nhome_followers = x",
    "cycle": "x = []; x.append(x); home_followers = x",
    "bad repr": "class B:\n    def __repr__(self): raise SystemExit\nhome_followers = B(); B()",
}


@pytest.mark.parametrize("name", CHEATS)
def test_no_cheat_is_paid(take, name):
    notebook = released(WELCOME)
    by_name(notebook, "first-look-answer").source = CHEATS[name]
    _, result = take(notebook)
    assert result.score == 0, result.verdicts
    assert set(result.verdicts) == {
        "welcome.first_look",
        "welcome.home_followers",
        "welcome.home_engagements",
    }


@pytest.mark.parametrize("name", CHEATS)
def test_a_cheat_takes_nothing_from_right_answers_but_its_own(take, name):
    notebook = solved(WELCOME)
    by_name(notebook, "home-engagements-answer").source = CHEATS[name]
    _, result = take(notebook)
    assert scores(result)[0] == 2, (result.notes, result.problems)


def test_a_verdict_never_enters_the_sandbox(take):
    """Trying answers one after the other teaches a notebook nothing."""
    notebook = released(WELCOME)
    by_name(notebook, "home-followers-answer").source = (
        "told = set()\n"
        "for guess in range(20):\n"
        "    told.add(repr(check('welcome.home_followers', guess)))\n"
        "home_followers = len(told) * 1000 + float(check('welcome.home_followers', ...))"
    )
    by_name(notebook, "home-engagements-answer").source = (
        "assert told == {'0'} and home_followers == 1000\n"
        "home_engagements = int(home_posts['engagements'].sum())"
    )
    _, result = take(notebook)
    assert scores(result) == [0, 0, 2], "each guess was told the same"


def test_the_judge_fails_without_stopping_the_class(take, monkeypatch):
    def fail(request, brand, **how):
        if request["answer"] != {"$unanswered": True}:
            raise ZeroDivisionError("a mistake in a key")
        yield from real(request, brand, **how)

    real = session.judge
    monkeypatch.setattr(session, "judge", fail)
    _, result = take(solved(WELCOME))
    assert result.score == 0
    assert "a mistake in a key" in result.verdicts["welcome.first_look"]["broken"]


# -- what others see ---------------------------------------------------------------------


def test_nothing_of_a_learners_runs_in_a_browser(take):
    notebook = solved(KPIS)
    attack = "<script>alert(1)</script><img src=x onerror=alert(1)><svg onload=alert(1)>"
    by_name(notebook, "paid-answer").source += (
        "\nfrom IPython.display import HTML, Javascript, SVG, display\n"
        f"display(HTML('{attack}'))\n"
        "display(Javascript('alert(1)'))\n"
        "display({'text/html': '<a href=\"javascript:alert(1)\">x</a>', 'image/svg+xml': '<svg/>',"
        " 'image/png': 'AAAA', 'application/x-evil': 'x'}, raw=True)"
    )
    by_name(notebook, "note-answer").source = f"{attack} [x](javascript:alert(1)) a < b"
    examined, result = take(notebook, KPIS)
    whose = {"student": "ann", "cohort": COHORT, "brand": "x"}
    paper = graded(examined.notebook, result, examined.findings, whose=whose)
    text = "".join(
        json.dumps(output.get("data", {}))
        for cell in paper.cells
        for output in cell.get("outputs", [])
    )
    for word in ("<script", "onerror", "onload", "javascript:", "svg", "x-evil", "AAAA"):
        assert word not in text, word
    note = by_name(paper, "note-answer").source
    assert "<script" not in note
    assert "javascript:" not in note
    assert note.endswith("a < b")
    assert "pandas" not in text or "<table" in text


def test_a_graded_notebook_shows_the_judges_words_and_nbgrader_reads_the_same_marks(take):
    from nbgrader.utils import determine_grade

    notebook = solved(KPIS)
    by_name(notebook, "paid-answer").source = "paid = {'cpa': 1, 'roas': 2, 'romi': 3}"
    examined, result = take(notebook, KPIS)
    whose = {"student": "ann", "cohort": COHORT, "brand": "x"}
    paper = graded(examined.notebook, result, examined.findings, whose=whose)
    checks = [cell for cell in paper.cells if cell.source.startswith("check(")]
    assert [determine_grade(cell)[0] for cell in checks] == scores(result)
    assert "Graded on the brand of ann" in by_name(paper, "paid-check").outputs[0].data["text/html"]


@pytest.mark.parametrize("exercise", [WELCOME, KPIS])
def test_a_graded_notebook_lists_what_no_machine_graded(exercise):
    notebook = released(exercise)
    whose = {"student": "ann", "cohort": COHORT, "brand": "x"}
    asked = [find(name) for name in ASKED[exercise]]
    verdicts = {one.id: unanswered(one.id, Brand.of("ann", COHORT)) for one in asked}
    (told,) = [
        cell.source
        for cell in graded(notebook, Result(verdicts), [], whose=whose).cells
        if cell.source.startswith("**What no machine graded**")
    ]
    for question in asked:
        assert f"- {question.title}: {question.not_checked}\n" in told
    by_hand = "- 8. Your note to the owner (4 points, read by a person): all of it" in told
    assert by_hand == (exercise == KPIS)


def test_outputs_that_are_none_are_left_out():
    junk = [None, 3, {"output_type": "stream", "text": 7}, {"output_type": "error"}, {"a": 1}]
    junk += [{"output_type": "display_data", "data": {"image/png": "AAAA", "text/plain": 3}}]
    kept = clean_outputs(junk)
    for output in kept:
        nbformat.validate(output, ref="output", version=4)
    assert clean_outputs("nothing") == []
    assert clean_markdown("1 < 2 and <b>x</b>") == "1 < 2 and &lt;b>x&lt;/b>"


def test_a_file_is_written_whole_or_not_at_all(tmp_path, monkeypatch):
    path = tmp_path / "a" / "b.txt"
    write_whole(path, "old")
    monkeypatch.setattr(os, "fsync", lambda number: (_ for _ in ()).throw(OSError(28, "full")))
    with pytest.raises(OSError, match="full"):
        write_whole(path, "new")
    assert path.read_text() == "old"
    assert os.listdir(path.parent) == ["b.txt"]


# -- a class -----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def blank(tmp_path_factory):
    """A course folder whose gradebook knows one exercise and no learner."""
    if why := missing():
        pytest.skip(f"no sandbox: {why}")
    course = make_course(tmp_path_factory.mktemp("course"), WELCOME, KPIS)
    for number in ("00", "08"):
        assert cli.main(["release", number, "--course", str(course)]) == 0
    return course


@pytest.fixture
def course(blank, tmp_path):
    return shutil.copytree(blank, tmp_path / "course")


def fill(course):
    """Hand in what six learners made: right, half, untouched, broken, hostile, linked."""
    hand_in(course, "ann", WELCOME, solved(WELCOME))
    half = solved(WELCOME)
    by_name(half, "home-followers-answer").source = "home_followers = 1 / 0"
    hand_in(course, "ben", WELCOME, half)
    hand_in(course, "cy", WELCOME, released(WELCOME))
    hand_in(course, "dee", WELCOME, '{"cells": [')
    bomb = solved(WELCOME)
    by_name(bomb, "home-engagements-answer").source = "import os\nos._exit(0)"
    hand_in(course, "eve", WELCOME, bomb)
    link = hand_in(course, "fay", WELCOME, "")
    link.unlink()
    link.symlink_to("/etc/passwd")


MARKS = {"ann": 6, "ben": 4, "cy": 0, "dee": 0, "eve": 4, "fay": 0}


def marks(course, exercise=WELCOME):
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}", "smmkit") as book:
        return {s.student.id: s.score for s in book.find_assignment(exercise).submissions}


def run_grade(course, *words, number="00"):
    return cli.main(["grade", number, "--course", str(course), "--jobs", "1", *words])


def test_a_class_is_graded_and_graded_work_is_left_alone(course, capsys):
    fill(course)
    assert run_grade(course) == 0
    out = capsys.readouterr().out
    assert marks(course) == MARKS
    assert "ann: 6 of 6 points" in out
    assert "dee: fatal: 00_welcome.ipynb: it is no valid JSON" in out
    assert "fay: fatal: 00_welcome.ipynb: 00_welcome.ipynb is a link" in out
    papers = {name: course / "autograded" / name / WELCOME / f"{WELCOME}.ipynb" for name in MARKS}
    before = {name: path.stat().st_mtime_ns for name, path in papers.items()}
    assert "root:" not in papers["fay"].read_text(encoding="utf-8")
    assert len(list((course / "backups").glob("*.db"))) == 1

    assert run_grade(course) == 0
    assert {name: path.stat().st_mtime_ns for name, path in papers.items()} == before
    assert len(list((course / "backups").glob("*.db"))) == 1, "nothing was written"

    hand_in(course, "cy", WELCOME, solved(WELCOME))
    assert run_grade(course) == 0
    changed = [name for name, path in papers.items() if path.stat().st_mtime_ns != before[name]]
    assert changed == ["cy"]
    assert marks(course) == {**MARKS, "cy": 6}
    assert cli.main(["feedback", "00", "--course", str(course)]) == 0
    page = (course / "feedback" / "ben" / WELCOME / f"{WELCOME}.html").read_text(encoding="utf-8")
    assert "home_followers was not made" in page or "ZeroDivisionError" in page


def test_a_part_for_a_person_is_flagged_and_a_persons_mark_stays(course):
    notebook = solved(KPIS)
    hand_in(course, "ann", KPIS, notebook)
    hand_in(course, "ben", KPIS, released(KPIS))
    assert run_grade(course, number="08") == 0
    url = f"sqlite:///{course / 'gradebook.db'}"
    with Gradebook(url, "smmkit") as book:
        grade_of = book.find_grade("note-answer", KPIS, KPIS, "ann")
        assert grade_of.needs_manual_grade
        assert not book.find_grade("note-answer", KPIS, KPIS, "ben").needs_manual_grade
        grade_of.manual_score = 3
        book.db.commit()
    by_name(notebook, "note-answer").source += " More."
    hand_in(course, "ann", KPIS, notebook)
    assert run_grade(course, number="08") == 0
    assert marks(course, KPIS) == {"ann": 19, "ben": 0}


def test_a_changed_key_is_graded_anew(course, monkeypatch):
    hand_in(course, "ann", WELCOME, solved(WELCOME))
    assert run_grade(course) == 0
    asked = []
    real = pool.grade_one
    monkeypatch.setattr(pool, "grade_one", lambda *a: asked.append(a[2]) or real(*a))
    assert run_grade(course) == 0
    assert asked == []
    monkeypatch.setattr(journal, "key_version", lambda: "another")
    assert run_grade(course) == 0
    assert asked == ["ann"]


def test_only_those_named_are_graded(course, capsys):
    fill(course)
    assert run_grade(course, "--students", "ben", "cy") == 0
    assert set(marks(course)) == {"ben", "cy"}
    assert "ann" not in capsys.readouterr().out
    assert run_grade(course, "--students", "../ann") == 2
    assert "student's id" in capsys.readouterr().err
    assert run_grade(course, "--students", "zoe") == 2
    assert "Nothing of zoe" in capsys.readouterr().err


@pytest.mark.parametrize("after", ["file", "half", "commit"])
def test_a_run_killed_at_any_moment_is_taken_up(course, after):
    for student in ("ann", "ben", "cy"):
        hand_in(course, student, WELCOME, solved(WELCOME))
    code = f"""
import os, signal, sys
from smmkit import cli
from smmkit.grading import book, journal, paper

def die(*a, **k):
    os.kill(os.getpid(), signal.SIGKILL)

count = 0
def later(real, before):
    def call(*a, **k):
        global count
        count += 1
        if count == 2 and before:
            die()
        value = real(*a, **k)
        if count == 2:
            die()
        return value
    return call

if {after!r} == "file":
    paper.write_whole = later(paper.write_whole, False)
elif {after!r} == "half":
    journal.write = later(journal.write, True)
else:
    book.enter = later(book.enter, False)
sys.exit(cli.main(["grade", "00", "--course", {str(course)!r}, "--jobs", "1"]))
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=False)
    assert done.returncode == -signal.SIGKILL, done.stderr
    committed = {name for name, score in marks(course).items() if score == 6}
    assert len(committed) == (2 if after == "commit" else 1)
    assert run_grade(course) == 0
    assert marks(course) == {"ann": 6, "ben": 6, "cy": 6}


def test_two_runs_at_once_do_not_meet(course, capsys):
    hand_in(course, "ann", WELCOME, solved(WELCOME))
    with journal.locked(course):
        assert run_grade(course) == 2
        assert f"process {os.getpid()}" in capsys.readouterr().err
    assert run_grade(course) == 0


@pytest.mark.parametrize("damage", ["gone", "empty", "junk", "cut"])
def test_a_damaged_gradebook_is_told_with_the_way_back(course, capsys, damage):
    hand_in(course, "ann", WELCOME, solved(WELCOME))
    path = course / "gradebook.db"
    copied = journal.back_up(path)
    data = path.read_bytes()
    if damage == "gone":
        path.unlink()
    else:
        path.write_bytes({"empty": b"", "junk": b"x" * 9000, "cut": data[: len(data) // 2]}[damage])
    assert run_grade(course) == 2
    told = capsys.readouterr().err
    assert str(copied) in told
    assert ("There is no gradebook" if damage in ("gone", "empty") else "is damaged") in told
    shutil.copy(copied, path)
    assert run_grade(course) == 0
    assert marks(course) == {"ann": 6}


def test_a_failure_of_the_graders_is_told_by_the_exit_code(course, capsys, monkeypatch):
    def fail(sandbox, group, student):
        if student == "ben":
            raise OSError(28, "No space left on device")
        return real(sandbox, group, student)

    real = pool.grade_one
    monkeypatch.setattr(pool, "grade_one", fail)
    for student in ("ann", "ben"):
        hand_in(course, student, WELCOME, solved(WELCOME))
    assert run_grade(course) == 1
    assert "ben: COULD NOT BE GRADED: OSError" in capsys.readouterr().out
    assert marks(course) == {"ann": 6}


def test_without_a_sandbox_nothing_is_graded_unless_that_is_said(course, capsys, monkeypatch):
    hand_in(course, "ann", WELCOME, solved(WELCOME))
    monkeypatch.setattr(engine, "missing", lambda: "this is a test")
    assert run_grade(course) == 2
    assert "--no-sandbox" in capsys.readouterr().err
    with pytest.raises(SandboxError, match="this is a test"):
        grade(course, "00", Options())
    assert run_grade(course, "--no-sandbox") == 0
    assert "run as you" in capsys.readouterr().out
    assert marks(course) == {"ann": 6}


def test_an_exercise_that_was_never_released_is_told(course):
    shutil.rmtree(course / "exercises" / WELCOME)
    with pytest.raises(ArgumentError, match="smmkit release"):
        grade(course, "00", Options())


# A limit that is met while Python drops an object is put by there, and raised again.
met_anywhere = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


@met_anywhere
def test_a_page_of_tags_nobody_closes_is_cleaned_within_its_seconds():
    bomb = {"output_type": "display_data", "data": {"text/html": "<b><i><p>" * 26_000}}
    table = {"output_type": "display_data", "data": {"text/html": "<table><td>1</td></table>"}}
    room = Room(seconds=3.0)  # the table takes a hundredth of it, the first bomb a minute
    assert "<td>1</td>" in clean_outputs([table], room)[0]["data"]["text/html"]
    assert clean_outputs([bomb, bomb], room) == []
    assert room.seconds <= 0
    assert clean_outputs([table], room) == []


def test_all_outputs_of_a_notebook_together_have_their_room():
    room = Room()
    flood = [{"output_type": "stream", "name": "stdout", "text": "x" * 60_000}] * 100
    rich = [{"output_type": "display_data", "data": {"text/html": "<p>" + "x" * 100_000}}] * 9
    kept = [clean_outputs(outputs, room) for outputs in (flood, rich, [{"output_type": "x"}] * 9)]
    assert len(str(kept)) < 700_000
    assert room.texts <= 0


@met_anywhere
@pytest.mark.parametrize("first", [True, False], ids=["first thread", "a cluster's thread"])
def test_no_answer_keeps_the_judge_for_ever(monkeypatch, first):
    def slow(request, brand, *, salt):
        while True:
            with contextlib.suppress(Exception):
                sum(range(1000))
        yield

    monkeypatch.setattr(session, "judge", slow)
    monkeypatch.setattr(session, "JUDGE_SECONDS", 0.3)
    monkeypatch.setattr(
        session, "unanswered", lambda *_: {"type": "verdict", "says": [], "score": 0}
    )
    bench = session._Bench("welcome.first_look", None, "")
    with ThreadPoolExecutor(1) as other:
        hear = bench.hear if first else lambda answer: other.submit(bench.hear, answer).result()
        assert hear({"answer": 1}) == {"type": "verdict"}
    assert "Overdue" in bench.verdict["broken"]
    assert "could not be judged" in bench.verdict["says"][0]


def test_waiting_is_no_work_and_nobody_goes_on_watching():
    def wait():
        for _ in range(2):
            with within(0.1):
                time.sleep(0.6)
        return threading.active_count()

    before = threading.active_count()
    with ThreadPoolExecutor(1) as other:
        assert other.submit(wait).result() == before + 1


def test_a_long_run_gives_signs_of_life(monkeypatch):
    said = []
    assert list(engine.signs_of_life(iter("ab"), 2, said.append)) == ["a", "b"]
    assert not said
    monkeypatch.setattr(engine, "_SILENCE", -1)
    assert list(engine.signs_of_life(iter("ab"), 2, said.append)) == ["a", "b"]
    assert said == [f"{number} of 2 notebooks are through." for number in (1, 2)]


def test_the_same_repair_of_many_cells_is_one_line():
    found = [Finding("was missing; put back", name, REPAIRED) for name in ("a-check", "b-check")]
    made = Graded(
        "ann", Examined(None, (*found, Finding("empty", "file", FATAL))), Result(), "", ""
    )
    assert list(made.remarks()) == [
        "repaired: a-check, b-check: was missing; put back",
        "fatal: file: empty",
    ]


def test_what_the_judge_says_has_an_end():
    bench = session._Bench("kpis.reversal", Brand.of("ann", COHORT), "")
    table = {"columns": [f"{n}{'x' * 1000}" for n in range(1000)], "data": [[]] * 1000}
    bench.hear({"answer": {"$table": table}})
    assert len("".join(bench.verdict["says"])) < 10_000
