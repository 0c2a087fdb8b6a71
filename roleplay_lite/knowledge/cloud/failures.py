"""What went wrong, in one word and one sentence; and what each means for whether to ask again."""

from __future__ import annotations

import socket
import ssl

from roleplay_lite.errors import CloudError

OURS = frozenset(("refused", "key", "unpaid", "busy", "budget", "redaction", "offline"))
"""Of these the provider is not to blame: the breaker does not count them."""
RETRIED = frozenset(("connect", "unavailable"))
"""Once more within the deadline."""
_KEY_PAUSE, _BUSY_PAUSE = 600.0, 30.0
PAUSES = {"key": _KEY_PAUSE, "unpaid": _KEY_PAUSE, "busy": _BUSY_PAUSE}
"""For how long nothing is asked after it, where the provider does not say."""


def refused(status: int, wait_seconds: float) -> None:
    """Raises CloudError where an HTTP status is no success."""
    if 200 <= status < 300:
        return
    if status in (401, 403, 407):
        problem, kind = f"the key is wrong or not allowed to do this (HTTP {status})", "key"
    elif status == 402:
        problem, kind = "the account has no money left (HTTP 402)", "unpaid"
    elif status == 429:
        problem, kind = "too many questions (HTTP 429)", "busy"
    elif status in (502, 503):
        problem, kind = f"it is not available (HTTP {status})", "unavailable"
    elif status >= 500 or status in (408, 425) or status < 200:
        problem, kind = f"it failed (HTTP {status})", "server"
    else:
        problem, kind = f"it does not take the question (HTTP {status}): look at base_url, model and extra", "refused"
    raise CloudError(problem, kind=kind, wait_seconds=wait_seconds)


def failed(error: Exception) -> CloudError:
    """A transport's error in our words; its own may hold what was sent."""
    chain = list(_chain(error))
    for one in chain:
        if isinstance(one, ssl.SSLCertVerificationError):
            return CloudError(f"its certificate is not to be trusted ({one.verify_message})", kind="tls")
        if isinstance(one, socket.gaierror):
            return CloudError("its name is not known: is there a network?", kind="dns")
    names = " ".join(type(one).__name__ for one in chain)
    if "Timeout" in names or any(isinstance(one, TimeoutError) for one in chain):
        return CloudError("it did not answer in time", kind="timeout")
    if any(isinstance(one, ssl.SSLError) for one in chain):
        return CloudError("no safe connection comes about with it", kind="tls")
    if "ProxyError" in names:
        return CloudError("the proxy does not let it through", kind="connect")
    if "ConnectError" in names:
        return CloudError("it cannot be reached", kind="connect")
    return CloudError("the connection broke off", kind="broken")


def _chain(error: BaseException | None) -> list[BaseException]:
    found: list[BaseException] = []
    while error is not None and error not in found:
        found.append(error)
        error = error.__cause__ or error.__context__
    return found
