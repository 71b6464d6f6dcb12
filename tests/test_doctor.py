"""The doctor: whatever is handed in becomes a clean notebook and a list of findings."""

from __future__ import annotations

import copy
import json
import os
import time

import nbformat
import pytest
from conftest import ROOT
from fixtures_grading import answers, by_name, released, solved
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smmkit import cli
from smmkit.errors import ArgumentError
from smmkit.grading.doctor import examine
from smmkit.grading.intake import Unreadable, check_name, find_notebook
from smmkit.grading.suspicion import suspicions

EXERCISE = "08_kpis"
MASTER = released(EXERCISE)
SOLVED = solved(EXERCISE)
RIGHT = {cell.id: cell.source for cell in answers(SOLVED)}


def look(tmp_path, content):
    path = tmp_path / f"{EXERCISE}.ipynb"
    if isinstance(content, bytes):
        path.write_bytes(content)
    else:
        text = content if isinstance(content, str) else json.dumps(content)
        path.write_text(text, encoding="utf-8")
    return examine(path, MASTER)


def levels(examined):
    return {finding.level for finding in examined.findings}


def words(examined):
    return "\n".join(map(str, examined.findings))


def is_whole(examined, right=RIGHT):
    """Every answer stands in its place, and every locked cell is the master's."""
    ours = {cell.id: cell for cell in examined.notebook.cells}
    assert [cell.id for cell in examined.notebook.cells if not cell.id.startswith("added-")] == [
        cell.id for cell in MASTER.cells
    ]
    for cell in MASTER.cells:
        if cell.id in right:
            assert ours[cell.id].source == right[cell.id], cell.id
        elif cell.metadata.get("nbgrader", {}).get("locked"):
            assert ours[cell.id].source == cell.source, cell.id
        assert ours[cell.id].metadata == cell.metadata
    nbformat.validate(examined.notebook)


def test_an_honest_notebook_has_nothing_found(tmp_path):
    examined = look(tmp_path, SOLVED)
    is_whole(examined)
    assert examined.findings == ()


# -- repaired ----------------------------------------------------------------------------


def copied_check(notebook):
    at = notebook.cells.index(by_name(notebook, "paid-check"))
    notebook.cells.insert(at + 1, copy.deepcopy(notebook.cells[at]))


def deleted_checks(notebook):
    notebook.cells = [cell for cell in notebook.cells if not cell.source.startswith("check(")]


def reordered(notebook):
    notebook.cells.reverse()


def edited_setup(notebook):
    by_name(notebook, "setup").source += "\nbrand = None"


def no_grading(notebook):
    for cell in notebook.cells:
        cell.metadata = {}


def no_grading_no_ids(notebook):
    no_grading(notebook)
    for place, cell in enumerate(notebook.cells):
        cell.id = f"c{place}"


def duplicate_ids(notebook):
    for cell in notebook.cells:
        cell.id = "same"


def wrong_kernel(notebook):
    notebook.metadata["kernelspec"] = {"name": "ir", "display_name": "R", "language": "R"}


def odd_minor(notebook):
    notebook.nbformat_minor = 99


def answer_copied_and_changed(notebook):
    at = notebook.cells.index(by_name(notebook, "paid-answer"))
    stub = copy.deepcopy(by_name(MASTER, "paid-answer"))
    notebook.cells.insert(at, stub)


def untouched_copy_below(notebook):
    at = notebook.cells.index(by_name(notebook, "paid-answer"))
    notebook.cells.insert(at + 1, copy.deepcopy(by_name(MASTER, "paid-answer")))


def turned_to_markdown(notebook):
    by_name(notebook, "paid-check").cell_type = "markdown"


@pytest.mark.parametrize(
    "change",
    [
        copied_check,
        deleted_checks,
        reordered,
        edited_setup,
        no_grading,
        no_grading_no_ids,
        duplicate_ids,
        wrong_kernel,
        odd_minor,
        answer_copied_and_changed,
        untouched_copy_below,
        turned_to_markdown,
    ],
)
def test_what_breaks_by_accident_is_repaired_and_told(tmp_path, change):
    notebook = copy.deepcopy(SOLVED)
    change(notebook)
    examined = look(tmp_path, notebook)
    is_whole(examined)
    assert levels(examined) <= {"repaired", "told"}, words(examined)
    assert examined.findings


def test_notebook_format_3_is_read(tmp_path):
    cells = []
    for cell in SOLVED.cells:
        old = {"cell_type": cell.cell_type, "metadata": cell.metadata}
        old["input" if cell.cell_type == "code" else "source"] = cell.source.splitlines(True)
        cells.append(old)
    old = {"nbformat": 3, "nbformat_minor": 0, "metadata": {}, "worksheets": [{"cells": cells}]}
    is_whole(look(tmp_path, old))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_any_encoding_is_read(tmp_path, encoding):
    notebook = copy.deepcopy(SOLVED)
    by_name(notebook, "note-answer").source = "Le café à côté: 5 €."
    examined = look(tmp_path, json.dumps(notebook, ensure_ascii=False).encode(encoding))
    is_whole(examined)
    assert by_name(examined.notebook, "note-answer").source == "Le café à côté: 5 €."
    assert levels(examined) == {"repaired"}


def test_a_windows_code_page_is_read(tmp_path):
    notebook = copy.deepcopy(SOLVED)
    by_name(notebook, "note-answer").source = "Le café: 5 €."
    examined = look(tmp_path, json.dumps(notebook, ensure_ascii=False).encode("cp1252"))
    assert by_name(examined.notebook, "note-answer").source == "Le café: 5 €."
    assert "cp1252" in words(examined)


def test_cells_a_learner_added_are_kept_in_their_places(tmp_path):
    notebook = copy.deepcopy(SOLVED)
    at = notebook.cells.index(by_name(notebook, "paid-answer"))
    notebook.cells.insert(at, nbformat.v4.new_code_cell("helper = 3", metadata={"tags": ["x"]}))
    examined = look(tmp_path, notebook)
    is_whole(examined)
    ids = [cell.id for cell in examined.notebook.cells]
    added = ids[ids.index("paid-answer") - 1]
    assert added.startswith("added-")
    cell = next(cell for cell in examined.notebook.cells if cell.id == added)
    assert (cell.source, dict(cell.metadata)) == ("helper = 3", {})
    assert levels(examined) == {"told"}


# -- told --------------------------------------------------------------------------------


def test_cells_run_out_of_order_are_pointed_out(tmp_path):
    notebook = copy.deepcopy(SOLVED)
    for count, cell in enumerate(answers(notebook)):
        cell.execution_count = 50 - count
    assert "out of order" in words(look(tmp_path, notebook))


def test_a_name_that_lives_only_in_the_kernel_is_pointed_out(tmp_path):
    notebook = copy.deepcopy(SOLVED)
    by_name(notebook, "paid-answer").source = "paid = {'cpa': old_result, 'roas': 1, 'romi': 1}"
    assert "uses old_result, which no cell above makes" in words(look(tmp_path, notebook))


@pytest.mark.parametrize("exercise", sorted(path.name for path in (ROOT / "solutions").iterdir()))
def test_no_master_is_suspected_of_anything(tmp_path, exercise):
    path = tmp_path / f"{exercise}.ipynb"
    path.write_text(json.dumps(solved(exercise)), encoding="utf-8")
    assert examine(path, released(exercise)).findings == ()


@pytest.mark.parametrize("name", ["pandas.py", "smmkit", "numpy.py", "random.py"])
def test_a_module_that_stands_in_the_way_is_pointed_out(tmp_path, name):
    (tmp_path / name).mkdir() if "." not in name else (tmp_path / name).write_text("boom")
    assert f"{name} has the name of a module" in words(look(tmp_path, SOLVED))


# -- tampered ----------------------------------------------------------------------------


def test_a_changed_check_cell_is_put_back_and_flagged(tmp_path):
    notebook = copy.deepcopy(SOLVED)
    by_name(notebook, "paid-check").source = "3"
    examined = look(tmp_path, notebook)
    is_whole(examined)
    assert levels(examined) == {"tampered"}


def test_changed_points_are_put_back_and_flagged(tmp_path):
    notebook = copy.deepcopy(SOLVED)
    by_name(notebook, "paid-check").metadata.nbgrader.points = 300
    examined = look(tmp_path, notebook)
    is_whole(examined)
    assert "its points was changed to 300" in words(examined)


@pytest.mark.parametrize(
    "source",
    [
        "get_ipython().input_transformers_cleanup.append(f)",
        "from smmkit.coach.keys import kpis",
        "import smmkit.coach.judge",
        "import sqlite3; sqlite3.connect('../gradebook.db')",
        "import builtins\nbuiltins.float = lambda x: 99",
        "class Any:\n    def __eq__(self, other):\n        return True",
        "import os; os._exit(0)",
        "check = lambda *a: 99",
        "def check(*a):\n    return 99",
        "kpi.er_by_reach = lambda posts: 0",
        "open('/etc/passwd').read()",
        "sys.modules['smmkit'] = None",
    ],
)
def test_what_no_exercise_asks_for_is_flagged(source):
    assert suspicions(source)


@pytest.mark.parametrize(
    "source",
    ["# " + "coach import " * 70_000, "coach import" + " " * 900_000, "pd." * 300_000],
    ids=["imports", "blanks", "dots"],
)
def test_no_line_keeps_the_doctor_for_long(source):
    began = time.thread_time()
    suspicions(source)
    assert time.thread_time() - began < 20  # what grows with the square takes many minutes


def test_what_is_found_is_told_in_few_words(tmp_path):
    notebook = solved("00_welcome")
    by_name(notebook, "home-followers-answer").source = f"home_followers = {'n' * 500_000}"
    text = json.dumps(notebook | {"nbformat": "4" * 1_000_000})
    path = tmp_path / "00_welcome.ipynb"
    path.write_text(text, encoding="utf-8")
    found = examine(path, released("00_welcome")).findings
    assert len(found) >= 2
    assert max(len(str(one)) for one in found) < 1_000


# -- fatal -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "empty"),
        (b"\0\0\0", "empty"),
        ('{"cells": [', "no valid JSON"),
        ("<!DOCTYPE html><html></html>", "web page"),
        ('{"cells": [\n<<<<<<< HEAD\n]}', "merge conflict"),
        ("[]", "no JSON object"),
        ("{}", "no cells"),
        ('{"cells": []}', "no cells"),
        ("[" * 100_000, "nested too deep"),
        ('{"cells": [' + ",".join(["{}"] * 2001) + "]}", "at most 2,000"),
    ],
)
def test_what_cannot_be_read_gets_a_reason_and_the_untouched_exercise(tmp_path, content, told):
    examined = look(tmp_path, content)
    assert told in examined.fatal.what
    assert [cell.source for cell in examined.notebook.cells] == [c.source for c in MASTER.cells]


def test_no_link_is_followed(tmp_path):
    real = tmp_path / "real"
    real.mkdir()
    (real / f"{EXERCISE}.ipynb").write_text(json.dumps(SOLVED))
    link = tmp_path / "link.ipynb"
    link.symlink_to("/etc/passwd")
    assert "is a link" in examine(link, MASTER).fatal.what
    folder = tmp_path / "folder"
    folder.symlink_to(real)
    assert "is a link" in examine(folder / f"{EXERCISE}.ipynb", MASTER, tmp_path).fatal.what


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_or_a_folder_in_place_of_a_notebook_does_not_hang(tmp_path):
    os.mkfifo(tmp_path / "pipe.ipynb")
    assert "no regular file" in examine(tmp_path / "pipe.ipynb", MASTER).fatal.what
    (tmp_path / "folder.ipynb").mkdir()
    assert examine(tmp_path / "folder.ipynb", MASTER).fatal


def test_a_huge_file_is_refused_unread(tmp_path):
    path = tmp_path / "huge.ipynb"
    with path.open("wb") as file:
        file.truncate(3_000_000_000)
    assert "of at most" in examine(path, MASTER).fatal.what


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=10,
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    place=st.integers(0, 40),
    key=st.sampled_from(
        ["cell_type", "source", "metadata", "id", "outputs", "execution_count", "nbgrader", "cell"]
    ),
    value=JSON,
)
def test_nothing_in_a_notebook_makes_the_doctor_raise(tmp_path, place, key, value):
    notebook = json.loads(json.dumps(SOLVED))
    cell = notebook["cells"][place % len(notebook["cells"])]
    if key == "cell":
        notebook["cells"][place % len(notebook["cells"])] = value
    elif key == "nbgrader":
        cell["metadata"]["nbgrader"] = value
    else:
        cell[key] = value
    look(tmp_path, notebook)


# -- the command -------------------------------------------------------------------------


def test_the_command_tells_what_it_found_and_writes_a_repaired_copy(tmp_path, capsys):
    notebook = copy.deepcopy(SOLVED)
    deleted_checks(notebook)
    path, out = tmp_path / "kpis.ipynb", tmp_path / "mended.ipynb"
    path.write_text(json.dumps(notebook), encoding="utf-8")
    assert cli.main(["doctor", str(path), "--out", str(out)]) == 2
    assert "Its name must begin" in capsys.readouterr().err
    path = path.rename(tmp_path / "08_kpis (1).ipynb")
    before = path.read_bytes()
    assert cli.main(["doctor", str(path)]) == 0
    assert "The file is as it was. --out" in capsys.readouterr().out
    assert path.read_bytes() == before
    assert cli.main(["doctor", str(path), "--out", str(out)]) == 0
    assert "paid-check: was missing; put back" in capsys.readouterr().out
    assert len(nbformat.read(out, as_version=4).cells) == len(MASTER.cells)
    path.write_text("{", encoding="utf-8")
    assert cli.main(["doctor", str(path)]) == 1
    assert "fatal" in capsys.readouterr().out


# -- names -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["../x", "a/b", ".hidden", "", "-rf", "x" * 65, "a..b", "a\nb", "a\0"]
)
def test_a_name_that_leads_elsewhere_is_refused(name):
    with pytest.raises(ArgumentError, match="student's id"):
        check_name(name)


@pytest.mark.parametrize("name", ["ada", "ada.l-01", "Жанна", "a@b.org", "12345", "Ann Lee"])
def test_usual_names_pass(name):
    assert check_name(name) == name


def test_a_notebook_under_another_name_is_found(tmp_path):
    with pytest.raises(Unreadable, match=r"no 08_kpis\.ipynb"):
        find_notebook(tmp_path, EXERCISE)
    (tmp_path / "08_kpis (1).ipynb").write_text("{}")
    path, (finding,) = find_notebook(tmp_path, EXERCISE)
    assert path.name == "08_kpis (1).ipynb"
    assert finding.level == "repaired"
