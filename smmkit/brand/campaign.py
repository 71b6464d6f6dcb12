"""A campaign that needs other hands: what was agreed, two briefs, and what a contractor sent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from smmkit.brand.identity import stream
from smmkit.brand.names import COUNTRIES, TRADES, written
from smmkit.errors import ArgumentError

if TYPE_CHECKING:
    from smmkit.brand.cards import Brand

__all__ = ["agreed_order", "campaign", "delivered", "hasty_brief", "own_things", "sound_brief"]

START = pd.Timestamp("2026-06-29")
ALT_TEXT = 125
_BRIEFED = (0, 2, 3)

_LEVELS = {country.code: country.price_level for country in COUNTRIES}
_TRADES = {trade.name: trade for trade in TRADES}
_MANAGERS = ("Alba Moreau", "Ben Okafor", "Dara Lindt", "Ewa Nowak", "Finn Byrne", "Ines Costa")


def own_things(brand: Brand) -> tuple[str, ...]:
    """
    Return what a brief can name of the brand's own: name, town, goods, people.

    Examples
    --------
    >>> from smmkit import Brand
    >>> ada = Brand.of("ada")
    >>> own_things(ada)[:2] == (ada.name, ada.town)
    True
    """
    trade = _TRADES[brand.trade]
    return (brand.name, brand.town, *trade.items, *trade.people)


def campaign(brand: Brand, case: int = 0) -> dict[str, Any]:
    """
    Return what the owner and the manager agreed on for a campaign, by telephone.

    Parameters
    ----------
    brand : Brand
        Whose campaign.
    case : int, default 0
        0 is the campaign of the lesson; 1 the one that the exercise wants a brief for; 2 the one
        whose files are counted there, 3 the one whose files are answered.

    Returns
    -------
    dict
        item (what is promoted), person (who can be shown), orders (wanted) and by (the date they
        are counted on), audience, photos, reels, texts (pieces), draft and final (dates), rounds,
        price and currency, days (until paid), places and months (of use), approver and address.

    Examples
    --------
    >>> from smmkit import Brand
    >>> sorted(campaign(Brand.of("ada")))[:4]
    ['address', 'approver', 'audience', 'by']
    """
    rng = stream(brand.identity, "campaign", case)
    trade, level = _TRADES[brand.trade], _LEVELS[brand.country]
    segment = trade.segments[int(rng.integers(2))]
    manager = str(_MANAGERS[int(rng.integers(len(_MANAGERS)))])
    final = START + pd.Timedelta(days=int(rng.integers(11, 16)))
    step = 10 if level > 3 else 1
    return {
        "item": trade.items[case % len(trade.items)],
        "person": trade.people[int(rng.integers(len(trade.people)))],
        "orders": int(rng.integers(12, 61)),
        "by": f"{final + pd.Timedelta(days=28):%Y-%m-%d}",
        "audience": f"{segment.name}, {segment.ages}, in and around {brand.town}",
        "photos": int(rng.integers(4, 8)),
        "reels": int(rng.integers(1, 4)),
        "texts": int(rng.integers(3, 7)),
        "draft": f"{final - pd.Timedelta(days=4):%Y-%m-%d}",
        "final": f"{final:%Y-%m-%d}",
        "rounds": int(rng.integers(1, 4)),
        "price": int(rng.integers(40, 75)) * 10 * max(1, round(level / step)) * step,
        "currency": brand.currency,
        "days": int(rng.choice([14, 21, 30])),
        "places": " and ".join(written(one) for one in brand.platforms[:2]),
        "months": int(rng.choice([6, 12, 18, 24])),
        "approver": manager,
        "address": f"{manager.split()[0].lower()}@{brand.handle.strip('@').lower()}.example",
    }


def agreed_order(brand: Brand, case: int = 0) -> dict[str, Any]:
    """
    Return what of a campaign must stand in the brief, by slot.

    Returns
    -------
    dict
        The argument agreed of `smmkit.team.review_brief`.

    Examples
    --------
    >>> from smmkit import Brand
    >>> sorted(agreed_order(Brand.of("ada")))
    ['budget', 'deadlines', 'deliverables', 'goal']
    """
    told = campaign(brand, case)
    pieces = {"photo": told["photos"], "reel": told["reels"], "text": told["texts"]}
    return {
        "goal": told["by"],
        "deliverables": pieces,
        "deadlines": f"final: {told['final']}",
        "budget": f"{told['price']} {told['currency']}",
    }


def sound_brief(brand: Brand, case: int = 0) -> dict[str, Any]:
    """
    Return a brief for a campaign that holds all its slots.

    Parameters
    ----------
    brand : Brand
        Whose campaign.
    case : {0, 2, 3}
        As in `campaign`; the brief of campaign 1 is the learner's to write.

    Returns
    -------
    dict
        A brief as `smmkit.team.review_brief` takes it.

    Raises
    ------
    ArgumentError
        If there is no brief for that campaign.

    Examples
    --------
    >>> from smmkit import Brand
    >>> sound_brief(Brand.of("ada"))["deliverables"][0]["name"]
    'photos'
    """
    if case not in _BRIEFED:
        raise ArgumentError(
            f"A brief stands for the campaigns {', '.join(map(str, _BRIEFED))}; received {case!r}."
        )
    told = campaign(brand, case)
    item, rounds = told["item"], told["rounds"]
    seen = {"number": 0, "alt_text": ALT_TEXT}
    return {
        "goal": f"{told['orders']} orders of the {item} by {told['by']}, counted in the till",
        "audience": told["audience"],
        "deliverables": [
            {"name": "photos", "format": "photo", "file": "JPG", "size": "1080 x 1350 px"}
            | seen | {"number": told["photos"]},
            {"name": "reels", "format": "reel", "file": "MP4", "size": "15-30 s"}
            | seen | {"number": told["reels"]},
            {"name": "texts", "format": "text", "file": "DOCX", "size": "40-80 words",
             "number": told["texts"]},
        ],
        "criteria": [
            f"At least 2 photos show {told['person']} at work, with a signed consent",
            "Does the first second of each reel make sense with the sound off?",
            "Each reel has its subtitles as an SRT file",
            f"Each text names {brand.name} and ends with 1 link",
        ],
        "deadlines": {"draft": told["draft"], "final": told["final"]},
        "revisions": f"{rounds} round{'s' if rounds > 1 else ''}, our answer within 1 day",
        "budget": f"{told['price']} {told['currency']}, all included",
        "payment": f"within {told['days']} days of acceptance",
        "rights": f"{told['places']} and the site, for {told['months']} months; may be cropped",
        "credit": "your name under the first post",
        "materials": ["logo.svg", f"price list of {brand.name}", "three texts we liked"],
        "approver": f"{told['approver']}, manager, {told['address']}",
        "access": "none: files come through a shared folder",
        "disclosure": "nothing to label: nobody is paid to recommend us",
    }  # fmt: skip


def hasty_brief(brand: Brand, case: int = 0) -> dict[str, Any]:
    """
    Return the brief that the owner typed on a telephone.

    Returns
    -------
    dict
        A brief that breaks many rules on purpose.

    Examples
    --------
    >>> from smmkit import Brand
    >>> hasty_brief(Brand.of("ada"))["criteria"]
    ['Make it nice', 'High quality, like the big brands', 'Must go viral']
    """
    told = campaign(brand, case)
    return {
        "goal": f"more orders of the {told['item']}",
        "audience": "everybody",
        "deliverables": [{"name": "photos", "format": "photo"}, {"name": "some posts"}],
        "criteria": ["Make it nice", "High quality, like the big brands", "Must go viral"],
        "deadlines": {"final": told["final"]},
        "revisions": "until we are happy",
        "budget": "the usual",
        "approver": "all three of us",
        "access": f"our page, password: {brand.town.lower()}2024",
    }


def delivered(brand: Brand, case: int = 0) -> pd.DataFrame:
    """
    Return the batch of files that came for a campaign, with faults.

    Parameters
    ----------
    brand : Brand
        Whose campaign.
    case : int, default 0
        As in `campaign`.

    Returns
    -------
    pandas.DataFrame
        The columns of DELIVERY of `smmkit.team`. One photo has a wrong size and one came twice; a
        text is too long and one never came; some files are late. In the lesson there is a good
        photo more than ordered, and one reel is too long or lacks its alt text. In the exercise
        there is a good reel more than ordered, one photo lacks its alt text and a good one is
        owed: there each fault changes what is counted. One file comes on the final day itself.

    Examples
    --------
    >>> from smmkit import Brand
    >>> batch = delivered(Brand.of("ada"))
    >>> int(batch["file"].duplicated().sum())
    1
    """
    told = campaign(brand, case)
    rng = stream(brand.identity, "delivered", case)
    final, draft = pd.Timestamp(told["final"]), pd.Timestamp(told["draft"])
    item, rows = told["item"], []
    for number in range(told["photos"] + (1 if case else 2)):
        rows.append(_file("photos", number, "JPG", 1080, 1350, alt=f"The {item}, seen from near."))
    shuffled = rng.permutation(len(rows))
    wrong = int(shuffled[0])
    rows[wrong] |= {"width_px": 1080, "height_px": 1080}
    if case:
        rows[int(shuffled[1])] |= {"alt_text": None}
    rows.append(dict(rows[int(shuffled[2])]))
    faulty = int(rng.integers(told["reels"]))
    lacks_words = bool(rng.integers(2))
    for number in range(told["reels"] + (1 if case else 0)):
        seconds = int(rng.integers(16, 30))
        alt = f"Hands at work on the {item}, step by step."
        if number == faulty and not case:
            seconds, alt = (seconds, None) if lacks_words else (seconds + 25, alt)
        rows.append(_file("reels", number, "MP4", 1080, 1920, seconds=seconds, alt=alt))
    for number in range(told["texts"] - 1):
        length = int(rng.integers(42, 79)) if number else int(rng.integers(90, 140))
        rows.append(_file("texts", number, "DOCX", words=length))
    table = pd.DataFrame(rows)
    # Most came between draft and final day, a few after it.
    late = rng.permutation(np.arange(len(rows)) < rng.integers(2, 5))
    late[-1] = True  # a text that is wanted, so that refusing it would change what is owed
    late[wrong] = True  # and a file that is refused: late is late, good or not
    early = rng.integers(1, (final - draft).days + 1, len(rows))
    early[np.flatnonzero(~late)[0]] = (final - draft).days
    after = rng.integers(1, 6, len(rows))
    days = np.where(late, (final - draft).days + after, early)
    return table.assign(delivered=draft + pd.to_timedelta(days, unit="D"))


def _file(
    name: str,
    number: int,
    kind: str,
    width: int | None = None,
    height: int | None = None,
    *,
    seconds: float | None = None,
    words: int | None = None,
    alt: str | None = None,
) -> dict[str, Any]:
    return {
        "file": f"{name.rstrip('s')}-{number + 1}.{kind.lower()}",
        "deliverable": name,
        "kind": kind,
        "width_px": width,
        "height_px": height,
        "seconds": seconds,
        "words": words,
        "alt_text": alt,
    }
