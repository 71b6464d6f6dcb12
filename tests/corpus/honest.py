"""Notebooks of honest people with habits of their own: nothing is lost, nobody is suspected."""

from __future__ import annotations

import json

from fixtures_grading import by_name, released, solved

from corpus import ANSWERS, FULL, KPIS, LEARNER, NOBODY, WELCOME, Case, added, with_answers

# What somebody writes into a cell of their own, and what it would be called in a report.
ADDED = {
    "warnings": "import warnings, sys\nwarnings.warn('careful')\nprint('!', file=sys.stderr)",
    "odd escapes": "import re\nre.findall('\\d+', 'a1')",
    "own check": "check('welcome.first_look', first_look)",
    "hides a built-in": "sum = 3; list = [1]; float = 2; print_ = print; print = print_",
    "magics": "%timeit -n1 -r1 1 + 1\n%matplotlib inline\n%who",
    "cell magic": "%%time\n1 + 1",
    "capture": "%%capture out\nprint('hidden')",
    "bash": "%%bash\nls -la\necho $HOME",
    "shell": "!echo hi\nfiles = !ls",
    "install": "%pip install -q pandas",
    "install by shell": "!pip install -q numpy",
    "help": "posts.head?",
    "help at a name": "?pd.DataFrame",
    "picture": "import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()",
    "a style": "import matplotlib.pyplot as plt\nplt.style.use('ggplot')"
    "\nplt.bar(['é', '日'], [1, 2])",
    "widget": "import ipywidgets\nipywidgets.IntSlider()",
    "interact": "from ipywidgets import interact\ninteract(lambda x: x, x=3)",
    "await": "import asyncio\nawait asyncio.sleep(0)",
    "exit": "exit()",
    "quit": "import sys\nsys.exit(0)",
    "error": "1 / 0",
    "syntax": "def broken(:\n    pass",
    "interrupted": "raise KeyboardInterrupt",
    "input": "input('name? ')",
    "display options": "pd.options.display.max_rows = 5\npd.set_option('display.precision', 2)",
    "chained assignment": "part = posts[posts['reach'] > 0]\npart['x'] = 1",
    "thread": "import threading\nthreading.Thread(target=print, args=('x',)).start()",
    "logging": "import logging\nlogging.basicConfig(level=logging.DEBUG)\nlogging.warning('x')",
    "file": "home_posts.to_csv('mine.csv')\npd.read_csv('mine.csv').shape",
    "temporary file": "import tempfile\ntempfile.NamedTemporaryFile().write(b'x')",
    "progress": "for i in range(2000): print(i, end='\\r')",
    "long table": "pd.set_option('display.max_rows', None)\npd.concat([posts] * 20)",
    "unicode": "é = '😀'; print(é, '\\ud83d')",
    "tabs": "if True:\n\tx = 1\n\tprint(x)",
    "Windows lines": "x = 1\r\nprint(x)\r\n",
    "another brand": "from smmkit import practice\nfrom smmkit.coach import learner",
    "introduces": "from smmkit.coach import introduce\nintroduce('ann')",
    "random": "import random, numpy as np\nrandom.random(), np.random.rand()",
    "time": "import time, datetime\ntime.sleep(0.1); datetime.datetime.now()",
    "class": "class Post:\n    def __init__(self, n): self.n = n"
    "\n    def __repr__(self): return 'P'\nPost(1)",
    "dataclass": "from dataclasses import dataclass\n@dataclass(order=True)\nclass P:\n    n: int"
    "\nP(1) < P(2)",
    "sort in place": "home_posts.sort_values('reach', inplace=True)",
    "deletes a name": "x = 1\ndel x",
    "old output": "_\n_1\nIn[1]",
    "empty": "   ",
    "comment": "# nothing here",
    "rich": "from IPython.display import Markdown, HTML, display"
    "\ndisplay(Markdown('**x**'), HTML('<b>x</b>'))",
    "styled": "posts.head().style.format(precision=1)",
    "plotly-like": "display({'application/vnd.plotly.v1+json': {'data': []}, 't"
    "ext/plain': 'x'}, raw=True)",
    "subprocess": "import subprocess\nsubprocess.run(['echo', 'hi'], capture_output=True)",
    "pool": "from concurrent.futures import ThreadPoolExecutor"
    "\nwith ThreadPoolExecutor() as p: list(p.map(str, [1]))",
    "processes": "from multiprocessing import Pool\nwith Pool(2) as p: print(p.map(abs, [-1]))",
}

# Other right ways to the answers of Welcome.
WAYS = {
    "numpy number": (
        "home_followers_answer",
        "home_followers = home_daily['followers'].to_numpy()[-1]",
    ),
    "float": ("home_followers_answer", "home_followers = float(home_daily['followers'].iloc[-1])"),
    "fraction": (
        "home_followers_answer",
        "from fractions import Fraction\n"
        "home_followers = int(Fraction(int(home_daily['followers'].iloc[-1])))",
    ),
    "by a date": (
        "home_followers_answer",
        "last = home_daily.sort_values('date')['date'].max()\n"
        "home_followers = home_daily.set_index('date').loc[last, 'followers']",
    ),
    "query": (
        "home_engagements_answer",
        "home_engagements = posts.query('platform == @brand.home').engagements.sum()",
    ),
    "loop": (
        "home_engagements_answer",
        "home_engagements = 0\nfor n in home_posts['engagements']:\n    home_engagements += n",
    ),
    "helper": (
        "home_engagements_answer",
        "def total(table, column='engagements'):\n"
        "    return int(table[column].sum())\nhome_engagements = total(home_posts)",
    ),
    "lambda": (
        "home_engagements_answer",
        "home_engagements = (lambda t: t.engagements.sum())(home_posts)",
    ),
    "an array of none": (
        "home_followers_answer",
        "import numpy as np\nlast = home_daily['followers'].iloc[-1]\n"
        "home_followers = np.where(last > 0, last, 0)",
    ),
    "a decimal": (
        "home_followers_answer",
        "from decimal import Decimal\nhome_followers = Decimal(int(home_daily.followers.iloc[-1]))",
    ),
    "a debugger left": (
        "home_followers_answer",
        "breakpoint()\nhome_followers = int(home_daily['followers'].iloc[-1])",
    ),
    "made from a script": (
        "home_followers_answer",
        "from IPython import get_ipython\nget_ipython().run_line_magic('matplotlib', 'inline')\n"
        "home_followers = int(home_daily['followers'].iloc[-1])",
    ),
    "walrus": (
        "home_engagements_answer",
        "(home_engagements := int(home_posts.engagements.sum()))",
    ),
    "an order of its own": (
        "first_look_answer",
        "first_look = dict(posts=len(home_posts), platforms=len(brand.platforms))",
    ),
    "a series": (
        "first_look_answer",
        "first_look = pd.Series({'platforms': len(brand.platforms), 'posts': len(home_posts)})",
    ),
    "more than asked": (
        "first_look_answer",
        "first_look = {'platforms': len(brand.platforms), "
        "'posts': len(home_posts), 'note': 'both read off'}",
    ),
    "ordered": (
        "first_look_answer",
        "from collections import OrderedDict\nfirst_look = OrderedDict("
        "platforms=len(brand.platforms), posts=len(home_posts))",
    ),
    "annotated": (
        "home_followers_answer",
        "home_followers: int = int(home_daily['followers'].iloc[-1])",
    ),
    "two on a line": (
        "home_followers_answer",
        "x = 1; home_followers = int(home_daily['followers'].iloc[-1]); print(x)",
    ),
    "a warning above": (
        "home_followers_answer",
        "import warnings\nwarnings.warn('x')\n"
        "home_followers = int(home_daily['followers'].iloc[-1])",
    ),
    "an error below": (
        "home_followers_answer",
        "home_followers = int(home_daily['followers'].iloc[-1])\nprint(hom_followers)",
    ),
    "an install above": (
        "home_followers_answer",
        "%pip install -q emoji\nhome_followers = int(home_daily['followers'].iloc[-1])",
    ),
}


def _way(name):
    part, source = WAYS[name]
    make = lambda: with_answers(solved, WELCOME, **{part: source})  # noqa: E731
    return Case(name, make, FULL)


def _kpis(name, *, told=NOBODY, what="", **sources):
    make = lambda: with_answers(solved, KPIS, **sources)  # noqa: E731
    return Case(name, make, {"total": 16}, told, what, KPIS)


def _shape(name, change, *, told=NOBODY, what=""):
    def make():
        notebook = json.loads(json.dumps(solved(WELCOME)))
        return change(notebook) or notebook

    return Case(name, make, FULL, told, what)


def _minor(number):
    def change(notebook):
        notebook["nbformat_minor"] = number
        for cell in notebook["cells"]:
            cell.pop("id", None)

    return change


def _encoded(name):
    return lambda notebook: json.dumps(notebook, ensure_ascii=False).encode(name)


def _kernel(notebook):
    notebook["metadata"]["kernelspec"] = {"name": "conda-env-smm-py", "display_name": "SMM"}


def _no_outputs(notebook):
    for cell in notebook["cells"]:
        cell.pop("outputs", None)
        cell.pop("execution_count", None)


def _run_once(notebook):
    for count, cell in enumerate(c for c in notebook["cells"] if c["cell_type"] == "code"):
        cell["execution_count"] = count + 1
        cell["outputs"] = [{"output_type": "stream", "name": "stderr", "text": ["careful\n"]}]


def _lists(notebook):
    for cell in notebook["cells"]:
        cell["source"] = cell["source"].splitlines(True)


def _editor(notebook):
    for cell in notebook["cells"]:
        cell["metadata"] |= {
            "collapsed": True,
            "jupyter": {"source_hidden": True},
            "vscode": {},
            "editable": False,
            "deletable": False,
            "tags": ["mine"],
            "slideshow": {},
        }


def _spaces(notebook):
    for cell in notebook["cells"]:
        cell["source"] = "\n".join(line + "  " for line in cell["source"].split("\n")) + "\n\n"


def _colab(notebook):
    for place, cell in enumerate(notebook["cells"]):
        cell["id"] = f"{place:x}Ab_-z"
        cell["metadata"]["id"] = cell["id"]
    notebook["metadata"]["colab"] = {"provenance": []}


def _name(folder):
    (folder / "00_welcome (1).ipynb").write_text(json.dumps(solved(WELCOME)), encoding="utf-8")


def _untouched():
    return released(WELCOME)


ALL = [
    *(added(f"adds: {name}", source) for name, source in ADDED.items() if name != "empty"),
    *(_way(name) for name in WAYS),
    added(
        "adds: words",
        "# My notes\n\nA & B, *emphasis*, $x^2$, 5 < 6, a table:\n\n|a|\n|-|\n|1|",
        kind="markdown",
    ),
    _kpis(
        "rows in another order",
        reversal_answer="parts = kpi.breakdown(home, by=['paid', 'format'])"
        "\nreversal = parts.reset_index().rename(columns={'rate': 'er_by_reach'}).iloc[::-1]",
    ),
    _kpis(
        "columns in another order",
        reversal_answer="parts = kpi.breakdown(home, by=['format', 'paid'])"
        ".reset_index()\nreversal = parts.rename(columns={'rate': 'er_by_reach'})"
        "[sorted(['er_by_reach', 'format', 'paid', 'posts'])]",
    ),
    _kpis(
        "groups in the index",
        reversal_answer="reversal = kpi.breakdown(home, by=['format', 'paid'])"
        ".rename(columns={'rate': 'er_by_reach'})",
    ),
    _kpis(
        "changes its table",
        told=LEARNER,
        what="changes the very data",
        function_answer="def rate_by_reach(posts):\n    posts.dropna(inplace=True)\n"
        "    return kpi.er_by_reach(posts)",
    ),
    _kpis("a lambda", function_answer="rate_by_reach = lambda p: kpi.er_by_reach(p)"),
    _kpis(
        "another parameter",
        function_answer="def rate_by_reach(df):\n"
        "    df = df.dropna(subset=['reach', 'engagements'])\n"
        "    return df['engagements'].sum() / df['reach'].sum()"
        " if df['reach'].sum() else float('nan')",
    ),
    _kpis(
        "prints as it goes",
        function_answer="def rate_by_reach(posts):\n    import warnings\n"
        "    warnings.warn('x'); print(posts)\n    return kpi.er_by_reach(posts)",
    ),
    *(_shape(f"format 4.{n}", _minor(n), told=LEARNER if n > 4 else NOBODY) for n in range(5)),
    *(
        _shape(f"written as {name}", _encoded(name), told=LEARNER, what="should be utf-8")
        for name in ("utf-8-sig", "utf-16")
    ),
    _shape("a kernel of its own", _kernel, told=LEARNER, what="put back to python3"),
    _shape("no outputs", _no_outputs),
    _shape("run, with warnings", _run_once),
    _shape("sources as lists", _lists),
    _shape("an editor's metadata", _editor),
    _shape("trailing blanks", _spaces),
    _shape("from Colab", _colab),
    Case("downloaded twice", None, FULL, LEARNER, "taken for 00_welcome.ipynb", lay=_name),
    Case("untouched", _untouched),
    Case(
        "first alone",
        lambda: with_answers(
            released, WELCOME, first_look_answer=by_name(solved(WELCOME), ANSWERS[0]).source
        ),
        (2, 0, 0),
    ),
]
