"""A class on plain nbgrader: release, grade, feedback, export, and Validate."""

from __future__ import annotations

import csv
import os
import shutil
import warnings

import nbformat
import pytest
from conftest import ROOT
from fixtures_grading import make_course

from smmkit import cli
from smmkit.errors import SmmkitError
from smmkit.grading.classroom import outcomes
from smmkit.grading.release import MasterError, find_master, inspect_master, release

EXERCISE = "08_kpis"


def by_grade_id(path):
    notebook = nbformat.read(path, as_version=4)
    return {
        cell.metadata.nbgrader.grade_id: cell
        for cell in notebook.cells
        if "nbgrader" in cell.metadata
    }


def points_by_machine(path):
    return {
        grade_id: cell.metadata.nbgrader.points
        for grade_id, cell in by_grade_id(path).items()
        if cell.metadata.nbgrader.grade and not cell.metadata.nbgrader.solution
    }


def submit(course, student, answered):
    """Hand in the released exercise with the first `answered` answer cells filled in."""
    notebook = nbformat.read(course / "exercises" / EXERCISE / f"{EXERCISE}.ipynb", as_version=4)
    master = by_grade_id(course / "solutions" / EXERCISE / f"{EXERCISE}.ipynb")
    answers = [cell for cell in notebook.cells if cell.metadata.get("nbgrader", {}).get("solution")]
    for cell in answers[:answered]:
        cell.source = master[cell.metadata.nbgrader.grade_id].source
    folder = course / "submitted" / student / EXERCISE
    folder.mkdir(parents=True)
    nbformat.write(notebook, folder / f"{EXERCISE}.ipynb")
    return folder / f"{EXERCISE}.ipynb"


def drop_first_check(path):
    notebook = nbformat.read(path, as_version=4)
    checks = [cell for cell in notebook.cells if cell.source.startswith("check(")]
    notebook.cells.remove(checks[0])
    nbformat.write(notebook, path)


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """A class of three, released, graded and exported by the instructor's commands."""
    course = tmp_path_factory.mktemp("course")
    shutil.copy(ROOT / "nbgrader_config.py", course)
    shutil.copytree(ROOT / "solutions" / EXERCISE, course / "solutions" / EXERCISE)
    (course / "smmkit.json").write_text('{"cohort": "2027"}', encoding="utf-8")
    here = ["--course", str(course)]
    assert cli.main(["release", "08", *here]) == 0
    for student, answered in (("ann", 99), ("ben", 2), ("cy", 0), ("fay", 0)):
        submit(course, student, answered)
    drop_first_check(submit(course, "dee", 99))
    assert cli.main(["grade", "08", "--engine", "nbgrader", *here]) == 0
    assert cli.main(["feedback", "08", *here]) == 0
    assert cli.main(["export", *here]) == 0
    return course


def marks(course):
    with (course / "grades.csv").open(encoding="utf-8") as file:
        return {row["student_id"]: float(row["score"]) for row in csv.DictReader(file)}


def test_each_learner_gets_the_marks_of_their_own_brand(graded):
    points = points_by_machine(graded / "solutions" / EXERCISE / f"{EXERCISE}.ipynb")
    found = marks(graded)
    assert found["ann"] == sum(points.values())
    assert found["ben"] == sum(list(points.values())[:2])
    assert found["cy"] == 0
    assert found["dee"] == found["ann"], "a deleted check cell costs nothing"


def test_grading_ends_with_a_word_on_each_learner(graded, monkeypatch):
    (graded / "submitted" / "eli" / "08").mkdir(parents=True, exist_ok=True)
    told = list(outcomes(graded, EXERCISE))
    total = sum(points_by_machine(graded / "solutions" / EXERCISE / f"{EXERCISE}.ipynb").values())
    assert told[0] == f"ann: {total:g} of {total + 4:g} points, and a part to be read"
    assert told[2].startswith("cy: 0 of")
    assert told[4] == f"eli: no folder {EXERCISE}; there is: 08"


def test_who_hands_in_again_is_graded_again_and_feedback_follows(graded):
    here = ["--course", str(graded)]
    shutil.rmtree(graded / "submitted" / "fay")
    path = submit(graded, "fay", 1)
    later = (graded / "autograded" / "fay" / EXERCISE / f"{EXERCISE}.ipynb").stat().st_mtime + 60
    os.utime(path, (later, later))
    assert cli.main(["grade", "08", "--engine", "nbgrader", *here]) == 0
    assert cli.main(["feedback", "08", *here]) == 0
    assert cli.main(["export", *here]) == 0
    assert marks(graded)["fay"] == 2
    page = (graded / "feedback" / "fay" / EXERCISE / f"{EXERCISE}.html").read_text(encoding="utf-8")
    assert "Right: 2 of 2 points" in page
    assert "Graded on the brand of fay in the cohort 2027" in page


def test_a_damaged_cohort_card_stops_before_anyone_is_graded(course, capsys):
    (course / "smmkit.json").write_text('{"cohort": ', encoding="utf-8")
    assert cli.main(["grade", "08", "--course", str(course)]) == 2
    assert "smmkit.json cannot be read" in capsys.readouterr().err


def test_feedback_of_nothing_says_what_comes_first(tmp_path, capsys):
    course = make_course(tmp_path, EXERCISE)
    assert cli.main(["feedback", "08", "--course", str(course)]) == 2
    assert "Nothing of 08_kpis has been graded: smmkit grade 08." in capsys.readouterr().err


def test_feedback_holds_the_coachs_words(graded):
    ann = (graded / "feedback" / "ann" / EXERCISE / f"{EXERCISE}.html").read_text(encoding="utf-8")
    cy = (graded / "feedback" / "cy" / EXERCISE / f"{EXERCISE}.html").read_text(encoding="utf-8")
    assert "Right: " in ann
    assert "Not answered yet: 0 of" in cy


def validate(path, student, monkeypatch):
    from nbgrader.validator import Validator

    monkeypatch.setenv("SMMKIT_STUDENT", student)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # nbgrader's own
        return Validator().validate(str(path))


def test_validate_passes_a_solved_exercise_and_names_what_is_open_in_an_untouched_one(
    graded, monkeypatch
):
    solved = graded / "submitted" / "ann" / EXERCISE / f"{EXERCISE}.ipynb"
    assert validate(solved, "ann", monkeypatch) == {}
    untouched = graded / "submitted" / "cy" / EXERCISE / f"{EXERCISE}.ipynb"
    failed = validate(untouched, "cy", monkeypatch)["failed"]
    open_checks = [cell["source"] for cell in failed if cell["source"].startswith("check(")]
    assert len(open_checks) == len(points_by_machine(untouched))


# -- release -----------------------------------------------------------------------------


@pytest.fixture
def course(tmp_path):
    """A course folder whose only master the test may spoil."""
    shutil.copy(ROOT / "nbgrader_config.py", tmp_path)
    shutil.copytree(ROOT / "solutions" / EXERCISE, tmp_path / "solutions" / EXERCISE)
    return tmp_path


def spoil(course, change):
    path = course / "solutions" / EXERCISE / f"{EXERCISE}.ipynb"
    notebook = nbformat.read(path, as_version=4)
    checks = [
        cell
        for cell in notebook.cells
        if cell.cell_type == "code" and cell.metadata.get("nbgrader", {}).get("grade")
    ]
    change(checks[0])
    nbformat.write(notebook, path)
    return path


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda cell: cell.metadata.nbgrader.update(points=99), "99 points"),
        (lambda cell: cell.update(source='check("kpis.nothing", 1)'), "no question 'kpis.nothing'"),
        (lambda cell: cell.update(source="assert True"), "must be one line"),
        (lambda cell: cell.update(execution_count=3), "keeps its output"),
    ],
)
def test_an_authoring_mistake_stops_the_release_and_leaves_what_stood(course, change, words):
    stood = release("08", course=course, gradebook=False).read_text(encoding="utf-8")
    path = spoil(course, change)
    assert any(words in mistake for mistake in inspect_master(path)), inspect_master(path)
    with pytest.raises(MasterError, match="can't be released"):
        release("08", course=course, gradebook=False)
    after = course / "exercises" / EXERCISE / f"{EXERCISE}.ipynb"
    assert after.read_text(encoding="utf-8") == stood


def test_a_lesson_is_found_by_number_or_name(course):
    assert find_master("8", course) == find_master("08", course) == find_master(EXERCISE, course)
    with pytest.raises(SmmkitError, match=f"there are: {EXERCISE}"):
        find_master("77", course)


def test_a_folder_that_is_no_course_is_refused(tmp_path, capsys):
    assert cli.main(["grade", "08", "--course", str(tmp_path)]) == 2
    assert "is no course folder" in capsys.readouterr().err


def test_a_heading_that_tells_other_points_is_an_authoring_mistake(course):
    path = course / "solutions" / EXERCISE / f"{EXERCISE}.ipynb"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("(2 points)", "(5 points)", 1), encoding="utf-8")
    (mistake,) = inspect_master(path)
    assert "tells 5.0 points" in mistake
