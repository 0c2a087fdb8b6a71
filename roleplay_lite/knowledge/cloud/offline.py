"""Whether there is a network at all, without asking it: by the kernel's routes, in well under a millisecond."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

_IP4, _IP6 = Path("/proc/net/route"), Path("/proc/net/ipv6_route")
_UP = 1
_LOOPBACK = "lo"


def is_offline(url: str, ip4: Path = _IP4, ip6: Path = _IP6) -> bool:
    """Whether no request can leave for that address: no route but to this machine. False where that cannot be told."""
    host = urlsplit(url).hostname or ""
    if host in ("localhost", "::1") or host.startswith("127."):
        return False
    try:
        routes = [line.split() for line in ip4.read_text("ascii").splitlines()[1:]]
        if any(len(row) > 3 and row[0] != _LOOPBACK and int(row[3], 16) & _UP for row in routes):
            return False
        if not ip6.exists():
            return True
        # Every interface has a link-local and a multicast route; only another leads anywhere.
        return all(_leads_nowhere(line.split()) for line in ip6.read_text("ascii").splitlines())
    except (OSError, ValueError):
        return False


def _leads_nowhere(row: list[str]) -> bool:
    return len(row) < 10 or row[9] == _LOOPBACK or row[0].startswith(("fe80", "ff")) or not int(row[8], 16) & _UP
