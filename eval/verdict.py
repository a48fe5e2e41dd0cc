"""What became of a question, in words, and how bad that is."""

from __future__ import annotations

from enum import StrEnum

from eval.outcome import Outcome, meets


class Verdict(StrEnum):
    """What an outcome comes to."""

    FALSE_ANSWER = "false_answer"
    WRONG_PASSAGE = "wrong_passage"
    INCOMPLETE = "incomplete"
    REFUSED_NOT_FOUND = "refused_not_found"
    REFUSED_FOUND = "refused_found"
    RIGHT_NOT_FIRST = "right_not_first"
    RIGHT_ANSWER = "right_answer"
    RIGHT_REFUSAL = "right_refusal"

    @property
    def is_right(self) -> bool:
        """Whether the answer meets its gold, or the refusal is one that should be."""
        return self in (Verdict.RIGHT_NOT_FIRST, Verdict.RIGHT_ANSWER, Verdict.RIGHT_REFUSAL)


KINDS: dict[Verdict, str] = {
    Verdict.FALSE_ANSWER: "answered, but the sources do not say it",
    Verdict.WRONG_PASSAGE: "wrong passage cited",
    Verdict.INCOMPLETE: "not every passage that is needed cited",
    Verdict.REFUSED_NOT_FOUND: "refused; the answer was not found",
    Verdict.REFUSED_FOUND: "refused, although the answer was found",
    Verdict.RIGHT_NOT_FIRST: "right passage cited, but not first",
    Verdict.RIGHT_ANSWER: "answered rightly",
    Verdict.RIGHT_REFUSAL: "refused rightly",
}
"""Every verdict in words that fit all its outcomes, the worst first."""

_TIERS: dict[Verdict, int] = {verdict: tier for tier, verdict in enumerate(KINDS)} | {
    Verdict.WRONG_PASSAGE: 0  # a reader is misled as much as by a false answer
}


def verdict(outcome: Outcome) -> Verdict:
    """Return what ``outcome`` comes to."""
    if not outcome.answerable:
        return Verdict.FALSE_ANSWER if outcome.answered else Verdict.RIGHT_REFUSAL
    if not outcome.answered:
        found = outcome.rank() is not None
        return Verdict.REFUSED_FOUND if found else Verdict.REFUSED_NOT_FOUND
    met = labels_met(outcome)
    if not met:
        return Verdict.WRONG_PASSAGE
    if outcome.needs_all and met < len(outcome.labels):
        return Verdict.INCOMPLETE
    first = any(meets(outcome.citations[0], label) for label in outcome.labels)
    return Verdict.RIGHT_ANSWER if first else Verdict.RIGHT_NOT_FIRST


def labels_met(outcome: Outcome) -> int:
    """Return how many gold quotes the citations overlap."""
    return sum(any(meets(c, label) for c in outcome.citations) for label in outcome.labels)


def in_words(outcome: Outcome) -> str:
    """Return the verdict on ``outcome`` with its particulars."""
    found, rank = verdict(outcome), outcome.rank()
    passages = f"the {len(outcome.hits)} passages found" if outcome.hits else "what was found"
    match found:
        case Verdict.WRONG_PASSAGE if rank is not None:
            return f"wrong passage cited; the right one was found at rank {rank}"
        case Verdict.WRONG_PASSAGE:
            return f"wrong passage cited; the right one was not among {passages}"
        case Verdict.INCOMPLETE:
            return f"only {labels_met(outcome)} of {len(outcome.labels)} needed passages cited"
        case Verdict.REFUSED_FOUND:
            return f"refused, although the answer was found at rank {rank}"
        case Verdict.REFUSED_NOT_FOUND:
            every = "all of " if outcome.needs_all else ""
            return f"refused; {every}the answer was not among {passages}"
        case _:
            return KINDS[found]


def badness(outcome: Outcome) -> tuple[float, ...]:
    """Return a key that sorts outcomes from the worst to the best.

    First come false answers and wrong citations, the most confident ones first; then what is
    incomplete; then refusals of answerable questions, those whose answer was not found or
    stands furthest down first, and of equals the surest; at last what is right, with the
    closest calls first.
    """
    found, rank = verdict(outcome), outcome.rank()
    refused = found in (Verdict.REFUSED_FOUND, Verdict.REFUSED_NOT_FOUND)
    depth = -float(rank or 0) if refused else 0.0
    # How far the confidence is from what it should have been.
    gap = 1 - outcome.confidence if outcome.answerable else outcome.confidence
    if found in (Verdict.WRONG_PASSAGE, Verdict.INCOMPLETE):
        gap = outcome.confidence
    return float(_TIERS[found]), depth, -gap
