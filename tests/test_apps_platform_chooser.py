"""The platform chooser, moved without a browser."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from smmkit import Brand, audience
from smmkit.apps.platform_chooser import platform_chooser
from smmkit.errors import ArgumentError, TableError

BRAND = Brand.of("ada")
PUBLIC = BRAND.public()
BEST = audience.choose(PUBLIC.people, PUBLIC.hours, budget=BRAND.hours, worth="worth")


@pytest.fixture
def chooser():
    return platform_chooser(PUBLIC.people, PUBLIC.hours, budget=BRAND.hours, worth="worth")


def control(chooser, begins):
    (found,) = [c for c in chooser.children[:-1] if c.description.startswith(begins)]
    return found


def text(chooser):
    return re.sub(r'src="[^"]*"', "", chooser.children[-1].value)


def tick(chooser, names):
    for name in names:
        control(chooser, f"{name}:").value = True


def test_it_begins_with_nothing(chooser):
    assert "Tick a platform to begin." in text(chooser)
    assert "nothing yet" in text(chooser)


def test_the_best_choice_gives_nothing_away(chooser):
    tick(chooser, BEST["platforms"])
    assert f"reaches {100 * BEST['reached']:.1f} % (worth" in text(chooser)
    assert "gives away 0.0 %" in text(chooser)


def test_another_choice_shows_its_regret_and_its_double_count(chooser):
    public = PUBLIC
    ranked = audience.rank(public.people, public.hours, budget=BRAND.hours, worth="worth")
    second = ranked.iloc[1]
    tick(chooser, second["platforms"])
    assert f"gives away {100 * second['regret']:.1f} %" in text(chooser)
    assert f">{100 * second['summed']:.1f}<" in text(chooser)


def test_more_than_the_hours_is_said(chooser):
    tick(chooser, PUBLIC.hours)
    assert "leave something out" in text(chooser)
    assert "over the budget" in text(chooser)
    control(chooser, "budget").value = sum(PUBLIC.hours.values())
    assert "gives away 0.0 %" in text(chooser)


def test_the_best_is_shown_only_when_asked_for(chooser):
    words = ", ".join(BEST["platforms"])
    assert words not in text(chooser)
    control(chooser, "show").value = True
    assert words in text(chooser)
    assert text(chooser).count("<tr>") == 1 + 1 + 5
    assert "No choice within" in text(chooser)


def test_people_and_worth_differ(chooser):
    tick(chooser, BEST["platforms"][:1])
    before = text(chooser)
    control(chooser, "count").value = "people"
    assert text(chooser) != before
    assert "(people, counted once)" in text(chooser)


def test_the_picture_has_its_text(chooser):
    tick(chooser, BEST["platforms"])
    alt = r'<img alt="A dot for every choice of platforms[^"]+gives away'
    assert re.search(alt, text(chooser))


def test_without_worth_only_people_are_counted():
    chooser = platform_chooser(PUBLIC.people, PUBLIC.hours, budget=BRAND.hours, chosen=["x"])
    assert control(chooser, "count").options == ("people",)
    assert control(chooser, "x:").value


def test_wrong_arguments_are_named_and_words_escaped():
    with pytest.raises(TableError, match='"x"'):
        platform_chooser(pd.DataFrame({"y": [True]}), {"x": 2}, budget=3)
    with pytest.raises(ArgumentError, match="budget"):
        platform_chooser(PUBLIC.people, PUBLIC.hours, budget=0)
    with pytest.raises(ArgumentError, match="chosen"):
        platform_chooser(PUBLIC.people, PUBLIC.hours, budget=3, chosen=["myspace"])
    odd = platform_chooser(pd.DataFrame({"<b>": [True]}), {"<b>": 2}, budget=3, chosen=["<b>"])
    assert "<b>" not in text(odd)
