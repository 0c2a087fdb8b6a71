"""Rules that get in each other's way, told in words before they go live. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from roleplay_lite.rules.deciding import Caught, LiveRule, in_order
from roleplay_lite.rules.index import RuleIndex
from roleplay_lite.rules.matching import Heard, met
from roleplay_lite.rules.patterns import Clock, Slow
from roleplay_lite.rules.rule import DECIDING, Rule, When
from roleplay_lite.rules.samples import failures, heard_of

_MOST_BANS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Something to look at."""

    rule: str
    kind: str
    """`sample`, `contradiction`, `shadowed`, `banned` or `untested`."""
    other: str = ""
    """The rule that it collides with."""
    text: str


def faults(rules: Sequence[LiveRule], *, of: Iterable[str] | None = None) -> list[Fault]:
    """All that is wrong between rules, or what has to do with those of these names."""
    names = None if of is None else set(of)
    looked_at = [one for one in rules if names is None or one.rule.name in names]
    index = RuleIndex([one.rule for one in rules])
    found = [fault for one in looked_at for fault in _alone(one.rule)]
    found += _same_conditions(rules, names)
    for one in rules:
        found += _on_samples(one, rules, index, names)
    found += _banned(rules, names)
    return _once(found)


def _alone(rule: Rule) -> Iterator[Fault]:
    for field, reason in failures(rule):
        yield Fault(rule=rule.name, kind="sample", text=f"{field}: {reason}")
    if rule.when.reads and not rule.samples.hits:
        yield Fault(rule=rule.name, kind="untested", text="has no sample that must fire it (samples.hits)")


def _same_conditions(rules: Sequence[LiveRule], names: set[str] | None) -> Iterator[Fault]:
    groups: dict[tuple[object, ...], list[LiveRule]] = defaultdict(list)
    for one in rules:
        if one.rule.do in DECIDING or one.rule.do == "reform":
            kind = "reform" if one.rule.do == "reform" else "decides"
            groups[kind, _plain(one.rule.when)].append(one)
    for group in groups.values():
        first = in_order([Caught(live=one, why="") for one in group])
        for caught in first[1:]:
            winner, loser = first[0].live.rule, caught.live.rule
            if names is None or {winner.name, loser.name} & names:
                yield from _collision(winner, loser, "has the same conditions")


def _plain(when: When) -> When:
    """The same for conditions that are written in another order."""
    lists = ("persona", "person", "topic", "intent", "any", "none", "paraphrase", "language")
    return replace(when, **{name: tuple(sorted(getattr(when, name))) for name in lists})


def _on_samples(one: LiveRule, rules: Sequence[LiveRule], index: RuleIndex, names: set[str] | None) -> Iterator[Fault]:
    """Rules that have their way with lines that this one is to take, or that it takes from others."""
    rule = one.rule
    if rule.do not in DECIDING and rule.do != "reform":
        return
    for sample in rule.samples.hits:
        heard = heard_of(sample, rule)
        for place in index.candidates(heard.narrowed, heard.earlier):
            other = rules[place].rule
            same_kind = (other.do in DECIDING) == (rule.do in DECIDING) and other.do not in ("pin", "steer", "ban")
            if other.name == rule.name or not same_kind or (names is not None and not {rule.name, other.name} & names):
                continue
            if not _meets(other, _afresh(heard)):
                continue
            winner, loser = (live.live.rule for live in in_order([_as(one), _as(rules[place])]))
            yield from _collision(winner, loser, f"fires as well for {sample.text[:40]!r}")


def _as(live: LiveRule) -> Caught:
    return Caught(live=live, why="")


def _afresh(heard: Heard) -> Heard:
    """The line once more, with time for patterns."""
    return replace(heard, clock=Clock())


def _meets(rule: Rule, heard: Heard) -> bool:
    try:
        return met(rule, heard) is not None
    except (Slow, ValueError):
        return False


def _collision(winner: Rule, loser: Rule, how: str) -> Iterator[Fault]:
    """What to say of two rules that want the same line."""
    if not _can_meet(winner, loser):
        return
    if (winner.do, winner.values) == (loser.do, loser.values):
        return
    if winner.priority == loser.priority:
        text = f"contradicts {winner.name}, which {how} and does something else; give one of them a higher priority"
        yield Fault(rule=loser.name, kind="contradiction", other=winner.name, text=text)
    else:
        text = f"is shadowed by {winner.name}, which {how} and has the higher priority ({winner.priority})"
        yield Fault(rule=loser.name, kind="shadowed", other=winner.name, text=text)


def _can_meet(one: Rule, other: Rule) -> bool:
    """Whether there is a character, a person and a time that both are for."""
    for name in ("persona", "person", "language"):
        mine, others = set(getattr(one.when, name)), set(getattr(other.when, name))
        if mine and others and not mine & others:
            return False
    for first, second in ((one, other), (other, one)):
        if first.until is not None and second.since is not None and str(first.until) < str(second.since):
            return False
    mine_hours, others_hours = one.when.hours, other.when.hours
    if mine_hours and others_hours:
        return any(a.start in b or b.start in a for a in mine_hours for b in others_hours)
    return True


def _banned(rules: Sequence[LiveRule], names: set[str] | None) -> Iterator[Fault]:
    """Answers of rules that a rule forbids to be said."""
    bans = [one.rule for one in rules if one.rule.do == "ban"][:_MOST_BANS]
    if not bans:
        return
    for one in rules:
        rule = one.rule
        for ban in bans:
            if rule.do != "answer" or (names is not None and not {rule.name, ban.name} & names):
                continue
            if _can_meet(rule, ban) and not ban.when.reads and _forbids(ban, rule):
                text = f"its answer is forbidden by {ban.name}, and would be held back"
                yield Fault(rule=rule.name, kind="banned", other=ban.name, text=text)


def _forbids(ban: Rule, rule: Rule) -> bool:
    clock = Clock()
    try:
        return any(clock.search(pattern, value) for pattern in ban.values for value in rule.values)
    except (Slow, ValueError):
        return False


def _once(found: Iterable[Fault]) -> list[Fault]:
    """One word for each pair, however many samples show it."""
    seen: dict[tuple[str, str, str], Fault] = {}
    for fault in found:
        key = (fault.rule, fault.kind, fault.other or fault.text)
        seen.setdefault(key, fault)
    return sorted(seen.values(), key=lambda fault: (fault.rule, fault.kind, fault.other))
