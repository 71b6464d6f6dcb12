"""Before and after, the page beside, the funnel, and the case page held to rules."""

from __future__ import annotations

import math
import time

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smmkit import Brand, career, plots
from smmkit.apps.portfolio_page import PRACTICE, portfolio, save
from smmkit.brand.casework import work
from smmkit.brand.clients_book import clients_book
from smmkit.career.claims import WINDOW_RULES
from smmkit.career.rulebook import RULES
from smmkit.errors import ArgumentError, TableError

BRANDS = [Brand.of(f"case {number}", "career") for number in range(12)]
each_brand = pytest.mark.parametrize("brand", BRANDS, ids=lambda brand: brand.student)
ADA = Brand.of("ada")


def table(counts, *, first="2026-03-02"):
    return pd.DataFrame({"date": pd.date_range(first, periods=len(counts)), "asks": counts})


def stretch(days, first, length):
    """Return the window of so many days that begins on a row of a table."""
    return days["date"].iloc[first], days["date"].iloc[first + length - 1]


counted = st.lists(st.integers(1, 40), min_size=28, max_size=60)


@given(counted)
def test_the_bounds_hold_the_change_and_the_change_is_that_of_the_means(counts):
    days = table(counts)
    before, after = stretch(days, 0, 14), stretch(days, 14, 14)
    found = career.change(days, before, after, value="asks")
    first, second = np.mean(counts[:14]), np.mean(counts[14:28])
    assert found["before"] == pytest.approx(first)
    assert found["after"] == pytest.approx(second)
    assert found["change"] == pytest.approx(second / first - 1)
    assert found["low"] < found["change"] < found["high"]
    assert found["times"] >= 1
    wider = career.change(days, before, after, value="asks", level=0.99)
    assert wider["low"] < found["low"]
    assert found["high"] < wider["high"]


@given(counted, st.integers(1, 10), st.integers(0, 5))
def test_every_change_is_the_one_of_its_windows(counts, length, gap):
    days = table(counts)
    every = career.all_changes(days, before=length, after=length, gap=gap, value="asks")
    assert len(every) == len(counts) - 2 * length - gap + 1
    for place in (0, len(every) // 2, len(every) - 1):
        first = sum(counts[place : place + length])
        second = sum(counts[place + length + gap : place + 2 * length + gap])
        assert every.iloc[place] == pytest.approx(second / first - 1)
        assert every.index[place] == days["date"].iloc[place + length + gap]


@given(counted, st.integers(0, 5))
def test_a_rank_counts_the_claim_itself_and_the_best_pair_is_first(counts, gap):
    days = table(counts)
    every = career.all_changes(days, before=7, after=7, gap=gap, value="asks")
    place = int(every.to_numpy().argmax())
    before, after = stretch(days, place, 7), stretch(days, place + 7 + gap, 7)
    found = career.rank(days, before, after, value="asks")
    assert found["change"] == found["highest"] == pytest.approx(every.max())
    assert 1 <= found["as_high"] <= found["pairs"] == len(every)
    assert found["share"] == found["as_high"] / found["pairs"]


def test_pairs_whose_first_window_is_empty_are_left_out():
    days = table([0, 0, 3, 6])
    every = career.all_changes(days, before=1, after=1, value="asks")
    assert every.isna().tolist() == [True, True, False]
    found = career.rank(days, stretch(days, 2, 1), stretch(days, 3, 1), value="asks")
    assert found[["pairs", "as_high"]].tolist() == [1, 1]


def test_whole_weeks_are_the_units_and_days_where_there_are_none():
    days = table([3, 5] * 20)
    weekly = career.change(days, stretch(days, 0, 14), stretch(days, 14, 14), value="asks")
    daily = career.change(days, stretch(days, 0, 10), stretch(days, 10, 10), value="asks")
    assert (weekly["units"], daily["units"]) == (4, 20)


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (("2026-03-02", "2026-03-08"), ("2026-03-08", "2026-03-14"), "must end before after"),
        (("2026-03-08", "2026-03-02"), ("2026-03-09", "2026-03-14"), "must not end before"),
        ("2026-03-02", ("2026-03-09", "2026-03-14"), "must be a pair"),
        (("monday", "friday"), ("2026-03-09", "2026-03-14"), "must hold two days"),
    ],
)
def test_windows_that_are_none_are_refused(before, after, words):
    with pytest.raises(ArgumentError, match=words):
        career.change(table([1] * 30), before, after, value="asks")


def test_days_that_are_missing_or_stand_twice_are_named():
    days = table([1] * 30)
    windows = stretch(days, 0, 14), stretch(days, 14, 14)
    with pytest.raises(TableError, match="1 days are not in the table, the first is 2026-03-05"):
        career.change(days.drop(index=3), *windows, value="asks")
    with pytest.raises(TableError, match="2026-03-31 stands more than once"):
        career.change(pd.concat([days, days.tail(1)]), *windows, value="asks")
    with pytest.raises(TableError, match='no "asks" at all'):
        career.change(days.assign(asks=[0] * 14 + [1] * 16), *windows, value="asks")
    with pytest.raises(TableError, match="do not fit into the 30 days"):
        career.all_changes(days, before=20, after=20, value="asks")


def test_what_is_wrong_with_windows_is_told_by_its_rule():
    days = table([4, 5, 6, 5, 4, 3, 3] * 8).assign(bought=[0] * 28 + [2] * 28)

    def broken(before, after, **options):
        return set(career.review_windows(days, before, after, value="asks", **options)["rule"])

    clean = stretch(days, 0, 28), stretch(days, 28, 28)
    assert broken(*clean) == set()
    assert broken(*clean, ads="bought") == {"ads"}
    assert broken(stretch(days, 0, 14), stretch(days, 14, 28)) == {"length"}
    assert broken(stretch(days, 0, 14), stretch(days, 7, 14)) == {"overlap"}
    assert broken(stretch(days, 0, 14), stretch(days, 21, 14)) == {"gap"}
    assert "weekdays" in broken(stretch(days, 0, 16), stretch(days, 16, 16))
    assert "short" in broken(stretch(days, 0, 7), stretch(days, 7, 7))
    # 3 April 2026 is Good Friday, a holiday in Germany and in the second window only.
    assert broken(stretch(days, 0, 28), stretch(days, 28, 28), country="DE") == {"season"}
    assert set(WINDOW_RULES) == set(career.window_rules().index)


def test_a_window_from_the_day_of_a_change_is_not_picked():
    days = table([4] * 56 + [9] * 28 + [4] * 56)
    windows = stretch(days, 28, 28), stretch(days, 56, 28)
    found = career.review_windows(days, *windows, value="asks")
    assert found["rule"].tolist() == ["picked"]
    changed = days["date"].iloc[56]
    assert career.review_windows(days, *windows, value="asks", changed=changed).empty


@given(*[st.integers(1, 500)] * 4)
def test_what_is_brought_and_expected_add_up_and_pages_that_move_alike_leave_nothing(b, a, x, y):
    found = career.beyond(b, a, beside_before=x, beside_after=y)
    assert found["expected"] + found["brought"] == pytest.approx(a)
    assert (1 + found["anyway"]) * (1 + found["effect"]) == pytest.approx(a / b)
    alike = career.beyond(b, b * y / x, beside_before=x, beside_after=y)
    assert alike["effect"] == pytest.approx(0, abs=1e-9)


def test_nothing_to_divide_by_is_not_known():
    found = career.beyond(40, 50, beside_before=0, beside_after=10)
    assert found.isna().all()
    assert math.isnan(career.beyond(0, 12, beside_before=20, beside_after=30)["effect"])


def test_the_bounds_cover_the_true_effect_as_often_as_they_say():
    rng = np.random.default_rng(14)
    held, tries = 0, 300
    dates = pd.date_range("2026-01-05", periods=112)
    windows = (dates[0], dates[55]), (dates[56], dates[111])
    for _ in range(tries):
        pages = []
        for level, lift in ((12, 1.3), (18, 1.0)):
            mean = np.repeat(level * rng.gamma(100, 0.01, 16), 7)
            mean[56:] *= 1.2 * lift
            pages.append(pd.DataFrame({"date": dates, "asks": rng.poisson(mean)}))
        found = career.against(*pages, *windows, value="asks")
        held += found["low"] <= 0.3 <= found["high"]
    assert 0.91 <= held / tries <= 0.99


@each_brand
@pytest.mark.parametrize("case", [0, 1])
def test_the_work_of_each_brand_shows_season_and_effect(brand, case):
    done = work(brand, case)
    before, after = career.case_windows(done)
    own, beside = (career.organic_days(done, page) for page in (done.page, done.beside))
    assert done.changed == after.first
    assert after.last == own["date"].max()
    assert (own["from_ads"] <= own["enquiries"]).all()
    found = career.against(own, beside, before, after, value="organic")
    moved = career.change(own, before, after, value="organic")
    assert 0 < found["low"] < found["effect"] < moved["change"]
    width = [math.log((1 + one["high"]) / (1 + one["low"])) for one in (moved, found)]
    assert width[0] < width[1]


@each_brand
@pytest.mark.parametrize("case", [0, 1])
def test_the_book_of_each_brand_is_tidy_and_teaches(brand, case):
    book = clients_book(brand, case)
    every = career.funnel(book.contacts, as_of=book.as_of)
    settled = career.funnel(book.contacts, as_of=book.as_of, settled_days=90)
    order = list(career.STAGES)
    assert (every[order].diff(axis="columns").iloc[:, 1:] <= 0).all(axis=None)
    assert (settled["contact"] < every["contact"]).all()
    assert (every["client"] > 0).all()
    sides = career.hours_per_client(book.contacts, book.sources, as_of=book.as_of, by="wrote_first")
    assert sides["share"].sum() == pytest.approx(1)
    assert sides.loc["you", "hours_per_client"] > 2 * sides.loc["they", "hours_per_client"]
    pooled = career.conversion(settled)
    assert pooled.loc["all", "n"] == pooled["n"].iloc[:-1].sum()
    assert ((pooled["low"] <= pooled["rate"]) & (pooled["rate"] <= pooled["high"])).all()


def entries(*rows):
    return pd.DataFrame(rows, columns=["contact", "source", "stage", "date"])


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([("1", "a", "meeting", "2026-01-05")], "stage must be one of"),
        ([("1", "a", "talk", "2026-01-05"), ("1", "a", "talk", "2026-01-06")], "stands twice"),
        ([("1", "a", "contact", "2026-01-05"), ("1", "a", "talk", "2026-01-04")], "before an e"),
        ([("1", "a", "contact", "2026-01-05"), ("1", "b", "talk", "2026-01-06")], "more than one"),
        ([("1", None, "contact", "2026-01-05")], 'no "source"'),
    ],
)
def test_a_book_that_cannot_be_true_is_refused(rows, words):
    with pytest.raises(ValueError, match=words):
        career.funnel(entries(*rows), as_of="2026-06-30")


def test_who_waits_is_neither_a_client_nor_fresh():
    book = entries(
        ("1", "a", "contact", "2026-01-05"),
        ("1", "a", "client", "2026-01-09"),
        ("2", "a", "contact", "2026-06-28"),
        ("3", "a", "contact", "2026-05-01"),
        ("3", "a", "proposal", "2026-06-01"),
        ("4", "a", "contact", "2026-06-10"),
    )
    found = career.waiting(book, as_of="2026-06-30")
    assert found.index.tolist() == ["3", "4"]
    assert found["stage"].tolist() == ["proposal", "contact"]
    # The book as it was read on an earlier day.
    early = career.waiting(book, as_of="2026-05-20")
    assert early["stage"].to_dict() == {"3": "contact"}


@each_brand
@pytest.mark.parametrize("case", [0, 1])
def test_five_pages_are_ranked_from_poor_to_very_good(brand, case):
    pages = career.deal_pages(brand, case)
    marks = [career.score(career.review_case(page)) for page in pages]
    assert len(pages) == 5
    assert marks == sorted(set(marks)), marks
    assert marks[0] < 3
    assert marks[-1] == 20
    assert career.review_case(pages[-1], known=career.known_of(brand, case)).empty


SOUND = career.deal_pages(ADA)[-1]
REAL = SOUND | {"simulated": False, "permission": {"who": "the owner", "on": "2025-07-01"}}
(FIGURE,) = SOUND["figures"]


def with_figure(**parts):
    return SOUND | {"figures": [FIGURE | parts]}


@pytest.mark.parametrize(
    ("case", "rule"),
    [
        (SOUND | {"simulated": None}, "simulated"),
        (SOUND | {"simulated": "no"}, "simulated"),
        (SOUND | {"permission": {"who": "the owner"}}, "permission"),
        (SOUND | {"permission": {"who": "Nobody.", "on": "2026-06-29"}}, "permission"),
        (REAL | {"permission": {"who": "the owner", "on": "2999-01-01"}}, "permission"),
        (SOUND | {"permission": "yes"}, "permission"),
        (SOUND | {"limits": "Ask jo@shop.example."}, "personal"),
        (SOUND | {"role": "Call +353 1 496 0000 for more"}, "personal"),
        (SOUND | {"limits": "@happy.customer liked it"}, "personal"),
        (SOUND | {"before": ("2026-01-01",)}, "period"),
        (SOUND | {"before": SOUND["after"]}, "windows"),
        (SOUND | {"before": (SOUND["before"][0], "2026-04-01")}, "windows"),
        (SOUND | {"did": SOUND["did"] | {"on": "2026-04-01"}}, "windows"),
        (SOUND | {"figures": []}, "figures"),
        (with_figure(unit=["of followers", "of reach"]), "figures"),
        (with_figure(before="ten"), "figures"),
        (with_figure(sauce="inbox"), "figures"),
        (with_figure(source=" "), "source"),
        (with_figure(n=0), "n"),
        (with_figure(low=None), "bounds"),
        (with_figure(low=2.0, high=3.0), "bounds"),
        (with_figure(name="likes"), "outcome"),
        (SOUND | {"anyway": {"by": "our other page"}}, "anyway"),
        (SOUND | {"anyway": {"by": "a guess", "change": 0.0}}, "anyway"),
        (SOUND | {"title": "My films raised enquiries by 81 %"}, "cause"),
        (SOUND | {"title": "How we brought 40 clients"}, "cause"),
        (SOUND | {"title": "Nos films ont fait monter les demandes"}, "cause"),
        (SOUND | {"title": "Double, thanks to me"}, "cause"),
        (SOUND | {"limits": "Le résultat est là grâce à mon travail."}, "cause"),
        (SOUND | {"did": {"what": "better posts"}}, "did"),
        (SOUND | {"role": ""}, "role"),
        (SOUND | {"task": ""}, "task"),
        (SOUND | {"cost": "much"}, "cost"),
        (SOUND | {"method": ""}, "method"),
        (SOUND | {"limits": "..."}, "limits"),
        (SOUND | {"title": "An amazing spring"}, "praise"),
    ],
)
def test_each_rule_of_a_case_is_found_alone(case, rule):
    assert set(career.review_case(case)["rule"]) == {rule}


def test_every_rule_is_tried_above():
    tried = {
        mark.args[1][n][1]
        for mark in test_each_rule_of_a_case_is_found_alone.pytestmark
        for n in range(len(mark.args[1]))
    }
    assert tried | {"known"} == set(RULES)


@pytest.mark.parametrize(
    "words",
    [
        "From 4 May on answers came within two hours; enquiries rose after it.",
        "We don't know what caused-by-season part is in it: see the page beside",
        "1,250 messages from 2026-03-09 to 2026-05-03, 24.5 hours, +12 % to +30 %",
        "Best done in a week; 12 345 impressions, +1 250 000 views, 12.345.678 of them new",
    ],
)
def test_plain_sentences_hold_no_data_of_persons(words):
    assert career.personal_data(words) == []


@pytest.mark.parametrize("bit", ["a.", "-1", "2026-", "caused ", "1- ", "an't ", "my a b c "])
def test_no_page_keeps_its_reader_for_long(bit):
    words = bit * (200_000 // len(bit))
    began = time.thread_time()
    career.cause_words(words)
    career.personal_data(words)
    assert time.thread_time() - began < 20  # what grows with the square takes many minutes


KNOWN = career.known_of(ADA)
ANYWAY = SOUND["anyway"]


@pytest.mark.parametrize(
    ("case", "rule", "words"),
    [
        (with_figure(after=1.01 * FIGURE["after"] + 1), "known", "“after” is not what"),
        (with_figure(name="orders"), "known", "no figure with the name"),
        (SOUND | {"before": SOUND["after"], "after": SOUND["before"]}, "known", "The window of"),
        (with_figure(n=7), "n", "“n” is not what"),
        (with_figure(high=9.0), "bounds", "“high” is not what"),
        (with_figure(beyond_low=None), "bounds", "“beyond_low” is not what"),
        (SOUND | {"anyway": ANYWAY | {"change": 2.87}}, "anyway", r"\+287% is not what that page"),
        (SOUND | {"anyway": ANYWAY | {"by": "our next page"}}, "anyway", "is the page on X"),
        (SOUND | {"permission": {"who": "the owner", "on": "2027-01-01"}}, "permission", "yes is"),
        (SOUND | {"simulated": False}, "simulated", "must say so"),
    ],
)
def test_a_case_is_held_against_the_data(case, rule, words):
    found = career.review_case(case, known=KNOWN)
    told = found[found["message"].str.contains(words)]
    assert set(told["rule"]) == {rule}
    assert told["points"].sum() > 0
    # Without the data nobody could tell.
    assert not career.review_case(case)["message"].str.contains(words).any()


def test_a_case_may_be_rounded_as_a_page_shows_it():
    rounded = {part: round(FIGURE[part], 2) for part in KNOWN["figures"]["enquiries without ads"]}
    case = with_figure(**rounded) | {"anyway": ANYWAY | {"change": round(ANYWAY["change"], 2)}}
    assert career.review_case(case, known=KNOWN).empty


def test_what_is_not_known_of_the_data_is_not_held_against_them():
    few = {"figures": {FIGURE["name"]: {"after": FIGURE["after"]}}}
    assert career.review_case(with_figure(n=7), known=few).empty
    assert career.review_case(REAL, known=few).empty


@pytest.mark.parametrize("simulated", [True, None, "no", 0])
def test_a_case_is_called_a_practice_case_unless_it_says_that_it_is_none(simulated):
    page = portfolio([SOUND | {"simulated": simulated}], owner="Ada", contact="ada@example.org")
    assert page.count(PRACTICE) == 1
    assert page.index(PRACTICE) < page.index("<table")


def test_a_real_case_carries_no_such_line_and_each_case_speaks_for_itself():
    assert PRACTICE not in portfolio([REAL], owner="Ada", contact="ada@example.org")
    both = portfolio([REAL, SOUND], owner="Ada", contact="ada@example.org")
    assert both.count(PRACTICE) == 1
    assert both.index('id="case-2"') < both.index(PRACTICE)


@pytest.mark.parametrize(
    "words",
    [
        "We can't say whether our films raised enquiries.",
        "Nobody knows if my work brought the rise",
        "We answered, and the team brought the pictures; our page grew after 4 May",
        "Our enquiries doubled after 4 May, and our reach increased",
        "The spring raised enquiries on both pages",
    ],
)
def test_a_sentence_that_leaves_the_cause_open_claims_none(words):
    assert career.cause_words(words) == []


def test_a_finding_does_not_repeat_somebodys_address():
    found = career.review_case(SOUND | {"limits": "Ask jo@shop.example."})
    assert "jo@" not in " ".join(found["message"])


def test_a_case_is_a_dictionary_of_known_slots():
    with pytest.raises(ArgumentError, match='Did you mean "figures"'):
        career.review_case({"figure": []})
    with pytest.raises(ArgumentError, match="received list"):
        career.review_case([SOUND])


def test_a_portfolio_stands_alone_and_escapes_what_it_is_given():
    drawn = plots.lines(pd.DataFrame({"a": [1, 2]}), ylabel="a")
    case = SOUND | {"title": "<script>alert(1)</script>", "client": '"><img src=x>'}
    page = portfolio(
        [case, SOUND],
        owner="<b>Ada</b>",
        contact="https://ada.example/work",
        about="One.\n\nTwo <i>.",
        lang="en-GB",
        pictures={case["title"]: [(drawn, 'A line "up"'), (b"\x89PNG\r\n\x1a\n" + b"0" * 9, "b")]},
    )
    assert '<html lang="en-GB">' in page
    assert "<script" not in page
    assert "<b>" not in page
    assert "<img src=x" not in page
    assert page.count("<h1>") == 1
    assert page.count("<h2") == 2
    assert page.count("<img ") == page.count('<img alt="') == 2
    assert "&quot;up&quot;" in page
    fetched = [part for part in page.split('src="')[1:] if not part.startswith("data:image/")]
    assert not fetched
    assert "default-src 'none'" in page
    assert '<a href="https://ada.example/work"' in page
    for part in (FIGURE["source"], f"n = {FIGURE['n']:,}", SOUND["before"][0], "the owner"):
        assert part in page


@pytest.mark.parametrize(
    ("case", "words"),
    [
        (SOUND | {"permission": None}, "permission"),
        (SOUND | {"after": None}, "period"),
        (with_figure(n=None), "n:"),
        (with_figure(source=""), "source"),
        (SOUND | {"limits": "jo@shop.example"}, "personal"),
    ],
)
def test_what_must_not_be_published_is_refused(case, words):
    with pytest.raises(ArgumentError, match=words):
        portfolio([SOUND, case], owner="Ada", contact="ada@example.org")


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"owner": ""}, "owner must be text"),
        ({"lang": 'en" onload="'}, "lang must be a code"),
        ({"pictures": {"no such case": []}}, "by the title"),
        ({"pictures": {SOUND["title"]: [(b"GIF89a", "a dog")]}}, "PNG or JPEG"),
        ({"pictures": {SOUND["title"]: [(b"\xff\xd8\xff", "")]}}, "must be text"),
        ({"pictures": {SOUND["title"]: [("picture.png", "a dog")]}}, "bytes of a PNG"),
        ({"pictures": {SOUND["title"]: [(b"\xff\xd8\xff", "Jo, jo@shop.example")]}}, "person"),
    ],
)
def test_bad_options_are_refused(options, words):
    with pytest.raises(ArgumentError, match=words):
        portfolio([SOUND], **{"owner": "Ada", "contact": "a@example.org"} | options)
    with pytest.raises(ArgumentError, match="at least one case"):
        portfolio([], owner="Ada", contact="a@example.org")


def test_a_page_is_written_whole_or_not_at_all(tmp_path):
    out = tmp_path / "me.html"
    out.write_text("before")
    with pytest.raises(ArgumentError, match=r"must end in \.html"):
        save("<p>", tmp_path / "me.txt")
    with pytest.raises(ArgumentError, match="cannot be written"):
        save("<p>", tmp_path / "nowhere" / "me.html")
    assert out.read_text() == "before"
    save("<p>é\ud800", out)
    assert out.read_text(encoding="utf-8") == "<p>é?"
    assert [path.name for path in tmp_path.iterdir()] == ["me.html"]


def test_a_bad_case_of_the_brand_is_refused():
    for wrong in (2, -1):
        with pytest.raises(ArgumentError, match="case must be"):
            work(ADA, wrong)
        with pytest.raises(ArgumentError, match="case must be"):
            clients_book(ADA, wrong)


def test_tables_that_are_given_out_may_be_changed():
    days, contacts = work(ADA).days, clients_book(ADA).contacts
    days["enquiries"], contacts["stage"] = 0, "x"
    assert work(ADA).days["enquiries"].sum() > 0
    assert set(clients_book(ADA).contacts["stage"]) == set(career.STAGES)


def test_pictures_keep_their_marks():
    days = table([2, 1, 3, 3])
    ax = plots.two_windows(days, stretch(days, 0, 2), stretch(days, 2, 2), value="asks")
    assert ax.get_ylabel() == "asks a day"
    changes = pd.Series([-0.5, 0.1, 0.2, 0.2, 2.0, math.nan])
    drawn = plots.change_ranks(changes, claimed=0.2)
    orange = [bar.get_height() for bar in drawn.patches if bar.get_facecolor()[0] > 0.5]
    assert sum(orange) == 3
    assert sum(bar.get_height() for bar in drawn.patches) == 5
    with pytest.raises(ArgumentError, match="at least one change"):
        plots.change_ranks(pd.Series([math.nan]), claimed=0.2)
