"""
Look through a learner's code for what no exercise asks for.

A finding is shown to the instructor and moves no mark: the grader is built so that none of this
pays. It only helps a person to decide whom to talk to.
"""

from __future__ import annotations

import ast
import re
import sys
import warnings

__all__ = ["suspicions"]

_WORDS = {
    r"\bcoach\.(keys|judge|questions|wire|client|channel)\b": "reaches for the coach's inside",
    # No pattern runs to the end of a line: a line made for that would take hours.
    r"\bcoach\s{1,9}import\s{1,9}.{0,300}\b(keys|judge|wire|client|channel)\b": (
        "reaches for the coach's inside"
    ),
    r"smmkit[./]grading": "reaches for the grader",
    r"gradebook(\.db)?\b": "names the gradebook",
    r"NBGRADER_|SMMKIT_STUDENT|SMMKIT_COHORT": "names the grader's settings",
    r"/etc/(passwd|shadow)|/proc/": "names a file of the system",
    r"input_transformers?_|ast_transformers|InteractiveShell|\bexecution_count\b": (
        "changes how cells are run"
    ),
    r"\brun_cell\b|events\.register": "changes how cells are run",
    r"\bos\._exit\b|\bos\.(fork|kill|abort)\b": "ends or multiplies its own process",
    r"\bos\.(write|dup2?|closerange)\b": "writes to what others opened",
    r"\bptrace\b|\bctypes\b": "reaches below Python",
    r"\bgc\.get_(objects|referrers)\b|\bsys\._getframe\b|\binspect\.(stack|currentframe)\b": (
        "looks into the running program"
    ),
    r"\bsocket\.|\burllib\.request\b|\brequests\.(get|post)\b": "wants the network",
    r"### (BEGIN|END) HIDDEN": "imitates a hidden test",
    r"<script\b|javascript:": "prints a script for a browser",
}
_MAX_CHAIN = 20
# The others are changed by honest people too: a level, a limit, a way to show warnings.
_NOT_TO_CHANGE = (sys.stdlib_module_names - {"warnings", "logging", "locale", "sys"}) | {
    *("smmkit", "kpi", "check", "np", "pd", "pandas", "numpy", "scipy")
}
_OWN_WAYS = ("__eq__", "__float__", "__reduce__", "__instancecheck__")


def suspicions(source: str) -> list[str]:
    """
    Return what looks odd in a cell, in words; empty if nothing does.

    Examples
    --------
    >>> suspicions("total = posts['reach'].sum()")
    []
    >>> suspicions("import builtins; builtins.print = None")
    ['changes what Python itself brings']
    """
    found = [words for pattern, words in _WORDS.items() if re.search(pattern, source)]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # an odd escape in a string is no fault
            nodes = list(ast.walk(ast.parse(source)))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return sorted(set(found))
    for node in nodes:
        if isinstance(node, ast.Assign | ast.AugAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            for target in targets:
                found += _target(target)
        elif isinstance(node, ast.Call) and getattr(node.func, "id", "") == "setattr":
            first = node.args[0] if node.args else None
            if getattr(first, "id", "") in ("builtins", "__builtins__", "smmkit", "sys"):
                found.append("changes what Python itself brings")
        elif isinstance(node, ast.FunctionDef) and node.name in ("check", *_OWN_WAYS):
            found.append(f"defines {node.name} of its own")
    return sorted(set(found))


def _target(target: ast.expr) -> list[str]:
    """Say what is odd about a place that is assigned to."""
    if isinstance(target, ast.Name) and target.id in ("check", "__builtins__", "get_ipython"):
        return [f"gives {target.id} another meaning"]
    base, depth = target, 0
    while isinstance(base, ast.Attribute | ast.Subscript):
        base, depth = base.value, depth + 1
    if not isinstance(base, ast.Name) or not 0 < depth <= _MAX_CHAIN:
        return []
    written = ast.unparse(target)
    if base.id in ("builtins", "__builtins__"):
        return ["changes what Python itself brings"]
    if base.id in _NOT_TO_CHANGE and isinstance(target, ast.Attribute):
        # pd.options.display... is a setting, and honest.
        return [] if ".options." in written else [f"replaces {written[:60]}"]
    if written.startswith("sys.modules"):
        return ["replaces a module"]
    return []
