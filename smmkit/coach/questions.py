"""
Questions: what is asked, what it is worth, its key, and the wrong answers expected by name.

A key is a function of the learner's brand, and so is each misconception: the coach can
tell in any learner's own numbers which mistake was made.
"""

from __future__ import annotations

import importlib
import importlib.util
import pkgutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from smmkit.coach.answers import Kind
from smmkit.errors import ArgumentError, did_you_mean

__all__ = ["Alternative", "Misconception", "Question", "QuestionSet", "all_questions", "find"]

KEYS = "smmkit.coach.keys"
_BRANDS_KEPT = 32  # a verdict asks for each value; a learner checks again and again


@dataclass(frozen=True)
class Misconception:
    """A typical mistake: its name, the value it leads to, and what to say of it."""

    name: str
    says: str
    value: Callable[[Any], Any]


@dataclass(frozen=True)
class Alternative:
    """Another way to a right answer: its name, and the value it leads to."""

    name: str
    value: Callable[[Any], Any]


@dataclass
class Question:
    """
    One question of an exercise.

    Parameters
    ----------
    id : str
        ``"set.name"``, such as ``"kpis.er_by_reach"``.
    lesson : str
        Number of its lesson, such as ``"08"``.
    title : str
        A few words, for the progress board.
    points : float
        What it is worth. Points stand here and nowhere else.
    answer : Kind
        What the answer must be.
    key : callable
        ``key(brand)`` gives the right answer, or what an answer is held against.
    hints : tuple of str
        A hint, then a stronger one.
    checked, not_checked : str
        What the check looked at, and what it did not.
    example : callable, optional
        ``example(brand)`` gives one right answer, where several are right and the key is a
        set of them or a range.
    misconceptions : list of Misconception
        At least two.
    alternatives : list of Alternative
        Other ways that must earn every point; a release tries them.
    """

    id: str
    lesson: str
    title: str
    points: float
    answer: Kind
    key: Callable[[Any], Any]
    hints: tuple[str, ...]
    checked: str
    not_checked: str
    example: Callable[[Any], Any] | None = None
    misconceptions: list[Misconception] = field(default_factory=list)
    alternatives: list[Alternative] = field(default_factory=list)

    def right_answer(self, brand: Any) -> Any:
        """Return an answer that earns every point on a brand."""
        return (self.example or self.key)(brand)

    def wrong(self, name: str, says: str) -> Callable[[Callable], Callable]:
        """Add a misconception: decorate the function of the brand that makes its value."""

        def add(value: Callable[[Any], Any]) -> Callable[[Any], Any]:
            kept = lru_cache(maxsize=_BRANDS_KEPT)(value)
            self.misconceptions.append(Misconception(name, says, kept))
            return value

        return add

    def also(self, name: str) -> Callable[[Callable], Callable]:
        """Add another way to a right answer: decorate the function of the brand that goes it."""

        def add(value: Callable[[Any], Any]) -> Callable[[Any], Any]:
            self.alternatives.append(Alternative(name, value))
            return value

        return add


class QuestionSet:
    """
    The questions of one exercise, in order.

    Parameters
    ----------
    lesson : str
        Number of the lesson.
    name : str
        First half of each question's id, and name of the module in `coach.keys`.
    """

    def __init__(self, lesson: str, name: str) -> None:
        self.lesson, self.name = lesson, name
        self.questions: dict[str, Question] = {}

    def question(
        self,
        name: str,
        *,
        title: str,
        points: float,
        answer: Kind,
        hints: Sequence[str],
        checked: str,
        not_checked: str,
        example: Callable[[Any], Any] | None = None,
    ) -> Callable[[Callable[[Any], Any]], Question]:
        """Add a question: decorate the function of the brand that makes its key."""

        def add(key: Callable[[Any], Any]) -> Question:
            whole = f"{self.name}.{name}"
            if whole in self.questions:
                raise ArgumentError(f"The question {whole!r} stands twice in {self.name}.")
            self.questions[whole] = Question(
                id=whole,
                lesson=self.lesson,
                title=title,
                points=points,
                answer=answer,
                key=lru_cache(maxsize=_BRANDS_KEPT)(key),
                hints=tuple(hints),
                checked=checked,
                not_checked=not_checked,
                example=example,
            )
            return self.questions[whole]

        return add


def find(question: str) -> Question:
    """
    Return the question with this id.

    Parameters
    ----------
    question : str
        ``"set.name"``.

    Raises
    ------
    ArgumentError
        If there is none; it names the nearest.
    """
    name = question.partition(".")[0] if isinstance(question, str) else ""
    if not name.isidentifier() or importlib.util.find_spec(f"{KEYS}.{name}") is None:
        known = _set_names()
        raise ArgumentError(
            f"A question's id begins with one of {', '.join(known)}; received {question!r}."
            f"{did_you_mean(name, known)}"
        )
    questions = _load(name).questions
    if question not in questions:
        raise ArgumentError(
            f"There is no question {question!r}; {name} has {', '.join(questions)}."
            f"{did_you_mean(question, questions)}"
        )
    return questions[question]


def all_questions() -> list[Question]:
    """Return every question of the course, lesson by lesson."""
    sets = sorted((_load(name) for name in _set_names()), key=lambda found: found.lesson)
    return [question for found in sets for question in found.questions.values()]


def _load(name: str) -> QuestionSet:
    return importlib.import_module(f"{KEYS}.{name}").QUESTIONS


def _set_names() -> list[str]:
    return [module.name for module in pkgutil.iter_modules(importlib.import_module(KEYS).__path__)]
