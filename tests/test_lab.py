"""The learner's folder, the server on it, and the command that starts both."""

from __future__ import annotations

import errno
import json
import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smmkit import __version__, cli
from smmkit.errors import SmmkitError
from smmkit.lab import server
from smmkit.lab.sync import MANIFEST, Kind, content_root, fingerprint, plan, sync

NAMES = ["course/a.ipynb", "exercises/a/a.ipynb", "exercises/a/data.csv"]
BESIDES = [name.replace("a.ipynb", "a.new.ipynb") for name in NAMES[:2]]
versions = st.sampled_from("123")


def some_of(names):
    return st.dictionaries(st.sampled_from(names), versions)


def notebook(text, *, outputs=(), count=None):
    code = {"cell_type": "code", "id": "a", "metadata": {}, "source": [text]}
    cell = {**code, "outputs": list(outputs), "execution_count": count}
    return json.dumps({"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5})


# plan: the rule


@pytest.mark.parametrize(
    ("base", "mine", "new", "kind"),
    [
        (None, None, "2", Kind.LAY),
        ("1", None, "2", Kind.RESTORE),
        ("1", None, "1", Kind.RESTORE),
        ("1", "1", "2", Kind.REFRESH),
        ("1", "1", "1", None),
        ("1", "mine", "1", None),
        ("1", "2", "2", None),
        (None, "2", "2", None),
        ("1", "mine", "2", Kind.BESIDE),
        (None, "mine", "2", Kind.BESIDE),
    ],
)
def test_each_case_of_the_rule(base, mine, new, kind):
    def only(mark):
        return {} if mark is None else {"a.ipynb": mark}

    assert [action.kind for action in plan(only(base), only(mine), only(new))] == [kind] * bool(
        kind
    )


@given(some_of(NAMES), some_of(NAMES + BESIDES), some_of(NAMES))
def test_plan_overwrites_only_what_was_laid(base, mine, new):
    for action in plan(base, mine, new):
        assert mine.get(action.target) in (None, base.get(action.name), new[action.name])


@given(some_of(NAMES), some_of(NAMES + BESIDES), some_of(NAMES))
def test_plan_brings_every_new_version_and_then_rests(base, mine, new):
    actions = plan(base, mine, new)
    after = mine | {action.target: new[action.name] for action in actions}
    brought = {action.name for action in actions}
    for name in new:
        assert name in brought or mine[name] == new[name] or base[name] == new[name]
    assert plan(new, after, new) == []


def test_an_edited_new_file_is_never_written_over():
    mine = {"a.ipynb": "mine", "a.new.ipynb": "mine too"}
    (action,) = plan({"a.ipynb": "1"}, mine, {"a.ipynb": "2"})
    assert action.target == "a.new-2.ipynb"
    (action,) = plan({"a.ipynb": "1"}, mine | {"a.new.ipynb": "1"}, {"a.ipynb": "2"})
    assert action.target == "a.new.ipynb"


# sync: the rule on a disk


@pytest.fixture
def kit(tmp_path):
    content = tmp_path / "kit"
    for name in NAMES:
        (content / name).parent.mkdir(parents=True, exist_ok=True)
        (content / name).write_text(notebook("1") if name.endswith("ipynb") else "x\n1\n")
    return content


def test_first_run_lays_everything_and_a_second_says_nothing(kit, tmp_path):
    work = tmp_path / "work"
    assert sync(work, content=kit) == [f"Laid 3 files in {work}."]
    assert [(work / name).read_bytes() for name in NAMES] == [
        (kit / name).read_bytes() for name in NAMES
    ]
    assert sync(work, content=kit) == []


def test_a_run_lesson_is_refreshed(kit, tmp_path):
    work = tmp_path / "work"
    sync(work, content=kit)
    (work / NAMES[0]).write_text(notebook("1", outputs=[{"output_type": "stream"}], count=3))
    assert sync(work, content=kit) == []
    (kit / NAMES[0]).write_text(notebook("2"))
    assert sync(work, content=kit) == [f"Updated (you had not changed it): {NAMES[0]}"]
    assert (work / NAMES[0]).read_text() == notebook("2")


def test_where_both_changed_the_new_one_is_laid_beside_and_said_once(kit, tmp_path):
    work = tmp_path / "work"
    sync(work, content=kit)
    (work / NAMES[0]).write_text(notebook("mine"))
    (kit / NAMES[0]).write_text(notebook("2"))
    assert sync(work, content=kit) == [
        f"Yours is kept: {NAMES[0]}. The updated one lies beside it: a.new.ipynb"
    ]
    assert (work / NAMES[0]).read_text() == notebook("mine")
    assert (work / "course/a.new.ipynb").read_text() == notebook("2")
    assert sync(work, content=kit) == []


def test_a_deleted_file_is_laid_again(kit, tmp_path):
    work = tmp_path / "work"
    sync(work, content=kit)
    (work / NAMES[2]).unlink()
    assert sync(work, content=kit) == [f"Laid again, since it was missing: {NAMES[2]}"]


@pytest.mark.parametrize("damage", ["", "[]", '{"files": 1}', "\0", "[" * 100_000])
def test_with_a_damaged_manifest_every_file_is_the_learners(kit, tmp_path, damage):
    work = tmp_path / "work"
    sync(work, content=kit)
    (work / NAMES[0]).write_text(notebook("mine"))
    (work / MANIFEST).write_text(damage)
    words = sync(work, content=kit)
    assert "damaged" in words[0]
    assert "a.new.ipynb" in words[1]
    assert len(words) == 2
    assert (work / NAMES[0]).read_text() == notebook("mine")


@pytest.mark.parametrize("text", ["", "{", "[]", '{"cells": [1]}', '{"cells": 1}', "\ufeff{}"])
def test_a_broken_notebook_is_the_learners(kit, tmp_path, text):
    work = tmp_path / "work"
    sync(work, content=kit)
    (work / NAMES[0]).write_text(text, encoding="utf-8")
    (kit / NAMES[0]).write_text(notebook("2"))
    sync(work, content=kit)
    assert (work / NAMES[0]).read_text(encoding="utf-8") == text
    assert (work / "course/a.new.ipynb").read_text() == notebook("2")


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege on Windows")
def test_nothing_is_written_through_a_link(kit, tmp_path):
    work, elsewhere = tmp_path / "work", tmp_path / "elsewhere"
    elsewhere.mkdir()
    sync(work, content=kit)
    (elsewhere / "a.ipynb").write_text("precious")
    (work / NAMES[0]).unlink()
    (work / NAMES[0]).symlink_to(elsewhere / "a.ipynb")
    (kit / NAMES[0]).write_text(notebook("2"))
    sync(work, content=kit)
    assert (elsewhere / "a.ipynb").read_text() == "precious"

    (work / "exercises").rename(tmp_path / "moved")
    (work / "exercises").symlink_to(tmp_path / "moved")
    with pytest.raises(SmmkitError, match="exercises is a link"):
        sync(work, content=kit)


def test_a_full_disk_leaves_the_old_file(kit, tmp_path, monkeypatch):
    work = tmp_path / "work"
    sync(work, content=kit)
    (kit / NAMES[0]).write_text(notebook("2"))

    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", full)
        with pytest.raises(SmmkitError, match="the disk is full"):
            sync(work, content=kit)
    assert (work / NAMES[0]).read_text() == notebook("1")
    assert [path.name for path in (work / "course").iterdir()] == ["a.ipynb"]
    assert sync(work, content=kit) == [f"Updated (you had not changed it): {NAMES[0]}"]


def test_a_folder_that_cannot_be_made_is_said(kit, tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(SmmkitError, match="Cannot write in"):
        sync(tmp_path / "file", content=kit)


def test_the_kits_own_folder_and_an_empty_kit_are_refused(kit, tmp_path):
    with pytest.raises(SmmkitError, match="holds smmkit itself"):
        sync(kit, content=kit)
    (tmp_path / "empty").mkdir()
    with pytest.raises(SmmkitError, match="install smmkit again"):
        sync(tmp_path / "work", content=tmp_path / "empty")


steps = st.lists(
    st.tuples(st.sampled_from(["kit", "edit", "edit new", "run", "delete", "lose"]), versions)
)


@settings(max_examples=30, deadline=None)
@given(steps)
def test_no_story_loses_what_a_learner_wrote(tmp_path_factory, steps):
    base = tmp_path_factory.mktemp("story")
    lesson, mine = base / "kit/course/a.ipynb", base / "work/course/a.ipynb"
    lesson.parent.mkdir(parents=True)
    lesson.write_text(notebook("0"))
    sync(base / "work", content=base / "kit")
    written = {}
    for step, version in steps:
        beside = mine.with_name("a.new.ipynb")
        if step == "kit":
            changed = lesson.read_text() != notebook(version)
            lesson.write_text(notebook(version))
        elif step == "run":
            mine.write_text(
                mine.read_text().replace('"execution_count": null', '"execution_count": 1')
            )
            written.pop(mine, None)
        elif step == "delete":
            mine.unlink()
            written.pop(mine, None)
        elif step == "lose":
            (base / "work" / MANIFEST).unlink()
        else:
            path = mine if step == "edit" else beside
            path.write_text(notebook(f"mine {version}"))
            written[path] = path.read_text()
        sync(base / "work", content=base / "kit")
        for path, text in written.items():
            assert path.read_text() == text
        shown = {fingerprint(p.name, p.read_bytes()) for p in mine.parent.iterdir()}
        if step == "kit" and changed:
            assert fingerprint("a.ipynb", lesson.read_bytes()) in shown


# the server


def test_a_busy_port_is_one_sentence_and_exit_code_1(tmp_path, capsys):
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        port = busy.getsockname()[1]
        assert not server.is_free(port)
        assert server.free_port(port) > port
        assert cli.main(["lab", str(tmp_path / "work"), "--port", str(port)]) == 1
    message = capsys.readouterr().err
    assert message.count("\n") == 1
    assert str(port) in message
    assert not (tmp_path / "work").exists()


def test_root_alone_is_told_to_jupyter(monkeypatch):
    def words(uid):
        monkeypatch.setattr(os, "geteuid", lambda: uid, raising=False)
        return server.arguments(Path("w"), port=1, token="t", browser=False)

    assert "--ServerApp.allow_root=True" in words(0)
    assert "--ServerApp.allow_root=True" not in words(1000)


def test_no_browser_is_looked_for_without_a_screen(monkeypatch):
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("BROWSER", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    assert not server.can_open_browser()


def test_jupyterlab_answers_at_the_printed_address_and_stops_at_ctrl_c(tmp_path):
    process = subprocess.Popen(
        [sys.executable, "-m", "smmkit", "lab", "work", "--no-browser"],
        cwd=tmp_path,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        lines = []
        for line in process.stdout:
            lines.append(line)
            if line.startswith("Leave this window open"):
                break
        (address,) = re.findall(r"^Open this address: (\S+)$", "".join(lines), re.MULTILINE)
        assert "/lab/tree/course/00_welcome.ipynb?token=" in address
        page = urllib.request.urlopen(address, timeout=30)
        assert page.status == 200
        root, token = address.split("lab/tree/")[0], address.partition("?")[2]
        setting = "lab/api/settings/@jupyterlab/apputils-extension:notification"
        answer = json.load(urllib.request.urlopen(f"{root}{setting}?{token}", timeout=30))
        assert answer["schema"]["properties"]["fetchNews"]["default"] == "false"
        welcome = f"{root}api/contents/{server.WELCOME}?content=0&{token}"
        assert json.load(urllib.request.urlopen(welcome, timeout=30))["type"] == "notebook"
    finally:
        process.send_signal(signal.SIGINT)
        rest = process.communicate(timeout=30)[0]
    assert process.returncode == 0
    assert "Traceback" not in "".join(lines) + rest
    assert "Your work is in" in rest


# the command


def test_the_content_is_that_of_this_clone():
    assert content_root() == Path(__file__).parents[1]


def test_version(capsys):
    with pytest.raises(SystemExit) as stop:
        cli.main(["--version"])
    assert stop.value.code == 0
    assert capsys.readouterr().out == f"smmkit {__version__}\n"


def test_an_error_is_one_line_and_exit_code_2(tmp_path, capsys):
    (tmp_path / "file").write_text("")
    assert cli.main(["lab", str(tmp_path / "file"), "--no-browser"]) == 2
    message = capsys.readouterr().err
    assert message.startswith("smmkit: Cannot write in")
    assert message.count("\n") == 1


@pytest.mark.parametrize("port", ["0", "65536", "-1", "abc"])
def test_a_port_that_is_none_is_refused(port, capsys):
    with pytest.raises(SystemExit) as stop:
        cli.main(["lab", f"--port={port}"])
    assert stop.value.code == 2
    assert "from 1 to 65535" in capsys.readouterr().err


def test_the_command_starts_without_the_heavy_libraries():
    code = "import sys, smmkit.cli; print(*{'pandas', 'jupyterlab', 'matplotlib'} & {*sys.modules})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
