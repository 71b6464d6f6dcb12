"""Welcome: the road, the board, and who one is."""

from __future__ import annotations

import html
import json

import nbformat
import pytest
from conftest import ROOT
from nbclient import NotebookClient

from smmkit import Brand, check, my_brand, plots
from smmkit.coach import identify, introduce, progress, road, show_progress
from smmkit.coach.questions import all_questions

LESSON = ROOT / "course" / "00_welcome.ipynb"


def cells(*names):
    by_id = {cell.id: cell.source for cell in nbformat.read(LESSON, as_version=4).cells}
    return "\n".join(by_id[name] for name in names)


def meet(folder, capsys, typed="..."):
    """Run the two cells in which a learner says who they are."""
    code = cells("your-name", "introduce").replace("name = ...", f"name = {typed}")
    exec(code, {"introduce": introduce, "identify": identify})
    return capsys.readouterr().out


def test_an_untouched_placeholder_lets_a_guest_look_around(learner_folder, capsys):
    said = meet(learner_folder, capsys)
    assert "guest" in said
    assert "Put yours in the cell above" in said
    assert not (learner_folder / "smmkit.json").exists()


def test_a_name_typed_in_place_of_the_dots_is_kept(learner_folder, capsys):
    assert "You are Ada" in meet(learner_folder, capsys, '"Ada"')
    assert json.loads((learner_folder / "smmkit.json").read_text())["student"] == "Ada"
    assert "You are Ada" in meet(learner_folder, capsys), "a lesson laid anew knows them still"


def test_the_road_has_every_lesson_and_says_which_are_here():
    lessons = road()
    assert list(lessons.index) == [f"{number:02}" for number in range(16)]
    here = set(lessons.index[lessons["status"] == "here"])
    assert here == {path.name[:2] for path in (ROOT / "course").glob("*.ipynb")}


def test_the_board_adds_up_and_names_the_next_question(learner_folder):
    introduce("Ada")
    brand = identify().brand
    questions = [question for question in all_questions() if question.lesson == "00"]
    check(questions[0].id, questions[0].key(brand))
    check(questions[1].id, -1)
    board = progress.board(learner_folder, student="Ada", cohort="self")
    summary = progress.summary(board)
    welcome = summary.loc["00"]
    assert (welcome["right"], welcome["questions"]) == (1, 3)
    assert (welcome["score"], welcome["points"]) == (2, 6)
    assert welcome["next"] == questions[1].title
    for column in ("questions", "right", "score", "points"):
        assert summary.loc["all", column] == summary[column].iloc[:-1].sum()
    assert "2 of 6" in show_progress().data


def test_the_board_of_someone_who_is_through_has_no_next_question(learner_folder):
    board = progress.board(learner_folder, student="Ada", cohort="self")
    assert (progress.summary(board.assign(status="right"))["next"] == "").all()


@pytest.mark.parametrize("student", ["ada", "bo"])
def test_the_picture_has_a_line_a_platform_told_apart_by_stroke(student):
    brand = Brand.of(student)
    ax = plots.followers(brand.history().daily)
    lines = ax.get_lines()
    assert [line.get_label() for line in lines] == list(brand.platforms)
    assert [line.get_ydata()[-1] for line in lines] == list(brand.followers.values())
    assert len({line.get_linestyle() for line in lines}) == len(lines)


def test_the_worked_check_is_half_right_and_then_mended(learner_folder, monkeypatch):
    monkeypatch.setenv("SMMKIT_STUDENT", "Bo")
    notebook = nbformat.read(LESSON, as_version=4)
    wanted = ("tools", "brand-card", "first-rows", "check-wrong", "check-right")
    notebook.cells = [cell for cell in notebook.cells if cell.id in wanted]
    NotebookClient(
        notebook, kernel_name="python3", resources={"metadata": {"path": learner_folder}}
    ).execute()
    wrong, right = (cell.outputs[0].data for cell in notebook.cells[-2:])
    assert (wrong["text/plain"], right["text/plain"]) == ("1", "2")
    assert "You counted the posts of all platforms" in wrong["text/html"]


def test_the_board_shows_the_mistake_made_on_purpose_and_that_it_was_overcome(learner_folder):
    introduce("Ada")
    (learner_folder / "exercises" / "00_welcome").mkdir(parents=True)
    (learner_folder / "exercises" / "00_welcome" / "00_welcome.ipynb").write_text("{}")
    first, second, *_ = [question for question in all_questions() if question.lesson == "00"]
    check(first.id, first.misconceptions[0].value(my_brand()))
    shown = show_progress().data
    assert 'href="exercises/00_welcome/00_welcome.ipynb"' in shown
    assert f'practice("{first.id}")' in html.unescape(shown)
    check(first.id, first.key(my_brand()))
    shown = show_progress().data
    assert "1 overcome" in shown
    assert "To practise" not in shown
    assert second.title in shown
