"""Any question again on another brand: the folder, the notebook, and what its checks say."""

from __future__ import annotations

import asyncio
import json
import os
import re
import shutil
import subprocess
import sys

import nbformat
import pandas as pd
import pytest
from conftest import ROOT
from nbclient import NotebookClient

from smmkit import Brand, check, cli, my_brand, practice
from smmkit.coach import identify, introduce, learner, progress, use_practice_brand, weak
from smmkit.coach.questions import all_questions, find
from smmkit.errors import ArgumentError, SmmkitError
from smmkit.lab import practice as rounds
from smmkit.lab.excerpt import excerpt

QUESTIONS = all_questions()
ER = "kpis.er_by_reach"


@pytest.fixture(autouse=True)
def _own_brand():
    """Leave no test on a practice brand."""
    yield
    use_practice_brand(0)


@pytest.fixture
def ada(learner_folder):
    """The folder of Ada, who has said who she is."""
    introduce("Ada")
    return learner_folder


@pytest.fixture
def a_loop(monkeypatch):
    """A kernel's client takes an event loop; give the test one and close it after."""
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    yield
    loop.close()
    asyncio.set_event_loop(None)


def practice_brand(number):
    return learner.Learner("Ada", "self", None, number).brand


def run(path, answers=()):
    """Run a notebook where it lies, with each answer put below the three dots."""
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    for cell in notebook.cells:
        for name, answer in dict(answers).items():
            if cell.cell_type == "code" and cell.source.startswith(f"{name} = ..."):
                cell.source += f"\n{name} = {answer!r}"
    folder = {"metadata": {"path": path.parent}}
    NotebookClient(notebook, kernel_name="python3", timeout=120, resources=folder).execute()
    return notebook


def notes(notebook):
    """Return the check cells' notes: (score, words)."""
    return [
        (float(output.data["text/plain"]), output.data["text/html"])
        for cell in notebook.cells
        if cell.cell_type == "code" and cell.source.startswith("check(")
        for output in cell.outputs
    ]


# -- the brand in use ------------------------------------------------------------------------


def test_a_practice_brand_is_another_one_and_the_same_each_time(ada):
    own = my_brand()
    use_practice_brand(2)
    second = my_brand()
    use_practice_brand(3)
    third = my_brand()
    assert len({own, second, third}) == 3
    assert second == practice_brand(2) != Brand.of("Ada")
    use_practice_brand(0)
    assert my_brand() == own == Brand.of("Ada")


@pytest.mark.parametrize("number", [-1, 1.5, "2", None, True])
def test_a_practice_number_that_is_none_is_refused(number):
    with pytest.raises(ArgumentError, match="number"):
        use_practice_brand(number)


def test_the_check_judges_on_the_practice_brand_and_says_so(ada):
    own, other = find(ER).key(my_brand()), find(ER).key(practice_brand(2))
    use_practice_brand(2)
    assert float(check(ER, own)) == 0
    note = check(ER, other)
    assert float(note) == 2
    assert "your practice brand 2" in str(note)
    assert "adds no points" in str(note)


def test_practice_is_kept_as_practice_and_earns_no_points(ada):
    who = {"student": "Ada", "cohort": "self"}
    use_practice_brand(2)
    check(ER, find(ER).key(my_brand()))
    row = progress.board(ada, **who).loc[ER]
    assert (row["score"], row["tries"], row["status"], row["practised"]) == (0, 0, "new", 1)
    use_practice_brand(0)
    check(ER, find(ER).key(my_brand()))
    row = progress.board(ada, **who).loc[ER]
    assert (row["score"], row["tries"], row["status"], row["practised"]) == (2, 1, "right", 1)
    assert progress.attempts(ada)["practice"].tolist() == [2, 0]


def test_hints_grow_on_each_brand_by_itself(ada):
    check(ER, 0.5)
    assert "Stronger hint" in str(check(ER, 0.6))
    use_practice_brand(1)
    assert "Stronger hint:" not in str(check(ER, 0.5))


@pytest.mark.parametrize("how", ["autograde", "validate"])
def test_while_a_class_is_graded_practice_never_counts(ada, monkeypatch, how):
    use_practice_brand(2)
    other = find(ER).key(practice_brand(2))
    handed_in = ada / "Ada" / "08_kpis"  # nbgrader's folders say whose it is
    handed_in.mkdir(parents=True)
    monkeypatch.chdir(handed_in)
    monkeypatch.setenv("NBGRADER_EXECUTION", how)
    assert identify().practice == 0
    assert my_brand() == Brand.of("Ada")
    assert float(check(ER, other)) == 0
    assert progress.attempts(ada).empty


def test_what_was_recorded_before_there_was_practice_still_counts(ada):
    check(ER, find(ER).key(my_brand()))
    path = ada / ".smmkit" / "progress.jsonl"
    line = json.loads(path.read_text())
    del line["practice"]
    path.write_text(json.dumps(line) + "\n")
    assert progress.attempts(ada)["practice"].tolist() == [0]
    assert progress.board(ada, student="Ada", cohort="self").loc[ER, "score"] == 2


# -- the notebook ----------------------------------------------------------------------------


def test_a_real_round_from_the_command_to_the_board(ada, a_loop, capsys):
    own, other = find(ER).key(my_brand()), find(ER).key(practice_brand(1))
    assert cli.main(["practice", ER]) == 0
    made = ada / "practice/08_kpis_er_by_reach_1/08_kpis_er_by_reach_1.ipynb"
    assert str(made) in capsys.readouterr().out
    kernels = ada / "practice"
    assert [path.name for path in kernels.iterdir()] == ["08_kpis_er_by_reach_1"]

    ((score, words),) = notes(run(made))
    assert score == 0
    assert "Not answered yet" in words
    ((score, words),) = notes(run(made, {"er_by_reach": own}))
    assert score == 0, "the right answer for the learner's own brand is wrong on another"
    ((score, words),) = notes(run(made, {"er_by_reach": other}))
    assert score == 2
    assert "practice brand 1" in words

    tried = progress.attempts(ada)
    assert tried["practice"].tolist() == [1, 1]
    assert tried["status"].tolist() == ["wrong", "right"]
    board = progress.board(ada, student="Ada", cohort="self")
    assert board["score"].sum() == 0
    assert board.loc[ER, "practised"] == 1


# In this process, for a kernel a question would take minutes.
@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.id)
def test_every_untouched_round_runs_and_asks_its_question(ada, monkeypatch, capsys, question):
    made = rounds.lay(question.id)
    notebook = nbformat.read(made, as_version=4)
    nbformat.validate(notebook)
    monkeypatch.chdir(made.parent)
    names = {"display": print}
    with pd.option_context("display.max_colwidth", None):
        for cell in notebook.cells:
            if cell.cell_type == "code" and "raises-exception" not in cell.metadata.get("tags", []):
                exec(cell.source.replace("check(", "note = check("), names)
    assert names["brand"] == practice_brand(1)
    assert "Not answered yet" in str(names["note"])
    assert names["note"].verdict["question"] == question.id
    assert capsys.readouterr().err == ""


def test_a_whole_exercise_can_be_taken_again(ada):
    made = rounds.lay("8")
    assert made == ada / "practice/08_kpis_1/08_kpis_1.ipynb"
    text = made.read_text(encoding="utf-8")
    asked = re.findall(r'check\(\\"([^"\\]+)', text)
    assert asked == [question.id for question in QUESTIONS if question.lesson == "08"]
    assert '"nbgrader"' not in text
    assert rounds.lay("08_kpis").parent.name == "08_kpis_2"


def test_each_round_is_on_a_brand_not_practised_on_yet_even_if_its_notebook_is_gone(ada):
    first = rounds.lay(ER)
    assert rounds.lay(ER).parent.name.endswith("_2")
    use_practice_brand(5)
    check(ER, 0.5)
    use_practice_brand(0)
    shutil.rmtree(first.parent.parent)
    again = rounds.lay(ER)
    assert again.parent.name.endswith("_6")
    assert "use_practice_brand(6)" in again.read_text()


def test_what_lies_there_is_never_overwritten(ada):
    (ada / "practice").mkdir()
    (ada / "practice" / "08_kpis_er_by_reach_1").write_text("mine")
    first = rounds.lay(ER)
    first.write_text("mine too")
    assert rounds.lay(ER).parent.name == "08_kpis_er_by_reach_3"
    assert (ada / "practice" / "08_kpis_er_by_reach_1").read_text() == "mine"
    assert first.read_text() == "mine too"


def cell(kind, name, source, **grading):
    metadata = {"nbgrader": grading} if grading else {}
    return {"cell_type": kind, "id": name, "source": [source], "metadata": metadata}


def test_a_given_cell_of_another_part_comes_along_where_it_is_used():
    cells = [
        cell("markdown", "title", "# Exercise"),
        cell("code", "setup", "from smmkit import my_brand\nbrand = my_brand()", locked=True),
        cell("markdown", "one", "## 1. One"),
        cell("code", "given", "base = brand.margin", locked=True),
        cell("code", "given-2", "twice = 2 * base", locked=True),
        cell("code", "unused", "other = 3", locked=True),
        cell("code", "answer-1", "one = ...", solution=True),
        cell("code", "check-1", 'check("kpis.paid", one)', locked=True, grade=True),
        cell("markdown", "two", "## 2. Two"),
        cell("code", "data-2", "print(twice)", locked=True),
        cell("code", "answer-2", "two = ...", solution=True),
        cell("code", "check-2", f'check("{ER}", two)', locked=True, grade=True),
        cell("markdown", "end", "## Before you submit"),
    ]
    metadata = {"kernelspec": {}, "language_info": {}}
    exercise = {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    words = {"name": "08_kpis", "number": 3, "title": "Two", "what": ER}
    made = excerpt(exercise, [find(ER)], **words)
    inner = [cell["id"] for cell in made["cells"]][1:-1]
    assert inner == ["setup", "given", "given-2", "two", "data-2", "answer-2", "check-2"]
    with pytest.raises(SmmkitError, match=r"does not ask kpis\.voice"):
        excerpt(exercise, [find("kpis.voice")], **words)


# -- where, and what is said -----------------------------------------------------------------


def test_the_folder_is_found_from_within_and_from_beside(ada, monkeypatch):
    (ada / "exercises" / "08_kpis").mkdir(parents=True)
    monkeypatch.chdir(ada / "exercises" / "08_kpis")
    assert rounds.lay(ER).is_relative_to(ada)
    monkeypatch.chdir(ada.parent)  # the learner's folder is called work
    assert rounds.lay(ER).is_relative_to(ada)
    assert rounds.lay(ER, folder=ada).is_relative_to(ada)


def test_a_folder_that_is_no_learners_is_refused_and_left_alone(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    for words in (["practice", ER], ["practice"], ["practice", ER, "--dir", str(tmp_path)]):
        assert cli.main(words) == 2
        assert "is not a learner's folder" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_on_a_classs_server_the_home_is_the_learners_folder(tmp_path, monkeypatch):
    home = tmp_path / "home"
    (home / "08_kpis").mkdir(parents=True)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("JUPYTERHUB_USER", "ada")
    monkeypatch.chdir(home / "08_kpis")
    made = rounds.lay(ER)
    assert made.is_relative_to(home / "practice")
    assert identify(made.parent).student == "ada"


@pytest.mark.skipif(sys.platform == "win32", reason="file modes differ on Windows")
def test_a_folder_that_cannot_be_written_to_is_one_line(ada, monkeypatch, capsys):
    def refused(path, *_, **__):
        raise PermissionError(13, "Permission denied", str(path))

    with monkeypatch.context() as patch:
        patch.setattr(type(ada), "mkdir", refused)
        assert cli.main(["practice", ER]) == 2
    message = capsys.readouterr().err
    assert "Permission denied" in message
    assert message.count("\n") == 1


def test_progress_that_cannot_be_read_is_one_line(ada, capsys):
    (ada / ".smmkit" / "progress.jsonl").mkdir()
    assert cli.main(["practice"]) == 2
    message = capsys.readouterr().err
    assert "cannot be read" in message
    assert message.count("\n") == 1


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write all")
def test_a_read_only_folder_is_said_and_nothing_is_laid(ada):
    ada.chmod(0o500)
    try:
        with pytest.raises(SmmkitError, match="Cannot write in"):
            rounds.lay(ER)
    finally:
        ada.chmod(0o700)
    assert not (ada / "practice").exists()


def test_a_full_disk_leaves_no_half_laid_round(ada, monkeypatch):
    with monkeypatch.context() as patch:

        def full(*_):
            raise OSError(28, "No space left on device")

        patch.setattr(os, "replace", full)
        with pytest.raises(SmmkitError, match="the disk is full"):
            rounds.lay(ER)
    assert not list((ada / "practice").iterdir())


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege on Windows")
def test_nothing_is_laid_through_a_link(ada, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (ada / "practice").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(SmmkitError, match="practice is a link"):
        rounds.lay(ER)
    assert not list((tmp_path / "elsewhere").iterdir())


@pytest.mark.parametrize(
    ("what", "words"),
    [
        ("kpis.er_by_raech", 'Did you mean "kpis.er_by_reach"'),
        ("kpsi.er_by_reach", 'Did you mean "kpis"'),
        ("wekest", 'Did you mean "weakest"'),
        ("44", "these have: 00"),
        ("../../x", "begins with one of"),
        ("", "What to practise"),
        ("weakest", "There is no weakest question"),
        (8, "begins with one of"),
    ],
)
def test_what_cannot_be_practised_is_named(ada, what, words):
    with pytest.raises(ArgumentError, match=re.escape(words)):
        rounds.lay(what)
    assert not (ada / "practice").exists()


def test_an_installed_package_brings_its_own_exercises(ada, tmp_path):
    content = tmp_path / "site" / "smmkit" / "_content"
    shutil.copytree(ROOT / "exercises" / "08_kpis", content / "exercises" / "08_kpis")
    (content / "exercises" / "08_kpis" / "data.csv").write_text("x\n1\n")
    made = rounds.lay(ER, content=content)
    assert (made.parent / "data.csv").read_text() == "x\n1\n"
    with pytest.raises(SmmkitError, match="install smmkit again"):
        rounds.lay("13", content=content)


def test_in_a_notebook_a_round_is_linked(ada, monkeypatch):
    (ada / "exercises" / "08_kpis").mkdir(parents=True)
    monkeypatch.chdir(ada / "exercises" / "08_kpis")
    check(ER, 0.5)
    linked = practice()
    assert 'href="../../practice/08_kpis_er_by_reach_1/08_kpis_er_by_reach_1.ipynb"' in linked.data


def test_the_list_says_what_can_be_practised_and_where_one_is_weak(ada, capsys):
    assert cli.main(["practice"]) == 0
    said = capsys.readouterr().out
    assert "Weak now: nothing" in said
    for question in QUESTIONS:
        assert question.id in said
        assert question.title in said
    wrong = find(ER).misconceptions[0]
    check(ER, wrong.value(my_brand()))
    assert cli.main(["practice"]) == 0
    said = capsys.readouterr().out
    assert re.search(rf"{re.escape(ER)} +1  {re.escape(wrong.name)}\n", said)
    assert f"smmkit practice {ER}" in said


def test_the_list_is_printed_on_a_terminal_of_few_letters(ada):
    introduce("Чехов")
    done = subprocess.run(
        [sys.executable, "-m", "smmkit", "practice"],
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
    )
    assert b"Practice of ?????" in done.stdout


# -- where one is weak -----------------------------------------------------------------------


def weaknesses(home, student="Ada"):
    who = {"student": student, "cohort": "self"}
    return weak.mistakes(home, **who), weak.weak_questions(home, **who)


def mistaken(question, number=0):
    return find(question).misconceptions[number].value(my_brand())


def test_whoever_has_missed_nothing_is_weak_nowhere(ada):
    check(ER, find(ER).key(my_brand()))
    check("kpis.voice", ...)
    check("kpis.voice", "no such thing")
    named, misses = weaknesses(ada)
    assert named.empty
    assert misses.empty


def test_a_mistake_is_counted_by_different_answers_over_its_questions(ada):
    name = "mean of the posts' rates"
    for question in (ER, "kpis.expected_engagements"):
        names = [mistake.name for mistake in find(question).misconceptions]
        for _ in range(2):
            check(question, mistaken(question, names.index(name)))
    named, misses = weaknesses(ada)
    assert list(named.index) == [name]
    assert named.loc[name, "times"] == 2
    assert set(named.loc[name, "questions"]) == {ER, "kpis.expected_engagements"}
    assert not named.loc[name, "overcome"]
    assert misses.to_dict() == {"kpis.expected_engagements": 1, ER: 1}

    check(ER, find(ER).key(my_brand()))
    named, misses = weaknesses(ada)
    assert not named.loc[name, "overcome"], "one of its two questions is still open"
    assert named.loc[name, "questions"][0] == "kpis.expected_engagements"
    assert list(misses.index) == ["kpis.expected_engagements"]


def test_practice_overcomes_a_mistake_and_a_new_miss_opens_it_again(ada):
    check(ER, mistaken(ER))
    name = find(ER).misconceptions[0].name
    assert not weaknesses(ada)[0].loc[name, "overcome"]
    use_practice_brand(1)
    check(ER, find(ER).key(my_brand()))
    named, misses = weaknesses(ada)
    assert named.loc[name, "overcome"]
    assert misses.empty
    check(ER, mistaken(ER))
    named, misses = weaknesses(ada)
    assert (named.loc[name, "times"], named.loc[name, "overcome"]) == (2, False)
    assert misses.to_dict() == {ER: 1}


def test_the_weakest_comes_first_and_others_mistakes_do_not_show(ada):
    for answer in (0.5, 0.6, 0.7):
        check(ER, answer)
    check("kpis.audience", mistaken("kpis.audience"))
    assert list(weaknesses(ada)[1].index) == [ER, "kpis.audience"]
    assert rounds.lay("weakest").parent.name == "08_kpis_er_by_reach_1"
    assert weaknesses(ada, "Bo")[1].empty


def test_a_damaged_line_costs_only_itself(ada):
    check(ER, mistaken(ER))
    path = ada / ".smmkit" / "progress.jsonl"
    line = json.loads(path.read_text())
    for change in ({"question": "kpis.gone"}, {"time": "yesterday"}, {"question": None}):
        with path.open("a") as file:
            file.write(json.dumps({**line, **change}) + "\n")
    named, misses = weaknesses(ada)
    assert len(named) == 1
    assert list(misses.index) == [ER]
