"""Which sources outside the device may be asked, how long that may take and what it may cost. Off by default."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, get_args
from urllib.parse import urlsplit

from roleplay_lite.tomlfile import Document

Kind = Literal["chat", "searxng", "mediawiki", "bocha", "baidu"]
KINDS: tuple[Kind, ...] = get_args(Kind)

DEFAULT_URLS: Mapping[Kind, str] = {
    "bocha": "https://api.bochaai.com/v1/web-search",
    "baidu": "https://qianfan.baidubce.com/v2/ai_search/web_search",
    "mediawiki": "https://zh.wikipedia.org/w/api.php",
}
"""Of the kinds that have one home. A chat's or a SearXNG's address is the integrator's choice."""
NEEDS_KEY: tuple[Kind, ...] = ("bocha", "baidu")

MOST_CALLS = 10_000
"""Of a day. The record keeps twice as many rows, so that none that counts is dropped."""

_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,31}")
_VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_FIELDS = (
    *("enabled", "deadline_seconds", "proxy", "ca_file", "results"),
    *("calls_per_day", "tokens_per_day", "money_per_day"),
    *("cache_days", "stale_days", "failures", "open_seconds", "providers"),
)
_PROVIDER_FIELDS = (
    *("kind", "base_url", "model", "key_env", "key_file", "contact", "enabled"),
    *("reply_tokens", "reserve_tokens", "money_per_call", "money_per_1000_tokens", "extra"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderConfig:
    """One source (`[knowledge.cloud.providers.NAME]`)."""

    name: str
    kind: Kind
    base_url: str
    """A chat's up to `/v1`, a SearXNG's front page, a wiki's `api.php`, another's whole address."""
    model: str = ""
    """Of a chat."""
    key_env: str = ""
    """The environment variable that holds the key."""
    key_file: Path | None = None
    """Or a file that only its owner can read. The key itself never stands in `device.toml`."""
    contact: str = ""
    """An address or e-mail of whoever runs the device, which a wiki's operators ask for in the User-Agent."""
    reply_tokens: int = 160
    """Of a chat's answer, at most."""
    reserve_tokens: int = 4000
    """What is put aside for one call before it is made; a chat that reads web pages spends most on those."""
    money_per_call: float = 0.0
    money_per_1000_tokens: float = 0.0
    extra: Mapping[str, Any] = field(default_factory=dict)
    """More fields of the request's body (`enable_search = true`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CloudConfig:
    """`[knowledge.cloud]`."""

    enabled: bool = False
    providers: tuple[ProviderConfig, ...] = ()
    """In the order in which they are asked."""
    deadline_seconds: float = 1.2
    """All that a turn may wait, names, connections and slow bodies included."""
    results: int = 3
    """How many pieces of evidence a question brings at most."""
    proxy: str = ""
    ca_file: Path | None = None
    """Certificates to trust beside the usual ones, for a server of one's own."""
    calls_per_day: int = 200
    """In any 24 hours, so that no change of the clock gives a second budget; all providers together."""
    tokens_per_day: int = 400_000
    money_per_day: float = 0.0
    """0 sets no limit on money, in whichever currency the prices are given."""
    cache_days: float = 7.0
    """How long an answer is used again; 0 keeps none."""
    stale_days: float = 30.0
    """How long it may stand in where nobody can be asked."""
    failures: int = 5
    """In a row, after which a provider is left alone."""
    open_seconds: float = 60.0


def read_cloud(table: Document) -> CloudConfig:
    """The table `[knowledge.cloud]`, checked; an absent one is off. Raises the document's error with the field."""
    table.only(_FIELDS)
    base = CloudConfig()
    by_name = table.sub("providers")
    providers = tuple(_provider(by_name, name) for name in by_name.data if _is_on(by_name.sub(name)))
    enabled = table.boolean("enabled", base.enabled)
    if enabled and not providers:
        raise table.fail("is on, and there is nobody to ask: add [knowledge.cloud.providers.NAME]", "enabled")
    return CloudConfig(
        enabled=enabled,
        providers=providers,
        deadline_seconds=table.number("deadline_seconds", base.deadline_seconds, low=0.05, high=30),
        results=table.integer("results", base.results, low=1, high=10),
        proxy=_proxy(table),
        ca_file=_path(table, "ca_file"),
        calls_per_day=table.integer("calls_per_day", base.calls_per_day, low=0, high=MOST_CALLS),
        tokens_per_day=table.integer("tokens_per_day", base.tokens_per_day, low=0, high=10**9),
        money_per_day=table.number("money_per_day", base.money_per_day, low=0, high=10**6),
        cache_days=table.number("cache_days", base.cache_days, low=0, high=365),
        stale_days=table.number("stale_days", base.stale_days, low=0, high=365),
        failures=table.integer("failures", base.failures, low=1, high=100),
        open_seconds=table.number("open_seconds", base.open_seconds, low=1, high=3600),
    )


def _is_on(table: Document) -> bool:
    return table.boolean("enabled", True)


def _provider(by_name: Document, name: str) -> ProviderConfig:
    table = by_name.sub(name)
    if not _NAME.fullmatch(name):
        raise by_name.fail("is no name for a provider: a–z, 0–9, - and _, at most 32 of them", name)
    if "key" in table.data:
        raise table.fail(
            "does not belong in this file; put it in an environment variable (key_env) or a key_file", "key"
        )
    table.only(_PROVIDER_FIELDS)
    kind = next(k for k in KINDS if k == table.string("kind", choices=KINDS))
    base = ProviderConfig(name=name, kind=kind, base_url="")
    found = ProviderConfig(
        name=name,
        kind=kind,
        base_url=table.string("base_url", DEFAULT_URLS.get(kind)).rstrip("/"),
        model=table.string("model", None if kind == "chat" else ""),
        key_env=table.string("key_env", ""),
        key_file=_path(table, "key_file"),
        contact=table.string("contact", None if kind == "mediawiki" else "", longest=200),
        reply_tokens=table.integer("reply_tokens", base.reply_tokens, low=16, high=2000),
        reserve_tokens=table.integer("reserve_tokens", base.reserve_tokens, low=0, high=10**6),
        money_per_call=table.number("money_per_call", 0, low=0, high=10**4),
        money_per_1000_tokens=table.number("money_per_1000_tokens", 0, low=0, high=10**4),
        extra=dict(table.sub("extra").data),
    )
    _check_address(table, found)
    _check_key(table, found)
    if not (found.contact.isascii() and found.contact.isprintable()):
        raise table.fail("goes into a header: plain ASCII letters only", "contact")
    return found


def _check_address(table: Document, provider: ProviderConfig) -> None:
    try:
        parts = urlsplit(provider.base_url)
        host, _ = parts.hostname or "", parts.port
    except ValueError as problem:
        raise table.fail(f"is no address ({problem})", "base_url") from problem
    if parts.scheme not in ("http", "https") or not host:
        raise table.fail("must begin with https:// (or http:// within your own network)", "base_url")
    if parts.username or parts.password:
        raise table.fail("must not hold a password; use key_env or key_file", "base_url")
    if parts.query or parts.fragment:
        raise table.fail("must end before `?` and `#`", "base_url")
    if parts.scheme == "http" and not is_near(host):
        raise table.fail("must be https:// outside your own network: anybody on the way could read it", "base_url")


def _check_key(table: Document, provider: ProviderConfig) -> None:
    if provider.key_env and provider.key_file:
        raise table.fail("and key_file are both given; leave one out", "key_env")
    if provider.key_env and not _VARIABLE.fullmatch(provider.key_env):
        # Not shown: it may be the key itself.
        raise table.fail("must be the name of an environment variable", "key_env")
    if provider.kind in NEEDS_KEY and not (provider.key_env or provider.key_file):
        raise table.fail("is missing: this kind needs a key (or key_file)", "key_env")


def is_near(host: str) -> bool:
    """Whether a host is this machine or of the same network, by its name or number alone."""
    name = host.lower().rstrip(".")
    if name == "localhost" or name.endswith((".localhost", ".local", ".lan", ".internal")):
        return True
    try:
        return ipaddress.ip_address(name).is_private
    except ValueError:
        return False


def _proxy(table: Document) -> str:
    proxy = table.string("proxy", "")
    if proxy and urlsplit(proxy).scheme not in ("http", "https"):
        raise table.fail("must begin with http:// or https://", "proxy")
    return proxy


def _path(table: Document, key: str) -> Path | None:
    given = table.string(key, "")
    try:
        return Path(given).expanduser() if given else None
    except RuntimeError as problem:
        raise table.fail(f"is {given!r}, and there is no such user's folder", key) from problem
