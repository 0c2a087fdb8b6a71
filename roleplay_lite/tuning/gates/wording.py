"""What no reply may be, by its letters alone: a service's, too long, or marked up; and how many begin alike."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from roleplay_lite.persona.check import BANS
from roleplay_lite.persona.likeness import bare
from roleplay_lite.tuning.corpus import Corpus, Kind
from roleplay_lite.tuning.gates.finding import Checked, Finding
from roleplay_lite.tuning.gates.spoken import Spoken, is_mandarin, spoken

SHARE = 0.01
"""Of the replies in a language that may begin, or end, with the same letters."""
PLAIN_SHARE = 0.025
"""The same within plain short talk, which has fewer ways to begin: 「那你…」, 「你先…」."""
FEW = 5
"""So many may, however small the corpus is."""
LETTERS, WORDS = 3, 2
"""What counts as a beginning: letters in Mandarin, words in English."""

LONGEST, LONGEST_WORDS = 75, 45
"""Characters of a Mandarin reply, words of an English one."""
LONGEST_PLAIN = 40
"""Characters of a Mandarin reply of plain talk, whatever its kind."""
LONGEST_TOLD = 150
"""Characters of what is told at length."""
TOLD_AT_LENGTH: frozenset[Kind] = frozenset({"story", "joke", "riddle"})
MEAN = (15, 45)
"""Characters of a Mandarin reply in the mean."""

_SERVICE = (
    "我理解你的", "我能理解你", "我明白你的感受", "是正常的反应", "是很正常的", "保持积极", "照顾好自己", "一切都会好",
    "相信自己", "你不是一个人", "祝你生活愉快", "希望这能", "希望能帮到", "如果你有任何", "总的来说", "综上所述",
    "有什么问题", "很高兴为你", "我会尽力", "感谢您的", "请提供更多", "如果您需要", "欢迎随时",
    "let me know if", "feel free to", "i understand how you feel",
    "feel better soon", "hope that helps", "happy to help", "everything will be fine",
)  # fmt: skip
"""What comforts nobody in particular."""
_ENDS = re.compile(r"[。！？!?….~][」”』\"')]*$|[」”』]$")
_STRAY = re.compile("^[，。！？、；：]|[，。、；：][，。、；：！？]|[！？][，。、；：]")
_MARKED_UP = {
    "a stage direction": re.compile(r"[（(【\[][^）)】\]]*[）)】\]]|\*"),
    "markdown": re.compile(r"[#`|\n]|^\s*[-•]\s"),
    "an emoji": re.compile("[\U0001f000-\U0001faff\u2190-\u21ff\u2600-\u27bf\ufe0f]"),
}


def assistant(corpus: Corpus) -> Checked:
    """Nothing that a service says, whoever brought the words in: the library would not let it through either."""
    bans = {bare(ban): ban for ban in (*BANS, *_SERVICE)}
    findings: list[Finding] = []
    for one in spoken(corpus):
        letters = bare(one.reply)
        findings += (one.finding(f"says 「{ban}」") for known, ban in bans.items() if known in letters)
    return Checked(findings=tuple(findings))


def openings(corpus: Corpus) -> Checked:
    """No way to begin, or to end, that more than one in a hundred share; in plain talk, more than one in forty."""
    findings: list[Finding] = []
    figures: dict[str, float] = {}
    everything = list(spoken(corpus))
    for talk, among, most in (
        ("", everything, SHARE),
        ("plain ", [one for one in everything if one.plain], PLAIN_SHARE),
    ):
        for language, replies in _by_language(among).items():
            for side, part in (("begin", _beginning), ("end", _end)):
                counts = Counter(part(one) for one in replies)
                share = max(counts.values(), default=0) / max(1, len(replies))
                figures[f"{talk}{language}, {side} most alike, share"] = share
                findings += (
                    Finding(problem=f"{count} of {len(replies)} {talk}replies {side} alike", words=letters)
                    for letters, count in counts.most_common()
                    if count > max(FEW, most * len(replies))
                )
    return Checked(findings=tuple(findings), figures=figures)


def form(corpus: Corpus) -> Checked:
    """Short, spoken and whole: lengths, the closing mark, and nothing that cannot be said aloud."""
    findings = [finding for one in spoken(corpus) for finding in _malformed(one)]
    mandarin = [len(one.reply) for one in _by_language(spoken(corpus))["Mandarin"]]
    mean = sum(mandarin) / max(1, len(mandarin))
    if not MEAN[0] <= mean <= MEAN[1]:
        findings.append(Finding(problem=f"Mandarin replies have {mean:.1f} characters in the mean, not {MEAN}"))
    return Checked(
        findings=tuple(findings),
        figures={"Mandarin, mean characters": mean, "Mandarin, most characters": max(mandarin, default=0)},
    )


def _malformed(one: Spoken) -> Iterator[Finding]:
    reply = one.reply
    if is_mandarin(reply):
        longest = LONGEST_PLAIN if one.plain else LONGEST_TOLD if one.exchange.kind in TOLD_AT_LENGTH else LONGEST
        if len(reply) > longest:
            yield one.finding(f"has {len(reply)} characters, more than {longest}")
    elif len(reply.split()) > LONGEST_WORDS:
        yield one.finding(f"has {len(reply.split())} words, more than {LONGEST_WORDS}")
    if not _ENDS.search(reply):
        yield one.finding("ends without a mark")
    if reply != reply.strip():
        yield one.finding("has white space around it")
    for name, pattern in _MARKED_UP.items():
        if found := pattern.search(reply):
            yield one.finding(f"holds {name}: {found.group()!r}")
    if found := _STRAY.search(reply):
        yield one.finding(f"holds a stray mark: {found.group()!r}")


def _by_language(replies: Iterable[Spoken]) -> dict[str, list[Spoken]]:
    found: dict[str, list[Spoken]] = {"Mandarin": [], "English": []}
    for one in replies:
        found["Mandarin" if is_mandarin(one.reply) else "English"].append(one)
    return found


def _beginning(one: Spoken) -> str:
    return one.reply[:LETTERS] if is_mandarin(one.reply) else " ".join(one.reply.lower().split()[:WORDS])


def _end(one: Spoken) -> str:
    return bare(one.reply)[-LETTERS:] if is_mandarin(one.reply) else " ".join(one.reply.lower().split()[-WORDS:])
