"""What is installed, from which locks, and what a release carries."""

from __future__ import annotations

import errno
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]
LOCKS = ["requirements.lock", "requirements-dev.lock", "setup/requirements-uv.lock"]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

needs_posix = pytest.mark.skipif(os.name == "nt", reason="make and sh are not there on Windows")


def locked(name):
    """The lock's requirements, each with its hashes."""
    text = (ROOT / name).read_text(encoding="utf-8").replace("\\\n", " ")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]


def names(lock):
    return {Requirement(line.split(" --hash")[0]).name for line in locked(lock)}


# locks


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_pins_by_hash_and_names_no_place(lock):
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert not re.search(r"://|file:|^-|^\s*--(?!hash=sha256:)|@ |/(?!\\)", text, re.MULTILINE)
    for line in locked(lock):
        pin, *hashes = line.split(" --hash=sha256:")
        assert re.match(r"^[a-z0-9.-]+==\S+", pin)
        assert hashes
        assert all(re.fullmatch(r"[0-9a-f]{64}\s*", digest) for digest in hashes)


def test_the_tools_lock_holds_all_of_the_learners():
    # What a tool needs everywhere has no marker there: compare names and versions.
    learners, all_of_it = (
        {line.split()[0] for line in locked(name)}
        for name in ("requirements.lock", "requirements-dev.lock")
    )
    assert learners < all_of_it


@pytest.mark.parametrize(
    ("lock", "extras"),
    [("requirements.lock", ["class"]), ("requirements-dev.lock", ["class", "test"])],
)
def test_a_lock_meets_what_the_project_asks_for(lock, extras):
    pins = {}
    for line in locked(lock):
        pin = Requirement(line.split(" --hash")[0])
        pins.setdefault(pin.name, []).append(str(pin.specifier).removeprefix("=="))
    asked = PROJECT["dependencies"] + [
        text for extra in extras for text in PROJECT["optional-dependencies"][extra]
    ]
    built = tomllib.loads((ROOT / "pyproject.toml").read_text())["build-system"]["requires"]
    for wanted in map(Requirement, asked + built):
        if wanted.name != "smmkit":
            assert all(v in wanted.specifier for v in pins[wanted.name.lower()]), wanted


def test_what_builds_the_editable_install_is_what_pyproject_names():
    lines = (ROOT / "setup/build.in").read_text().splitlines()
    built = tomllib.loads((ROOT / "pyproject.toml").read_text())["build-system"]["requires"]
    assert [line for line in lines if not line.startswith("#")] == built


# environment.yml


class Strict(yaml.SafeLoader):
    """A loader that refuses a key given twice."""


def no_duplicates(loader, node):
    keys = [loader.construct_object(key) for key, _ in node.value]
    assert len(keys) == len(set(keys)), f"given twice: {keys}"
    return loader.construct_mapping(node, deep=True)


Strict.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, no_duplicates)


def test_environment_lists_nothing_twice():
    text = (ROOT / "environment.yml").read_text(encoding="utf-8")
    environment = yaml.load(text, Loader=Strict)
    assert list(environment) == ["name", "channels", "dependencies"]
    *conda, pip = environment["dependencies"]
    assert [Requirement(line).name for line in conda] == ["python", "pip"]
    (line,) = pip["pip"]
    extras = re.fullmatch(r"-e \.\[([a-z,]+)\]", line)[1].split(",")
    assert set(extras) <= set(PROJECT["optional-dependencies"])
    assert str(Requirement(conda[0]).specifier) == PROJECT["requires-python"]


# releases


@pytest.fixture(scope="module")
def dist(tmp_path_factory):
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return folder


def carried_files():
    """Lessons and exercises of this clone, named as in the wheel."""
    paths = [*ROOT.glob("course/*.ipynb"), *ROOT.glob("exercises/*/*.ipynb")]
    return {f"smmkit/_content/{path.relative_to(ROOT).as_posix()}" for path in paths}


def test_the_wheel_carries_lessons_and_no_tests(dist):
    (wheel,) = dist.glob("*.whl")
    inside = set(zipfile.ZipFile(wheel).namelist())
    assert "smmkit/_content/course/00_welcome.ipynb" in inside
    assert carried_files() <= inside
    assert "smmkit/lab/config/labconfig/default_setting_overrides.json" in inside
    assert {name.split("/")[0] for name in inside} == {
        "smmkit",
        f"smmkit-{PROJECT['version']}.dist-info",
    }
    assert any(name.endswith("licenses/course/LICENSE") for name in inside)
    assert not any("checkpoint" in name or name.endswith(".pyc") for name in inside)


def test_the_sdist_can_be_built_from(dist):
    (sdist,) = dist.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        inside = {name.partition("/")[2] for name in archive.getnames()}
    wanted = {
        "pyproject.toml",
        "Makefile",
        "README.md",
        "LICENSE",
        "course/LICENSE",
        "smmkit/cli.py",
    }
    assert wanted | {*LOCKS, "setup/bootstrap.py", "course/00_welcome.ipynb"} <= inside
    assert not any(name.startswith(("work/", ".venv")) for name in inside)


def test_the_installed_wheel_lays_the_lessons(dist, tmp_path):
    (wheel,) = dist.glob("*.whl")
    zipfile.ZipFile(wheel).extractall(tmp_path / "site")
    code = (
        "import smmkit, smmkit.lab.sync as s, smmkit.lab.practice as p; "
        "s.sync('mine'); p.lay('08', folder='mine'); print(smmkit.__file__, s.content_root())"
    )
    env = os.environ | {"PYTHONPATH": str(tmp_path / "site")}
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env=env,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.count(str(tmp_path / "site")) == 2
    assert (tmp_path / "mine/course/00_welcome.ipynb").is_file()
    assert (tmp_path / "mine/practice/08_kpis_1/08_kpis_1.ipynb").is_file()


# the set-up's own logic, without its downloads


@pytest.fixture
def bootstrap(tmp_path, monkeypatch):
    spec = importlib.util.spec_from_file_location("bootstrap", ROOT / "setup/bootstrap.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    for name in ["pyproject.toml", *LOCKS]:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    venv = tmp_path / ".venv"
    paths = {"ROOT": tmp_path, "VENV": venv, "STAMP": venv / "smmkit-setup.json"}
    for name, path in paths.items():
        monkeypatch.setattr(module, name, path)
    monkeypatch.setattr(module, "PYTHON", Path(sys.executable))
    monkeypatch.setattr(module, "UV", venv / "bin/uv")
    module.commands = []
    monkeypatch.setattr(module, "run", lambda *words, lock_file: module.commands.append(words))
    monkeypatch.setattr(sys, "argv", ["bootstrap.py"])
    return module


def test_a_complete_venv_costs_no_command(bootstrap, capsys):
    assert bootstrap.main() == 0
    assert bootstrap.commands
    bootstrap.commands.clear()
    capsys.readouterr()
    assert bootstrap.main() == 0
    assert bootstrap.commands == []
    assert capsys.readouterr().out == ""


def test_the_tools_are_added_to_the_learners_venv(bootstrap, monkeypatch):
    bootstrap.main()
    bootstrap.commands.clear()
    monkeypatch.setattr(sys, "argv", ["bootstrap.py", "--dev"])
    assert bootstrap.main() == 0
    assert not any("venv" in words for words in bootstrap.commands)
    assert any("requirements-dev.lock" in words for words in bootstrap.commands)


@pytest.mark.parametrize("damage", ["killed", "empty stamp", "moved"])
def test_a_half_built_venv_is_built_again(bootstrap, capsys, damage):
    bootstrap.main()
    stamp = bootstrap.STAMP
    if damage == "killed":
        bootstrap.write_stamp(complete=False)
    elif damage == "empty stamp":
        stamp.write_text("")
    else:
        stamp.write_text(stamp.read_text().replace(str(bootstrap.ROOT), "/elsewhere"))
    leftover = bootstrap.VENV / "lib" / "half.py"
    leftover.parent.mkdir()
    leftover.touch()
    capsys.readouterr()
    assert bootstrap.main() == 0
    assert "building .venv again" in capsys.readouterr().out
    assert not leftover.exists()
    assert bootstrap.read_stamp()["complete"]


def test_a_venv_of_someone_elses_is_left_alone(bootstrap, capsys):
    bootstrap.VENV.mkdir()
    (bootstrap.VENV / "pyvenv.cfg").touch()
    assert bootstrap.main() == 1
    assert "left alone" in capsys.readouterr().err
    assert (bootstrap.VENV / "pyvenv.cfg").exists()


def test_without_network_the_old_set_up_stays(bootstrap, monkeypatch, capsys):
    bootstrap.main()
    before = bootstrap.read_stamp()
    (bootstrap.ROOT / "requirements.lock").write_text("# changed\n")

    def no_network(*_, **__):
        raise bootstrap.SetupError(bootstrap.NO_NETWORK)

    monkeypatch.setattr(bootstrap, "run", no_network)
    assert bootstrap.main() == 1
    assert "needs the network" in capsys.readouterr().err
    assert bootstrap.read_stamp() == before


@pytest.mark.parametrize(
    ("output", "reason"),
    [
        ("error: No space left on device (os error 28)", "NO_DISK"),
        ("Failed to establish a new connection: NewConnectionError", "NO_NETWORK"),
        ("error: Failed to fetch: `simple/uv/`", "NO_NETWORK"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES", "NO_HASH"),
    ],
)
def test_an_installers_failure_becomes_a_sentence(output, reason, tmp_path):
    spec = importlib.util.spec_from_file_location("bootstrap", ROOT / "setup/bootstrap.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    code = f"import sys; print({output!r}); sys.exit(1)"
    with open(tmp_path / "lock", "w") as lock, pytest.raises(module.SetupError) as caught:
        module.run(sys.executable, "-c", code, lock_file=lock)
    assert str(caught.value) == getattr(module, reason)


def test_a_full_disk_is_a_sentence(bootstrap, monkeypatch, capsys):
    def full(**_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(bootstrap, "write_stamp", full)
    assert bootstrap.main() == 1
    assert capsys.readouterr().err == f"Set-up stopped. {bootstrap.NO_DISK}\n"


# the doors


@needs_posix
def test_make_lab_passes_port_and_browser_on():
    def words(*options):
        env = {
            k: v
            for k, v in os.environ.items()
            if not k.startswith(("PORT", "BROWSER", "MAKE", "MFLAGS"))
        }
        command = ["make", "-n", "lab", *options]
        done = subprocess.run(
            command, cwd=ROOT, env=env, capture_output=True, text=True, check=True
        )
        return done.stdout.splitlines()[-1].split()[1:]

    start = [".venv/bin/python", "-m", "smmkit", "lab", "work"]
    assert words() == start
    assert words("PORT=8890", "BROWSER=0") == [*start, "--port", "8890", "--no-browser"]


@needs_posix
def test_an_old_python_is_told_what_to_do(tmp_path):
    for name in ("python3", "python"):
        fake = tmp_path / name
        fake.write_text('#!/bin/sh\n[ "$1" = --version ] && echo "Python 3.9.2"\nexit 1\n')
        fake.chmod(0o755)
    done = subprocess.run(
        ["/bin/sh", str(ROOT / "setup/python.sh"), "x.py"],
        env={"PATH": str(tmp_path)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1
    assert "needs Python 3.11 or newer. Found: Python 3.9.2." in done.stderr


@needs_posix
def test_the_ci_script_runs_the_same_command():
    script = ROOT / ".ci/run"
    assert os.access(script, os.X_OK)
    assert script.read_text().rstrip().endswith("\nmake test")
    subprocess.run(["bash", "-n", script], check=True)
