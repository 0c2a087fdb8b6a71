"""The page that people judge on: one HTML file with all in it, for a browser without a network."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from pathlib import Path

from roleplay_lite.evaluation.pairwise.annotation import KEYS, QUESTION, plain
from roleplay_lite.evaluation.pairwise.blind import BlindPair, PairSet
from roleplay_lite.evaluation.pairwise.judgements import LONGEST_NAME, MODEL

_TEMPLATE = Path(__file__).with_name("page.html")
_IN_SCRIPT = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def page(pairs: PairSet) -> str:
    """The whole page. What anybody said is data in it, never markup; its policy lets nothing run but its own script,
    and nothing be fetched."""
    template = _TEMPLATE.read_text(encoding="utf-8")
    policy = "; ".join(
        (
            "default-src 'none'",
            f"script-src '{_hash(template, 'script')}'",
            f"style-src '{_hash(template, 'style')}'",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )
    # Both at once, so that no reply can stand for the other place.
    found = {"POLICY": policy, "DATA": _embedded(pairs)}
    return re.sub(r"@(POLICY|DATA)@", lambda place: found[place[1]], template)


def _embedded(pairs: PairSet) -> str:
    data = {
        "of": pairs.mark,
        "question": QUESTION,
        "keys": KEYS,
        "model": MODEL,
        "longest": LONGEST_NAME,
        "pairs": [_shown(pair) for pair in pairs.pairs],
    }
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace").decode()
    return "".join(_IN_SCRIPT.get(char, char) for char in text)


def _shown(pair: BlindPair) -> dict[str, object]:
    who = [plain(text) for text in (pair.who.name, pair.who.summary, pair.who.wanted)]
    talks = {side: [plain(text).strip() for text in getattr(pair, side)] for side in ("said", "left", "right")}
    return {"id": pair.id, "who": who, **talks}


def _hash(template: str, tag: str) -> str:
    body = template.partition(f"<{tag}>")[2].partition(f"</{tag}>")[0]
    return "sha256-" + base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
