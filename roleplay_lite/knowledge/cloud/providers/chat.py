"""Chat completions as OpenAI's, with a search that the provider switches on by fields of its own (`extra`)."""

from __future__ import annotations

import re

from roleplay_lite.errors import CloudError
from roleplay_lite.knowledge.cloud.answer import Answer, Ask, Piece, Question
from roleplay_lite.knowledge.cloud.config import ProviderConfig
from roleplay_lite.knowledge.cloud.providers.shape import rows, table, text
from roleplay_lite.knowledge.cloud.secret import Secret

_ZH = "用一两句简短的中文口语回答，只说查得到的事实；方括号里的代号原样保留；不知道就只回答“不知道”。"
_EN = (
    "Answer in one or two short spoken sentences, with facts you can find only. Keep codes in square brackets as they"
    " are. If you do not know, answer just “unknown”."
)
_UNKNOWN = re.compile(
    r"\W*(?:抱歉|对不起|sorry)?\W*(?:我)?(?:不知道|不清楚|不太清楚|无法(?:回答|确定|提供)|没有(?:查到|找到)"
    r"|unknown|i (?:do not|don't) know)",
    re.I,
)


def ask(provider: ProviderConfig, question: Question, key: Secret) -> Ask:
    """The question with one fixed line before it: nothing of the persona, the person or earlier turns."""
    return Ask(
        url=f"{provider.base_url}/chat/completions",
        method="POST",
        headers={"Authorization": f"Bearer {key.reveal()}"} if key else {},
        body={
            "model": provider.model,
            "messages": [
                {"role": "system", "content": _EN if question.english else _ZH},
                {"role": "user", "content": question.text},
            ],
            "max_tokens": provider.reply_tokens,
            "temperature": 0.2,
            "stream": False,
            **provider.extra,
        },
    )


def tokens(provider: ProviderConfig, question: Question) -> int:
    """An upper bound where no pages are read; those are what `reserve_tokens` is for."""
    return max(provider.reserve_tokens, provider.reply_tokens + len(question.text) * 2 + 100)


def read(data: object) -> Answer:
    """Raises CloudError."""
    whole = table(data, "the top")
    choices = rows(whole.get("choices"), "choices")
    if not choices:
        raise CloudError("its answer has no choices", kind="schema")
    message = table(choices[0].get("message"), "choices[0].message")
    content = message.get("content")
    if not isinstance(content, str):
        raise CloudError("its answer has no text at choices[0].message.content", kind="schema")
    usage = whole.get("usage")
    took = usage.get("total_tokens") if isinstance(usage, dict) else None
    said = re.sub(r"<think>.*?</think>", "", content, flags=re.DOTALL).strip()
    pieces = () if not said or _UNKNOWN.match(said) else (Piece(text=said, url=_source(whole), direct=True),)
    return Answer(pieces=pieces, tokens=took if isinstance(took, int) and 0 <= took < 10**9 else None)


def _source(whole: object) -> str:
    """The first page that it names."""
    answer = table(whole, "the top")
    info = answer.get("search_info")
    found = (info.get("search_results") if isinstance(info, dict) else None) or answer.get("search_results")
    if isinstance(found, list) and found and isinstance(found[0], dict):
        return text(found[0], "url", "link")
    cited = answer.get("citations")
    return cited[0] if isinstance(cited, list) and cited and isinstance(cited[0], str) else ""
