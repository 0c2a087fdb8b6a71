"""For tests of your own: engines that do as they are told, and the contract your engine has to fit.

    session = Session.open("niaoniao", engines={"llm": FakeLlm(replies=["你好呀。", "我在看雪。"])})
    assert check_backend("llm", my_llm) == []

The fakes are registered like real backends, so `llm.backend = "fake"` in a device.toml works too. Nothing but the
standard library is loaded.
"""

from roleplay_lite.testing.contract import check_backend
from roleplay_lite.testing.fake_embed import FakeEmbed
from roleplay_lite.testing.fake_llm import FakeLlm, Warmed
from roleplay_lite.testing.fake_sound import FakeAsr, FakeTts, FakeVad

__all__ = ["FakeAsr", "FakeEmbed", "FakeLlm", "FakeTts", "FakeVad", "Warmed", "check_backend"]
