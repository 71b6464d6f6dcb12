"""What lesson 06 tells: true of every brand, and of the published posts it quotes."""

from __future__ import annotations

import emoji
import nbformat
import numpy as np
import pandas as pd
import pytest
from conftest import ROOT
from lessons import run, source

from smmkit import Brand, text
from smmkit.brand.drafts import briefs, drafts, facts
from smmkit.coach.channel import LocalChannel, ask
from smmkit.coach.keys.text import review_repairs

LESSON = nbformat.read(ROOT / "course" / "06_text.ipynb", as_version=4)
MASTER = nbformat.read(ROOT / "solutions" / "06_text" / "06_text.ipynb", as_version=4)
BRANDS = [Brand.of(f"reader {number}", "lesson 06") for number in range(12)]
each_brand = pytest.mark.parametrize("brand", BRANDS, ids=lambda brand: brand.student)


def run_cells(brand, *cell_ids):
    """Run cells of the lesson on a brand, without a kernel, and return the names they made."""
    names = {
        **{"pd": pd, "text": text, "drafts": drafts, "facts": facts},
        **{"my_brand": lambda: brand, "display": lambda thing: None},
    }
    return run(LESSON, names, cell_ids)


@each_brand
def test_luck_makes_and_unmakes_the_best_words(brand):
    made = run_cells(brand, "brand", "catchy-by-hand")
    often, home, opening = made["often"], made["home"], made["opening"]
    assert len(often) >= 4
    # "The dots of the best phrase alone spread further than the medians of all phrases."
    best = often.iloc[0]
    assert best["max"] - best["min"] > often["median"].max() - often["median"].min()

    def share(group):
        size = home["likes"].astype(float).rank()
        return size.groupby(group).transform("mean").var() / size.var()

    rng = np.random.default_rng(6)
    mixed = [
        share(pd.Series(rng.permutation(opening.to_numpy()), index=home.index)) for _ in range(200)
    ]
    # Themes have a small effect, and a beginning belongs to one: it may pass a little, no more.
    assert share(opening) < np.max(mixed) + 0.12
    assert share(home["format"]) > share(home["format"].sample(frac=1, random_state=6).to_numpy())
    assert len(home["format"].unique()) * 5 < opening.nunique()


def test_hardly_a_beginning_keeps_its_place_from_one_quarter_to_the_next(capsys):
    kept, same = [], []
    for brand in BRANDS:
        plain = source(LESSON, "catchy-by-hand") + "\nkept = opening.isin(often.index)"
        made = run_cells(brand, "brand")
        exec(plain, made)
        exec(source(LESSON, "catchy-halves"), made)
        kept.append(made["places"].corr().iloc[0, 1])
        same.append((made["places"].iloc[:, 0] == made["places"].iloc[:, 1]).mean())
    assert abs(np.nanmean(kept)) < 0.4
    assert np.mean(same) < 0.1
    assert max(same) < 0.25


def test_what_can_be_planned_explains_a_quarter_of_reach(shared):
    table = pd.read_csv(shared / "datasets" / "uci-facebook-metrics.csv", sep=";").dropna()
    reach = np.log(table["Lifetime Post Total Reach"])
    known = pd.get_dummies(
        table[["Type", "Post Month", "Post Weekday", "Post Hour", "Paid"]].astype(str), dtype=float
    )
    design = np.column_stack([np.ones(len(table)), known])
    rest = reach - design @ np.linalg.lstsq(design, reach, rcond=None)[0]
    assert 0.18 <= 1 - rest.var() / reach.var() <= 0.33


@each_brand
def test_what_is_said_of_the_drafts_is_so(brand):
    desk = drafts(brand).set_index("draft")
    used = desk["text"].map(lambda words: text.length(words, "x"))
    plain = desk["text"].map(len)
    assert used["A"] > 280
    assert used["E"] <= 280 < plain["E"]
    assert plain["F"] <= 280 < used["F"]
    assert plain["E"] < plain["A"]
    # Cutting A loses facts; the sixth hashtag of C is refused; changing to Facebook frees it.
    gone = text.cut(desk.loc["A", "text"], "x", ending="…")
    assert facts(brand, "A")["link"] not in gone
    assert len(text.hashtags(desk.loc["C", "text"])) == 6
    costs = {
        name: text.review(
            desk.loc["C", "text"],
            name,
            alt_text=desk.loc["C", "alt_text"],
            facts=facts(brand, "C"),
        )["points"].sum()
        for name in ("instagram", "facebook")
    }
    assert costs["facebook"] < costs["instagram"]


def test_numbers_told_by_hand_are_right():
    family = "👨‍👩‍👧‍👦"
    assert (len(family), len(family.encode("utf-16-le")) // 2, len(family.encode())) == (7, 11, 25)
    assert text.length(family, "x") == 2
    names = {"text": text}
    exec(source(LESSON, "length-x").split("\n")[0], names)
    assert text.length(names["small"], "x") == 12 + 23
    exec(source(LESSON, "lix").split("\n")[0], names)
    assert round(text.lix(names["two"]), 1) == 14.3
    assert len(text.words(names["two"])) == 12


def test_the_mistake_is_the_one_it_explains():
    (cell,) = [c for c in LESSON.cells if "raises-exception" in c.metadata.get("tags", [])]
    desk = drafts(BRANDS[0]).set_index("draft")
    with pytest.raises(ValueError, match="received 'twitter'"):
        exec(cell.source, {"text": text, "desk": desk})


def test_the_small_examples_of_the_exercise_are_right():
    words = "Fresh #RyeBread 🎁 by @mill.hill: https://mill.example/#2"
    found = [text.hashtags(words), text.mentions(words), text.links(words), text.emoji(words)]
    assert [len(part) for part in found] == [1, 1, 1, 1]
    assert text.length("Fresh rye 🎁 https://mill.example/a-long-campaign-name", "x") == 36
    names = {"text": text, "emoji": emoji}
    exec(source(MASTER, "emoji-answer"), names)
    exec(source(MASTER, "camel-answer"), names)
    assert names["count_emoji"]("Both 👨‍👩‍👧 and 🇮🇪") == 2
    assert names["camel_tag"]("children's year-end party") == "#ChildrensYearEndParty"
    assert names["camel_tag"]("SMM tips") == "#SMMTips"


@each_brand
def test_the_captions_task_has_six_posts_to_listen_to(brand):
    home = brand.history().posts.query("platform == @brand.home")
    assert len(home["text"].drop_duplicates().iloc[::25].head(6)) == 6


def repairs(brand):
    """Five repairs as people hand them in, from poor to very good."""
    told = {letter: facts(brand, letter) for letter in "ACD"}
    notes = drafts(brand).set_index("draft")["picture"]

    def table(texts, alts):
        return pd.DataFrame(
            {"draft": list("ACD"), "text": texts, "alt_text": [alts(letter) for letter in "ACD"]}
        )

    poor = table(
        [f"New: {told[letter]['item']}!! Come and see us soon" for letter in "ACD"],
        lambda letter: "photo.jpg",
    )
    weak = table(
        [
            f"{told[letter]['item']}, {told[letter]['price']}, {told[letter]['date']} "
            f"{told[letter]['hashtag'].lower()}"
            for letter in "ACD"
        ],
        lambda letter: "A picture",
    )
    middling = table(
        [
            f"So good to have you here again. The {told[letter]['item']} is waiting for you, for "
            f"{told[letter]['price']}, from {told[letter]['date']} on. {told[letter]['link']} "
            f"{told[letter]['hashtag'].lower()}"
            for letter in "ACD"
        ],
        lambda letter: f"Photo of {notes[letter]}",
    )
    good = table(
        [
            f"The {told[letter]['item']} is back, for {told[letter]['price']}, from "
            f"{told[letter]['date']} on. Tell us  how you like it: {told[letter]['link']} "
            f"{told[letter]['hashtag']}"
            for letter in "ACD"
        ],
        lambda letter: notes[letter] if letter != "D" else f"Image of {notes[letter]}",
    )
    very_good = table(
        [
            f"The {told['A']['item']} is ready, and half the street has tried it. From "
            f"{told['A']['date']}, for {told['A']['price']}: {told['A']['link']} "
            f"{told['A']['hashtag']}",
            f"You asked for the {told['C']['item']}, and on {told['C']['date']} it is here, for "
            f"{told['C']['price']}. Want one put aside? See the link in the profile. "
            f"{told['C']['hashtag']}",
            f"On {told['D']['date']} only: the {told['D']['item']} for {told['D']['price']}. The "
            f"people behind it will be there to answer your questions. {told['D']['link']} "
            f"{told['D']['hashtag']}",
        ],
        lambda letter: f"{notes[letter]}.",
    )
    return [poor, weak, middling, good, very_good]


@each_brand
def test_repairs_rank_as_an_editor_would_rank_them(brand):
    scores = [ask(LocalChannel(brand), "text.repaired", work)["score"] for work in repairs(brand)]
    assert scores == sorted(scores), scores
    assert len(set(scores)) == 5, scores
    assert scores[0] <= 1
    assert scores[-1] == 4


@each_brand
def test_drafts_as_they_were_earn_nothing(brand):
    table = drafts(brand)
    work = table.loc[table["draft"].isin(list("ACD")), ["draft", "text", "alt_text"]]
    assert ask(LocalChannel(brand), "text.repaired", work)["score"] == 0


@each_brand
def test_a_text_for_everybody_fails(brand):
    general = (
        "Exciting news! We have something special for you this summer. Do not miss out, follow us "
        "and share this with your friends. See you soon!"
    )
    alt = "Smiling people enjoying a sunny day together outside"
    work = pd.DataFrame({"draft": list("ACD"), "text": general, "alt_text": alt})
    found = ask(LocalChannel(brand), "text.repaired", work)
    assert found["score"] == 0
    assert found["misconception"] == "a text for everybody"


def test_a_table_without_its_columns_and_a_missing_row_are_named():
    brand = BRANDS[0]
    work = repairs(brand)[-1]
    found = ask(LocalChannel(brand), "text.repaired", work.rename(columns={"text": "words"}))
    assert "text" in found["says"][0]
    assert "draft missing" in set(review_repairs(work.head(2), brand)["rule"])
    assert len(briefs(brand)) == 15


def test_the_person_reads_a_fifth_of_the_points():
    points = {c.id: c.metadata.get("nbgrader", {}).get("points", 0) for c in MASTER.cells}
    assert sum(points.values()) == 20
    assert points["caption-answer"] == 4
