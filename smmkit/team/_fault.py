"""What a finding is made of before it has its points."""

from __future__ import annotations

from typing import NamedTuple


class Fault(NamedTuple):
    """A broken rule, where, in words, and the share of the rule's points that it costs."""

    rule: str
    where: str
    message: str
    share: float = 1.0
