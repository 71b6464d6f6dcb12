"""Notebooks that try to gain a mark, or to do harm: none gains anything, none stalls the class."""

from __future__ import annotations

import nbformat
from fixtures_grading import by_name, released, solved

from corpus import (
    ANSWERS,
    INSTRUCTOR,
    KPIS,
    LEARNER,
    NOBODY,
    WELCOME,
    Case,
    cheat,
    costly,
    with_answers,
)

_EVERYTHING = """
class Any(dict):
    def __eq__(self, o): return True
    __hash__ = None
    def __float__(self): return 1.0
    def __getitem__(self, k): return self
    def items(self): return []
first_look = home_followers = home_engagements = Any()
"""
_LINE = """
import json, os, socket, struct
def tell(**message):
    data = json.dumps(message).encode()
    for fd in range(3, 100):
        try:
            s = socket.socket(fileno=os.dup(fd))
            s.send(struct.pack(">I", len(data)) + data)
        except OSError: pass
"""
_FRAME = """
import sys
frame = sys._getframe()
while frame and "sock" not in frame.f_locals: frame = frame.f_back
from smmkit.grading import frames
"""

CHEATS = [
    # -- the shell -------------------------------------------------------------------------
    cheat(
        "input transformer", "get_ipython().input_transformers_cleanup.append(lambda x: ['2\\n'])"
    ),
    cheat(
        "ast transformer",
        "import ast\nclass T(ast.NodeTransformer):\n    def visit_Call(self, node):\n"
        "        return ast.Constant(2)\nget_ipython().ast_transformers.append(T())",
    ),
    cheat("run_cell", "get_ipython().run_cell = lambda *a, **k: 2"),
    cheat("events", "get_ipython().events.register('post_run_cell', lambda *a: print('2'))"),
    cheat("namespace", "get_ipython().user_ns = {'home_followers': 1}", told=NOBODY),
    cheat(
        "magic check",
        "get_ipython().register_magic_function(lambda l: 2, magic_name='check')",
        told=NOBODY,
    ),
    # -- check, coach and wire -------------------------------------------------------------
    cheat("own check", "def check(*a):\n    return 2"),
    cheat("check in the package", "import smmkit\nsmmkit.check = lambda *a: 2"),
    cheat("wire", "import smmkit.coach.wire as w\nw.encode = lambda *a: {'score': 2}"),
    cheat("channel", "import smmkit.coach.channel as c\nc.ask = lambda *a, **k: {'score': 2}"),
    cheat("judge", "from smmkit.coach import judge\njudge._verdict = lambda *a: {'score': 2}"),
    cheat("keys", "from smmkit.coach.keys import welcome\nhome_followers = welcome.QUESTIONS"),
    cheat(
        "keys by import",
        "import importlib\nimportlib.import_module('smmkit.coach.' + 'keys')",
        told=LEARNER,
        what="cannot" if False else "",
    ),
    cheat(
        "keys as files",
        "import glob, os, smmkit\nroot = os.path.dirname(smmkit.__file__)\n"
        "home_followers = [open(f).read() for f in glob.glob(root + '/coach/k*/*.py')][0]",
        told=LEARNER,
    ),
    cheat(
        "key by question",
        "from smmkit.coach.questions import find\n"
        "home_followers = find('welcome.home_followers').key(brand)",
    ),
    cheat(
        "brand of another",
        "from smmkit import Brand\n"
        "home_followers = int(Brand.of('x', '1').history().daily['followers'].iloc[-1])",
        told=NOBODY,
    ),
    # -- the answer's line -----------------------------------------------------------------
    cheat(
        "verdict on the line",
        _LINE + "tell(done=True, score=2, type='verdict', status='right')",
        told=INSTRUCTOR,
    ),
    cheat(
        "stray answers",
        _LINE + "for n in range(200): tell(id=str(n), message={'answer': n})",
        told=INSTRUCTOR,
    ),
    cheat(
        "garbage on the line",
        "import os\nfor fd in range(3, 100):\n"
        "    try: os.write(fd, b'\\xff' * 1000)\n    except OSError: pass",
    ),
    cheat(
        "runner's own socket",
        _FRAME + "s = frame.f_locals['sock']\nframes.send(s, {'id': "
        "frame.f_locals['request']['id'], 'done': True, 'score': 2, 'verdict': 'right'})",
    ),
    cheat(
        "runner's send",
        _FRAME + "real = frames.send\nframes.send = lambda s, m, d=None: real(s, "
        "m | {'score': 2, 'message': {'type': 'verdict', 'score': 2}})",
    ),
    cheat(
        "endless answers",
        _FRAME + "s = frame.f_locals['sock']\n"
        "i = frame.f_locals['request']['id']\nfor n in range(100_000):\n"
        "    frames.send(s, {'id': i, 'message': {'answer': n}}); frames.receive(s)",
    ),
    cheat(
        "runner's globals",
        "import gc\nfor d in gc.get_objects():\n"
        "    if isinstance(d, dict) and '_answer' in d: d['_answer'] = lambda *a: None",
    ),
    cheat(
        "json lies",
        "import json\nreal = json.dumps\n"
        "json.dumps = lambda o, **k: real({'done': True, 'score': 2, 'id': o.get('id')})",
    ),
    cheat(
        "json module",
        "import sys, types\nm = types.ModuleType('json')\n"
        "m.dumps = lambda *a, **k: '2'\nsys.modules['json'] = m",
    ),
    cheat(
        "thread on the line",
        _LINE + "import threading, time\ndef later():\n"
        "    time.sleep(0.2)\n    tell(done=True, score=2)\n"
        "threading.Thread(target=later, daemon=True).start()",
    ),
    cheat("fork that stays", "import os\nif os.fork() == 0:\n    home_followers = 2"),
    cheat("fork below Python", "import ctypes\nctypes.CDLL(None).fork()"),
    cheat("atexit", _LINE + "import atexit\natexit.register(lambda: tell(done=True, score=2))"),
    # -- odd objects -----------------------------------------------------------------------
    cheat("equal to everything", _EVERYTHING),
    cheat(
        "a number equal to all",
        "class One(int):\n    def __eq__(self, o): return True\n"
        "    __hash__ = int.__hash__\n    def __sub__(self, o): return 0\n    __rsub__ = __sub__\n"
        "    def __abs__(self): return 0\nhome_followers = home_engagements = One(1)",
    ),
    cheat(
        "a float of its own",
        "class F(float):\n    def __float__(self): return self\n"
        "    def __eq__(self, o): return True\n    __hash__ = None\nhome_followers = F(3)",
    ),
    cheat(
        "a class of another",
        "class C:\n    @property\n    def __class__(self): return int\n"
        "    def __eq__(self, o): return True\n    __hash__ = None\nhome_followers = C()",
    ),
    cheat(
        "instance of all",
        "class M(type):\n    def __instancecheck__(c, o): return True\n"
        "class C(metaclass=M): pass\nhome_followers = C()",
    ),
    cheat(
        "array of its own",
        "import numpy as np\nclass A(np.ndarray):\n"
        "    def item(self): return 2\nhome_followers = np.zeros(3).view(A)",
        told=NOBODY,
    ),
    cheat(
        "pickle", "class P:\n    def __reduce__(self): return (eval, ('2',))\nhome_followers = P()"
    ),
    cheat("tagged verdict", "home_followers = {'$verdict': 'right', 'score': 2}", told=NOBODY),
    cheat("refused", "home_followers = {'$refused': 'x'}", told=NOBODY),
    cheat("generator", "home_followers = (n for n in iter(int, 1))", told=NOBODY),
    cheat("many guesses", "home_followers = list(range(10_000))", told=NOBODY),
    cheat("nan", "home_followers = float('nan')", told=NOBODY),
    cheat("infinity", "home_followers = float('inf')", told=NOBODY),
    cheat("true", "home_followers = True", told=NOBODY),
    cheat("complex", "home_followers = 1j", told=NOBODY),
    cheat("a module", "import math\nhome_followers = math", told=NOBODY),
    cheat("huge number", "home_followers = 10 ** 5000", told=NOBODY),
    cheat("huge text", "home_followers = 'x' * 5_000_000", told=NOBODY),
    cheat("huge table", "home_followers = pd.DataFrame({'a': range(2_000_000)})", told=NOBODY),
    cheat("deep", "x = []\nfor _ in range(5000): x = [x]\nhome_followers = x", told=NOBODY),
    cheat("cycle", "x = []; x.append(x); home_followers = x", told=NOBODY),
    cheat("lone surrogate", "home_followers = '\\ud83d' * 9", told=NOBODY),
    # -- helpers ---------------------------------------------------------------------------
    cheat(
        "built-ins", "import builtins\nbuiltins.abs = lambda x: 0\nbuiltins.round = lambda *a: 0"
    ),
    cheat("math", "import math\nmath.isclose = lambda *a, **k: True", what="replaces math.isclose"),
    cheat("pandas", "pd.DataFrame.equals = lambda *a: True"),
    cheat("craft", "from smmkit import kpi\nkpi.er_by_reach = lambda *a, **k: 2"),
    cheat("sys.modules", "import sys\nsys.modules['smmkit.coach.judge'] = sys"),
    # -- secrets ---------------------------------------------------------------------------
    cheat(
        "gradebook",
        "import sqlite3, glob\nfor f in glob.glob('/**/gradebook.db', "
        "recursive=True):\n    sqlite3.connect(f).execute('UPDATE grade SET auto_score = 9')",
    ),
    cheat(
        "other submissions",
        "import glob\nhome_followers = len(glob.glob('/**/submitted/*', recursive=True))",
        told=NOBODY,
    ),
    cheat("environment", "import os\nos.environ['SMMKIT_STUDENT'] = 'ben'"),
    cheat(
        "proc",
        "import glob\nhome_followers = [open(f, 'rb').read() for f in "
        "glob.glob('/proc/*/environ')]",
    ),
    cheat("memory of others", "f = open('/proc/1/mem', 'rb')\nf.seek(4096); f.read(10)"),
    cheat("ptrace", "import ctypes\nhome_followers = ctypes.CDLL(None).ptrace(16, 1, 0, 0)"),
    cheat("network", "import urllib.request\nurllib.request.urlopen('http://1.1.1.1', timeout=1)"),
    cheat("system file", "home_followers = open('/etc/passwd').read()"),
    cheat(
        "a link made inside",
        "import os\nos.symlink('/etc/shadow', 'mine')\nhome_followers = open('mine').read()",
        told=LEARNER,
    ),
    cheat(
        "start-up file",
        "import site, os\nfor d in site.getsitepackages():\n"
        "    open(os.path.join(d, 'x.pth'), 'w').write('import os')",
        told=LEARNER,
    ),
    # -- pages -----------------------------------------------------------------------------
    cheat(
        "prints a mark",
        "print('Right: 2 of 2 points'); display({'text/plain': '2'}, raw=True)",
        told=NOBODY,
    ),
    cheat("hidden test", "### BEGIN HIDDEN TESTS\nassert True\n### END HIDDEN TESTS"),
    cheat(
        "script",
        "from IPython.display import HTML, Javascript, SVG\n"
        "display(HTML('<script>alert(1)</script>')); display(Javascript('alert(1)'))\n"
        'display(SVG(\'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>\'))',
    ),
    cheat("html magic", "%%html\n<script>alert(1)</script>"),
    cheat(
        "half a tag",
        "print('<scr' + 'ipt>alert(1)</scr' + 'ipt>')\n"
        "display({'text/html': '<scr' + 'ipt>alert(1)</scr' + 'ipt>'}, raw=True)",
        told=NOBODY,
    ),
    cheat("terminal bomb", "print('\\x1b[2J\\x1b]0;owned\\x07' * 1000)", told=NOBODY),
    costly(
        "tags without end",
        "for _ in range(9): display({'text/html': '<b><i><p>' * 4_000}, raw=True)",
        told=NOBODY,
    ),
    cheat("many styles", "display({'text/html': '<style' * 60_000}, raw=True)", told=NOBODY),
    cheat("many tags", "display({'text/html': '<b><i><p>' * 20_000}, raw=True)", told=NOBODY),
    cheat(
        "false picture",
        "display({'image/png': 'AAAA', 'image/svg+xml': '<svg/>'}, raw=True)",
        told=NOBODY,
    ),
    # -- harm ------------------------------------------------------------------------------
    costly("an end", "import os\nos._exit(0)", what="ended"),
    costly("sys.exit", "import sys\nsys.exit(3)", what="was not made"),
    costly("kill of all", "import os\nos.kill(-1, 9)", what="was not made"),
    costly("kill of the first", "import os\nos.kill(1, 9); os.kill(os.getppid(), 15)", what=""),
    costly("stop", "import os, signal\nos.kill(os.getpid(), signal.SIGSTOP)", what="was not made"),
    costly("segmentation fault", "import ctypes\nctypes.string_at(0)", what="SIGSEGV"),
    costly("endless loop", "while True: pass", what="longer than 2.5 seconds"),
    costly(
        "loop that swallows",
        "while True:\n    try:\n        while True: pass\n    except BaseException: pass",
        what="longer than 2.5 seconds",
    ),
    costly(
        "no alarm",
        "import signal\nsignal.signal(signal.SIGALRM, signal.SIG_IGN)\nwhile True: pass",
        what="could not be stopped",
    ),
    costly(
        "no timer",
        "import signal\nsignal.setitimer(signal.ITIMER_REAL, 0)\nwhile True: pass",
        what="could not be stopped",
    ),
    costly("long sum", "sum(range(10 ** 11))", what="longer than 2.5 seconds"),
    costly("long power", "9 ** 9 ** 9", what="stopped"),
    costly("recursion", "def f(): return f()\nf()", what="a cell above it stopped"),
    costly(
        "recursion without a floor",
        "import sys\nsys.setrecursionlimit(10 ** 9)\ndef f(): return f()\nf()",
        what="",
    ),
    costly(
        "words without end",
        "class E(Exception):\n    def __str__(self):\n        while True: pass\nraise E",
        what="stopped",
    ),
    costly(
        "a bad name",
        "class M(type):\n    @property\n    def __name__(c): raise SystemExit\n"
        "class E(Exception, metaclass=M): pass\nraise E",
        what="",
    ),
    costly("memory", "held = b'x' * 3_000_000_000", what="MemoryError"),
    costly(
        "memory in pieces", "held = []\nwhile True: held.append(bytearray(10_000_000))", what=""
    ),
    costly("fork bomb", "import os\nwhile True:\n    os.fork()", what=""),
    costly(
        "thread bomb",
        "import threading, time\nwhile True:\n"
        "    threading.Thread(target=time.sleep, args=(60,)).start()",
        what="",
    ),
    costly("flood", "while True: print('x' * 10_000)", what="longer than 2.5 seconds"),
    costly(
        "flood of pictures",
        "for _ in range(10 ** 9): display({'image/png': 'A' * 100_000}, raw=True)",
        what="longer than 2.5 seconds",
    ),
    costly("closed line", "import os\nos.closerange(3, 300)", what=""),
    costly("open files", "held = [open('/dev/null') for _ in range(10 ** 6)]", what="OSError"),
    costly(
        "full disk",
        "with open('big', 'wb') as f:\n    while True: f.write(b'x' * 10_000_000)",
        what="",
    ),
    costly("many files", "for n in range(10 ** 9): open(f'f{n}', 'w').close()", what=""),
    costly(
        "no print", "import sys\nsys.stdout = sys.stderr = None\nhome_followers = 0", told=NOBODY
    ),
    costly(
        "no imports", "import builtins\nraise builtins.__import__('os').error('x')", what="OSError"
    ),
    costly(
        "daemon",
        "import os\nif os.fork() == 0:\n    os.setsid()\n    if os.fork() == 0:\n"
        "        os.execv('/bin/sleep', ['sleep', '61.25'])\n    os._exit(0)",
        told=INSTRUCTOR,
        what="multiplies",
    ),
    costly("background", "import subprocess\nsubprocess.Popen(['sleep', '61.25'])", told=NOBODY),
]


# -- functions ---------------------------------------------------------------------------------


def _function(name, body, points, *, told=NOBODY, what=""):
    source = f"calls = 0\ndef rate_by_reach(posts):\n    global calls\n    calls += 1\n    {body}"

    def make():
        return with_answers(solved, KPIS, function_answer=source)

    marks = {"kpis.rate_by_reach": points, "total": 13 + points}
    return Case(f"function: {name}", make, marks, told, what, KPIS)


FUNCTIONS = [
    _function("loops", "while True: pass", 0, told=LEARNER, what="TimeoutError"),
    _function("ends", "import os; os._exit(0)", 0, told=LEARNER, what="ended"),
    _function("exits", "raise SystemExit", 0, told=LEARNER, what="SystemExit"),
    _function("asks for time", "import time; time.sleep(9)", 0, told=LEARNER, what="TimeoutError"),
    _function("is equal to all", "return type('A', (float,), {'__eq__': lambda s, o: True})(2)", 0),
    _function("returns itself", "return rate_by_reach", 0, told=LEARNER),
    _function("yields", "yield 0.5", 0, told=LEARNER),
    _function(
        "prints its cases", "print(posts); open('cases', 'a').write(str(posts)); return 0", 0
    ),
    _function(
        "looks who asks",
        "import sys; f = sys._getframe(1); return f.f_locals.get('key')",
        0,
        told=INSTRUCTOR,
        what="looks into the running program",
    ),
    _function("returns a flood", "return [0.5] * 10_000_000", 0, told=LEARNER),
    _function("returns words without end", "return 'x' * 3_000_000", 0, told=LEARNER),
    _function(
        "raises a surrogate", "raise ValueError('\\ud83d')", 0, told=LEARNER, what="ValueError"
    ),
    _function(
        "empties its table",
        "posts.drop(posts.index, inplace=True); return 0",
        0,
        told=LEARNER,
        what="changes the very data",
    ),
    _function("forks", "import os; os.fork(); return 0", 0, told=INSTRUCTOR),
]


# -- cells and metadata ------------------------------------------------------------------------


def _changed(change, base=released):
    def make():
        notebook = base(WELCOME)
        change(notebook)
        return notebook

    return make


def _tag_all(notebook):
    for cell in notebook.cells:
        cell.metadata["tags"] = ["skip-execution", "raises-exception", "remove-cell"]


def _mark_itself(notebook):
    for cell in notebook.cells:
        if cell.source.startswith("check("):
            cell.outputs = [nbformat.v4.new_output("execute_result", {"text/plain": "2"})]
            cell.execution_count = 1
            cell.metadata.nbgrader["score"] = 2


def _edit_checks(notebook):
    for cell in notebook.cells:
        if cell.source.startswith("check("):
            cell.source = "2"


def _more_points(notebook):
    for cell in notebook.cells:
        if cell.source.startswith("check("):
            cell.metadata.nbgrader["points"] = 100


def _forge_checks(notebook):
    for number in range(3):
        cell = nbformat.v4.new_code_cell(
            "2",
            metadata={
                "nbgrader": {
                    "grade": True,
                    "grade_id": f"mine-{number}",
                    "locked": False,
                    "points": 5,
                    "schema_version": 3,
                    "solution": False,
                    "task": False,
                }
            },
        )
        notebook.cells.append(cell)


def _same_names(notebook):
    for cell in notebook.cells:
        if "nbgrader" in cell.metadata:
            cell.metadata.nbgrader["grade_id"] = "first-look-check"


def _answers_as_checks(notebook):
    for name in ANSWERS:
        by_name(notebook, name).metadata.nbgrader.update(grade=True, solution=False, points=9)


def _own_setup(notebook):
    by_name(notebook, "setup").source = (
        "class brand: platforms = []; home = 'x'\nhome_posts = home_daily = []\n"
        "def check(*a): return 2"
    )


def _manual_points(notebook):
    cell = by_name(notebook, "note-answer")
    cell.metadata.nbgrader.update(points=400, grade=True)


def _kpis_manual():
    notebook = released(KPIS)
    _manual_points(notebook)
    return notebook


def _easy_check(notebook):
    """Ask the first question again in place of the others, where its right answer stands."""
    for cell in notebook.cells:
        if cell.source.startswith("check("):
            cell.source = 'check("welcome.first_look", first_look)'
    by_name(notebook, ANSWERS[0]).source = by_name(solved(WELCOME), ANSWERS[0]).source


def _swap_names(notebook):
    """Let the right answer stand under each of the names."""
    one, two = by_name(notebook, ANSWERS[0]), by_name(notebook, ANSWERS[1])
    names = one.metadata.nbgrader, two.metadata.nbgrader
    names[0]["grade_id"], names[1]["grade_id"] = ANSWERS[1], ANSWERS[0]


METADATA = [
    Case("every cell tagged", _changed(_tag_all)),
    Case("marks in the outputs", _changed(_mark_itself)),
    Case("checks edited", _changed(_edit_checks), told=LEARNER, what="the check cell was changed"),
    Case("points raised", _changed(_more_points), told=LEARNER, what="points was changed to 100"),
    Case("checks of its own", _changed(_forge_checks), told=LEARNER, what="does not have"),
    Case("one name for all", _changed(_same_names), told=LEARNER, what="stands"),
    Case("answers made checks", _changed(_answers_as_checks), told=LEARNER, what="was changed to"),
    Case("a setup of its own", _changed(_own_setup, solved), (2, 2, 2), LEARNER, "locked cell"),
    Case("a person's points raised", _kpis_manual, {"total": 0}, LEARNER, "400", KPIS),
    Case("an easier check", _changed(_easy_check), (2, 0, 0), LEARNER, "check cell was changed"),
    Case("names swapped", _changed(_swap_names, solved), (0, 2, 2), LEARNER, "moved"),
]

ALL = [*CHEATS, *FUNCTIONS, *METADATA]
