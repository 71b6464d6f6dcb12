"""Files that are hardly notebooks: a reason in words, no link followed, nobody waits for them."""

from __future__ import annotations

import copy
import gzip
import io
import json
import os
import zipfile

from fixtures_grading import by_name, released, solved

from corpus import ANSWERS, FULL, KPIS, LEARNER, NOBODY, NONE, WELCOME, Case

FILE = f"{WELCOME}.ipynb"


def _text(notebook):
    return json.dumps(notebook)


def _fatal(name, content, what):
    return Case(name, lambda: content() if callable(content) else content, NONE, LEARNER, what)


def _zipped():
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(FILE, "0" * 10_000_000)
    return held.getvalue()


def _laid(name, lay, what, marks=NONE):
    return Case(name, None, marks, LEARNER, what, lay=lay)


def _link(to):
    return lambda folder: (folder / FILE).symlink_to(to)


def _two(folder):
    for name in ("a.ipynb", "b.ipynb"):
        (folder / name).write_text(_text(solved(WELCOME)))


def _huge(folder):
    with (folder / FILE).open("wb") as file:
        file.truncate(3_000_000_000)


FATAL = [
    _fatal("empty", b"", "it is empty"),
    _fatal("zeros", b"\0" * 5000, "it is empty"),
    _fatal("cut off", lambda: _text(solved(WELCOME))[:5000], "no valid JSON"),
    _fatal("a web page", "<!DOCTYPE html><html><script>alert(1)</script></html>", "web page"),
    _fatal("merge conflict", '{"cells": [\n<<<<<<< HEAD\n]}', "merge conflict"),
    _fatal("a list", "[]", "no JSON object"),
    _fatal("no cells", '{"nbformat": 4}', "no cells"),
    _fatal("cells that are text", '{"cells": "all"}', "no cells"),
    _fatal("nested", "[" * 200_000, "nested too deep"),
    _fatal(
        "nested metadata",
        '{"cells": [{"metadata": ' + '{"a":' * 50_000 + "1" + "}" * 50_000 + "}]}",
        "nested too deep",
    ),
    _fatal("cells without number", '{"cells": [' + ",".join(["{}"] * 2001) + "]}", "at most 2,000"),
    _fatal("a swarm of lists", '{"cells": [' + "[]," * 9_000_000 + "1]}", "pieces"),
    _fatal("a Python script", "import pandas as pd\nhome_followers = 3\n", "no valid JSON"),
    _fatal("a zip file", _zipped, "no valid JSON"),
    _fatal("a gz file", lambda: gzip.compress(b"{}" * 1000), "no valid JSON"),
    _fatal("a pickle", b"\x80\x04cos\nsystem\n(S'id'\ntR.", "no valid JSON"),
    _fatal("a picture", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "no valid JSON"),
    _laid("link to the system", _link("/etc/passwd"), "is a link"),
    _laid("link to a device", _link("/dev/zero"), "is a link"),
    _laid("link to itself", _link(FILE), "is a link"),
    _laid("a pipe", lambda folder: os.mkfifo(folder / FILE), "no regular file"),
    _laid("a folder", lambda folder: (folder / FILE).mkdir(), "no regular file"),
    _laid("nothing", lambda folder: None, "there is no 00_welcome.ipynb"),
    _laid("two of other names", _two, "notebooks there: a.ipynb, b.ipynb"),
    _laid("gigabytes", _huge, "of at most"),
]


# -- read as far as they can be --------------------------------------------------------------------


def _odd(name, change, marks=FULL, *, told=LEARNER, what=""):
    def make():
        notebook = json.loads(_text(solved(WELCOME)))
        return change(notebook) or notebook

    return Case(name, make, marks, told, what)


def _cell(notebook, name):
    return next(
        cell
        for cell in notebook["cells"]
        if cell["metadata"].get("nbgrader", {}).get("grade_id") == name
    )


def _insert(source, kind="code"):
    def change(notebook):
        cell = {"cell_type": kind, "metadata": {}, "source": source}
        notebook["cells"].insert(5, cell)

    return change


def _kernel(name):
    return lambda notebook: notebook["metadata"].update(kernelspec={"name": name})


def _junk_types(notebook):
    for place, junk in enumerate((None, 3, [], "x", {"cell_type": 9, "source": {"a": 1}})):
        notebook["cells"].insert(2 * place, junk)


def _junk_fields(notebook):
    for cell in notebook["cells"]:
        cell |= {"id": ["x"], "execution_count": "many", "outputs": "none", "attachments": 5}


def _long_names(notebook):
    for cell in notebook["cells"]:
        cell["id"] = "x" * 100_000


def _attachments(notebook):
    notebook["cells"].insert(
        1,
        {
            "cell_type": "markdown",
            "source": "![x](attachment:x.svg)<iframe src='javascript:alert(1)'></iframe>",
            "metadata": {"x": "<script>alert(1)</script>"},
            "attachments": {"x.svg": {"image/svg+xml": "<svg onload='alert(1)'/>"}},
        },
    )


def _raw_html(notebook):
    notebook["cells"].insert(
        1,
        {
            "cell_type": "raw",
            "source": "<script>alert(1)</script>",
            "metadata": {"raw_mimetype": "text/html", "format": "text/html"},
        },
    )


def _reverse(notebook):
    notebook["cells"].reverse()


def _no_metadata(notebook):
    for cell in notebook["cells"]:
        cell["metadata"] = {}


def _no_ids_no_metadata(notebook):
    for cell in notebook["cells"]:
        cell["metadata"] = {}
        cell.pop("id")


def _no_checks(notebook):
    notebook["cells"] = [c for c in notebook["cells"] if not c["source"].startswith("check(")]


def _no_locked(notebook):
    notebook["cells"] = [
        c for c in notebook["cells"] if not c["metadata"].get("nbgrader", {}).get("locked")
    ]


def _only_answers(notebook):
    names = set(ANSWERS)
    notebook["cells"] = [
        c for c in notebook["cells"] if c["metadata"].get("nbgrader", {}).get("grade_id") in names
    ]


def _no_second(notebook):
    notebook["cells"].remove(_cell(notebook, ANSWERS[1]))


def _copied_checks(notebook):
    for cell in list(notebook["cells"]):
        if cell["source"].startswith("check("):
            at = notebook["cells"].index(cell)
            notebook["cells"][at:at] = [copy.deepcopy(cell)] * 3


def _one_id(notebook):
    for cell in notebook["cells"]:
        cell["id"] = "same"


def _check_as_words(notebook):
    _cell(notebook, "first-look-check")["cell_type"] = "markdown"


def _answer_as_words(notebook):
    _cell(notebook, ANSWERS[1])["cell_type"] = "markdown"


def _elsewhere(notebook):
    """The answer stands in a cell of the learner's own, the answer cell untouched."""
    ours = _cell(notebook, ANSWERS[1])
    right, ours["source"] = ours["source"], by_name(released(WELCOME), ANSWERS[1]).source
    at = notebook["cells"].index(ours)
    notebook["cells"].insert(at + 1, {"cell_type": "code", "metadata": {}, "source": right})


def _all_in_one(notebook):
    """All answers stand in the first answer cell, the others are emptied."""
    cells = [_cell(notebook, name) for name in ANSWERS]
    cells[0]["source"] = "\n".join(cell["source"] for cell in cells)
    for cell in cells[1:]:
        cell["source"] = "# see above"


def _syntax(notebook):
    _cell(notebook, ANSWERS[1])["source"] = "home_followers = (((\n"


def _garbled(notebook):
    _cell(notebook, ANSWERS[1])["source"] = "home_followers = \0\ud83d 1"


def _old(notebook):
    cells = []
    for cell in notebook["cells"]:
        old = {"cell_type": cell["cell_type"], "metadata": cell["metadata"]}
        old["input" if cell["cell_type"] == "code" else "source"] = [cell["source"]]
        cells.append(old)
    return {"nbformat": 3, "nbformat_minor": 0, "metadata": {}, "worksheets": [{"cells": cells}]}


def _not_json(notebook):
    notebook["metadata"]["x"] = float("nan")
    notebook["cells"][1]["metadata"]["y"] = float("inf")


def _other_exercise():
    return solved(KPIS)


ODD = [
    _odd("a kernel of R", _kernel("ir"), what="the kernel was ir"),
    _odd("a kernel with a script", _kernel("<script>alert(1)</script>"), what="the kernel was"),
    _odd("a kernel without end", _kernel("k" * 3_000_000), what="the kernel was"),
    _odd("cells that are none", _junk_types, what="is no cell"),
    _odd("fields that are none", _junk_fields, told=NOBODY),
    _odd("ids without end", _long_names, what="ids stood twice"),
    _odd("attachments", _attachments, what="1 cells were added"),
    _odd("raw HTML", _raw_html, told=NOBODY),
    _odd("upside down", _reverse, what="the cells were moved"),
    _odd("metadata lost", _no_metadata, what="recognised by its id"),
    _odd("metadata and ids lost", _no_ids_no_metadata, what="recognised by"),
    _odd("checks deleted", _no_checks, what="was missing; put back"),
    _odd("locked cells deleted", _no_locked, what="was missing; put back"),
    _odd("answers alone", _only_answers, what="was missing; put back"),
    _odd("an answer deleted", _no_second, (2, 0, 2), what="counted as not answered"),
    _odd("checks copied", _copied_checks, what="stands 4 times"),
    _odd("one id for all", _one_id, what="ids stood twice"),
    _odd("a check turned into words", _check_as_words, what="turned into a markdown cell"),
    _odd("an answer turned into words", _answer_as_words, what="turned into a markdown cell"),
    _odd("an answer elsewhere", _elsewhere, what="1 cells were added"),
    _odd("all answers in one cell", _all_in_one, told=NOBODY),
    _odd("no Python", _syntax, (2, 0, 2), what="is no valid Python"),
    _odd("zeros in a cell", _garbled, (2, 0, 2), what="is no valid Python"),
    _odd("format 3", _old, what="format 3.0 read as"),
    _odd("no numbers in JSON", _not_json, told=NOBODY),
    _odd("a million empty lines", _insert("\n" * 900_000 + "x = 1"), what="1 cells were added"),
    _odd("a million question marks", _insert("?" * 900_000 + "x"), what="1 cells were added"),
    _odd("a deep sum", _insert("x = " + "1+" * 100_000 + "1"), what="1 cells were added"),
    _odd("a deep attribute", _insert("x" + ".a" * 100_000 + " = 1"), what="1 cells were added"),
    _odd("deep brackets", _insert("x = " + "(" * 100_000), what="1 cells were added"),
    _odd("a line of a million", _insert("x = '" + "y" * 900_000 + "'"), what="1 cells were added"),
    _odd("more than a million", _insert("x = '" + "y" * 1_100_000 + "'"), what="left out"),
    _odd("words of a million", _insert("a *b* `c` " * 90_000, "markdown"), what="1 cells were"),
    _odd(
        "words with scripts",
        _insert(
            "<script>alert(1)</script> [a](javascript:alert(1)) [b](JaVa&#83;cript:alert(1))\n\n"
            "[c]: javascript:alert(1)\n<svg/onload=alert(1)> <img src=x onerror=alert(1)>\n\n[c]",
            "markdown",
        ),
        what="1 cells were",
    ),
    _odd(
        "many cells",
        lambda notebook: notebook["cells"].extend(
            {"cell_type": "code", "metadata": {}, "source": f"x{n} = {n}"} for n in range(400)
        ),
        what="one added cell too many",
    ),
    Case("another exercise", _other_exercise, NONE, LEARNER, "counted as not answered"),
]

ALL = [*FATAL, *ODD]
