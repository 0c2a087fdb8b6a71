"""What each kind of provider is sent and how its answer is read."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from roleplay_lite.errors import CloudError
from roleplay_lite.knowledge.cloud.config import KINDS, Kind
from roleplay_lite.knowledge.cloud.providers import ADAPTERS
from roleplay_lite.knowledge.evidence import Query
from tests.knowledge.cloud.making import cloud, provider
from tests.knowledge.cloud.server import Server, answers, chat, searx, serving

ASKED = Query(
    text="请问王小明想知道珠穆朗玛峰有多高",
    entities=("珠穆朗玛峰", "王小明"),
    terms=("珠穆朗玛峰", "高", "私人文档"),
    needs=1.0,
)
TEXT = "珠穆朗玛峰海拔8848.86米。"
GOOD: dict[Kind, Any] = {
    "chat": chat(TEXT),
    "searxng": searx(TEXT),
    "mediawiki": {
        "batchcomplete": True,
        "query": {
            "pages": [
                {"index": 2, "title": "珠峰大本营", "extract": "营地。", "fullurl": "https://zh.example.org/2"},
                {"index": 1, "title": "珠穆朗玛峰", "extract": TEXT, "fullurl": "https://zh.example.org/1"},
                {"index": 3, "title": "空"},
            ]
        },
    },
    "bocha": {
        "code": 200,
        "data": {"webPages": {"value": [{"name": "珠峰", "url": "https://e.org", "summary": TEXT}]}},
    },
    "baidu": {"request_id": "1", "references": [{"id": 1, "title": "珠峰", "url": "https://e.org", "content": TEXT}]},
}


def sent(server: Server) -> tuple[str, dict[str, str], dict[str, Any]]:
    """The line, the headers and what was asked, of the only request."""
    (request,) = server.received
    head, _, body = request.decode().partition("\r\n\r\n")
    line, *rest = head.split("\r\n")
    headers = {name.lower(): value for name, _, value in (one.partition(": ") for one in rest)}
    query = {name: values[0] for name, values in parse_qs(urlsplit(line.split()[1]).query).items()}
    return line, headers, json.loads(body) if body else query


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_asks_and_reads(kind: Kind, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KEY", "sk-0123456789")
    one = provider("", kind, name=kind, key_env="KEY", contact="https://example.org", extra={"more": "1"})
    with serving(answers(GOOD[kind])) as server:
        one = provider(
            f"{server.url}/api", kind, name=kind, key_env="KEY", contact="https://example.org", extra={"more": "1"}
        )
        with cloud(one, names=["王小明"]) as there:
            looked = there.look(ASKED)
            assert looked.why == f"cloud: {kind}"
            assert looked.evidence[0].text == TEXT
            assert looked.evidence[0].id.startswith(f"cloud:{kind}/")
            assert 0 < looked.evidence[0].score < 1
            assert looked.answer == (TEXT if kind == "chat" else "")
        _, headers, asked = sent(server)
        assert headers["authorization"] == "Bearer sk-0123456789"
        assert headers["user-agent"].endswith("(https://example.org)")
        assert asked["more"] == "1"
        assert "小明" not in json.dumps(asked, ensure_ascii=False)
        assert "私人文档" not in json.dumps(asked, ensure_ascii=False)


def test_a_chat_is_told_nothing_but_the_question() -> None:
    with serving(answers(GOOD["chat"])) as server:
        one = provider(server.url, "chat", reply_tokens=99, extra={"enable_search": True})
        with cloud(one, names=["王小明"]) as there:
            there.look(ASKED)
        line, headers, asked = sent(server)
        assert line.startswith("POST /chat/completions ")
        assert "authorization" not in headers
        assert asked["enable_search"] is True
        assert asked["max_tokens"] == 99
        assert [one["role"] for one in asked["messages"]] == ["system", "user"]
        assert asked["messages"][1]["content"] == "请问[姓名1]想知道珠穆朗玛峰有多高"


def test_a_wiki_is_asked_for_what_it_is_about() -> None:
    with serving(answers(GOOD["mediawiki"])) as server:
        with cloud(provider(server.url, "mediawiki", contact="a"), names=["王小明"]) as there:
            there.look(ASKED)
            there.look(Query(text="how tall is Mount Everest?"))
        first, second = (parse_qs(urlsplit(one.decode().split()[1]).query) for one in server.received)
        assert first["gsrsearch"] == ["珠穆朗玛峰"]
        assert first["maxlag"] == ["5"]
        assert second["gsrsearch"] == ["Mount Everest"]
        assert "variant" not in second


def test_search_engines_filter_for_children_and_ask_for_news_where_it_is_news() -> None:
    with serving(answers(searx("晴。"))) as server, cloud(provider(f"{server.url}/search")) as there:
        there.look(Query(text="今天上海天气怎么样", fresh=True))
        line, _, asked = sent(server)
        assert line.startswith("GET /search?")
        assert asked["safesearch"] == "2"
        assert asked["time_range"] == "month"


@pytest.mark.parametrize(
    ("kind", "data", "word"),
    [
        ("chat", {}, "schema"),
        ("chat", {"choices": []}, "schema"),
        ("chat", {"choices": [{"message": None}]}, "schema"),
        ("chat", {"choices": [{"message": {"content": None}}]}, "schema"),
        ("chat", {"error": {"message": "sk-0123 is wrong"}}, "schema"),
        ("mediawiki", {"error": {"code": "maxlag"}}, "busy"),
        ("mediawiki", {"error": {"code": "badtoken"}}, "refused"),
        ("mediawiki", {"query": []}, "schema"),
        ("mediawiki", {"servedby": "x"}, "schema"),
        ("bocha", {"code": "401", "message": "key"}, "key"),
        ("bocha", {"code": 403}, "unpaid"),
        ("bocha", {"code": 200, "data": None}, "schema"),
        ("baidu", {"code": "invalid_iam_token"}, "key"),
        ("baidu", {"code": "rate_limit_exceeded"}, "busy"),
        ("baidu", {"code": 336, "message": "no"}, "refused"),
        ("baidu", {"references": {}}, "schema"),
        ("searxng", {"results": [1, "a"], "answers": [[1]]}, "schema"),
    ],
)
def test_another_shape_has_a_word(kind: Kind, data: object, word: str) -> None:
    with pytest.raises(CloudError) as caught:
        ADAPTERS[kind].read(data)
    assert caught.value.kind == word
    assert "sk-0123" not in str(caught.value)


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("chat", chat("不知道。")),
        ("chat", chat("抱歉，我不清楚这个问题。")),
        ("chat", chat("Unknown.")),
        ("chat", chat("")),
        ("chat", chat("<think>让我想想</think>")),
        ("mediawiki", {"batchcomplete": True}),
        ("bocha", {"code": 200, "data": {}}),
        ("baidu", {"references": []}),
        ("searxng", {"results": [{"title": "a"}]}),
    ],
)
def test_finding_nothing_is_no_error(kind: Kind, data: object) -> None:
    assert ADAPTERS[kind].read(data).pieces == ()


def test_what_a_searxng_knows_itself_comes_first() -> None:
    data = {
        "answers": ["一", {"answer": "二", "url": "https://e.org"}],
        "infoboxes": [{"infobox": "珠峰", "content": "三", "id": "https://wiki.example"}],
        "results": [{"content": "四"}],
    }
    assert [piece.text for piece in ADAPTERS["searxng"].read(data).pieces] == ["一", "二", "三", "四"]


def test_a_chat_names_its_source() -> None:
    with_info = {**chat("8848米。"), "search_info": {"search_results": [{"url": "https://e.org/1"}]}}
    assert ADAPTERS["chat"].read(with_info).pieces[0].url == "https://e.org/1"
    assert (
        ADAPTERS["chat"].read({**chat("8848米。"), "citations": ["https://e.org/2"]}).pieces[0].url == "https://e.org/2"
    )
