"""A wrong file is refused with its file, line and field, and with what is allowed; nothing else ever comes out."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from roleplay_lite.errors import PersonaError
from roleplay_lite.persona import load_persona, read_persona
from roleplay_lite.tomlfile import MAX_BYTES

from .texts import LINES, SMALL


@dataclass(frozen=True, kw_only=True)
class Wrong:
    text: str | bytes
    line: int
    field: str
    words: str


HEAD = 'name = "老丁"\nsummary = "修伞的。"\n'

WRONG = {
    "empty": Wrong(text="", line=0, field="name", words="is missing"),
    "blank name": Wrong(text='name = "  "\n', line=1, field="name", words="must not be empty"),
    "name is a number": Wrong(text="name = 3\n", line=1, field="name", words="must be a string, not a whole number"),
    "name too long": Wrong(text=f'name = "{"长" * 41}"', line=1, field="name", words="41 characters long; at most 40"),
    "no summary": Wrong(text='name = "丁"\n' + LINES, line=0, field="summary", words="is missing"),
    "unknown field": Wrong(
        text=f"{HEAD}mood = 1\n{LINES}", line=3, field="mood", words="allowed: afterword, answers, boundaries"
    ),
    "typo in a table": Wrong(
        text=f'{SMALL}\n[style]\nmaner = ["慢"]\n',
        line=11,
        field="style.maner",
        words="allowed: bans, catch_phrases, manner, reminder",
    ),
    "no lines": Wrong(text=HEAD, line=0, field="lines.greeting", words="is missing"),
    "a line missing": Wrong(
        text=SMALL.replace('sorry = ["没听清"]\n', ""), line=3, field="lines.sorry", words="is missing: at least 1"
    ),
    "no variants": Wrong(text=SMALL.replace('["没听清"]', "[]"), line=5, field="lines.sorry", words="at least 1"),
    "a line that is no array": Wrong(
        text=SMALL.replace('["没听清"]', '"没听清"'),
        line=5,
        field="lines.sorry",
        words="array of strings, not a string",
    ),
    "an empty variant": Wrong(
        text=SMALL.replace('["没听清"]', '["哎", " "]'),
        line=5,
        field="lines.sorry[1]",
        words="string that is not empty",
    ),
    "language": Wrong(
        text=f'languages = ["fr"]\n{SMALL}', line=1, field="languages[0]", words="is 'fr'; allowed: en, zh"
    ),
    "schema from the future": Wrong(text=f"schema = 2\n{SMALL}", line=1, field="schema", words="allowed: 1 to 1"),
    "schema is text": Wrong(text=f'schema = "1"\n{SMALL}', line=1, field="schema", words="must be a whole number"),
    "facts is text": Wrong(text=f'facts = "我"\n{SMALL}', line=1, field="facts", words="must be a table"),
    "owner is text": Wrong(text=f'{SMALL}[facts]\nself = "我"\n', line=10, field="facts.self", words="must be a table"),
    "fact is true": Wrong(
        text=f"{SMALL}[facts.self]\npet = true\n", line=10, field="facts.self.pet", words="must be text, a number"
    ),
    "fact is a table": Wrong(
        text=f'{SMALL}[facts.self]\npet = {{ name = "汪" }}\n', line=10, field="facts.self.pet", words="must be text"
    ),
    "fact is empty": Wrong(
        text=f'{SMALL}[facts."哥哥"]\nname = ""\n', line=10, field="facts.哥哥.name", words="leave the key out"
    ),
    "fact is endless": Wrong(
        text=f"{SMALL}[facts.self]\nage = inf\n", line=10, field="facts.self.age", words="is no number that"
    ),
    "fact beyond 64 bits": Wrong(
        text=f"{SMALL}[facts.self]\nage = 0x{'f' * 5000}\n", line=10, field="facts.self.age", words="is no number that"
    ),
    "fact too long": Wrong(
        text=f'{SMALL}[facts.self]\npet = "{"猫" * 201}"\n', line=10, field="facts.self.pet", words="at most 200"
    ),
    "blank owner": Wrong(text=f'{SMALL}[facts." "]\n', line=9, field="facts. ", words="must name its owner"),
    "polarity": Wrong(
        text=f'{SMALL}[[fact]]\nkey = "pet"\nvalue = "狗"\npolarity = "never"\n',
        line=12,
        field="fact[0].polarity",
        words="is 'never'; allowed: no, yes",
    ),
    "fact without value": Wrong(
        text=f'{SMALL}[[fact]]\nkey = "a"\nvalue = "b"\n[[fact]]\nkey = "pet"\n',
        line=12,
        field="fact[1].value",
        words="is missing",
    ),
    "fact is no array": Wrong(
        text=f'{SMALL}[fact]\nkey = "pet"\n', line=9, field="fact", words="must be an array of tables"
    ),
    "six traits": Wrong(
        text=SMALL + '[[traits]]\nname = "慢的"\n' * 6, line=19, field="traits[5]", words="6 entries; at most 5"
    ),
    "intensity": Wrong(
        text=f'{SMALL}[[traits]]\nname = "慢的"\nintensity = "much"\n',
        line=11,
        field="traits[0].intensity",
        words="allowed: a-bit, extremely, plain, very",
    ),
    "trait without a name": Wrong(
        text=f'{SMALL}[[traits]]\nbehaviour = "慢"\n', line=9, field="traits[0].name", words="is missing"
    ),
    "example without a reply": Wrong(
        text=f'{SMALL}[[examples]]\nuser = "饿"\n', line=9, field="examples[0].reply", words="is missing"
    ),
    "rate": Wrong(text=f"{SMALL}[voice]\nrate = 3\n", line=10, field="voice.rate", words="is 3; allowed: 0.5 to 2"),
    "rate is nan": Wrong(text=f"{SMALL}[voice]\nrate = nan\n", line=10, field="voice.rate", words="allowed: 0.5 to 2"),
    "rate beyond 64 bits": Wrong(
        text=f"{SMALL}[voice]\nrate = 0x{'f' * 5000}\n", line=10, field="voice.rate", words="is too large; allowed"
    ),
    "refuses in silence": Wrong(
        text=f'{SMALL}[boundaries]\nrefuses = ["赌"]\n',
        line=9,
        field="boundaries.refusal",
        words="how the persona says no",
    ),
    "golden must is text": Wrong(
        text=f'{SMALL}[[golden]]\nuser = "谁"\nreply = "丁"\nmust = "丁"\n',
        line=12,
        field="golden[0].must",
        words="must be an array of strings, not a string",
    ),
    "bad TOML": Wrong(text='name = "老丁\n', line=1, field="", words="is not valid TOML"),
    "no day": Wrong(text=f"{SMALL}[facts.self]\nbirthday = 2006-02-30\n", line=10, field="", words="not valid TOML"),
    "duplicate key": Wrong(text='name = "丁"\nname = "钉"\n', line=2, field="", words="Cannot overwrite a value"),
    "duplicate table": Wrong(text=f"{SMALL}{LINES}", line=9, field="", words="Cannot declare"),
    "integer of 5000 digits": Wrong(text=f"schema = {'9' * 5000}\n", line=2, field="", words="is not valid TOML"),
    "deep arrays": Wrong(text=f"schema = {'[' * 100_000}", line=0, field="", words="nested too deeply"),
    "deep key": Wrong(text=f"{SMALL}{'a.' * 100_000}a = 1", line=9, field="", words="nested too deeply"),
    "not UTF-8": Wrong(text=b'schema = 1\nname = "\xc0\xcf\xb6\xa1"\n', line=2, field="", words="save it as UTF-8"),
    "UTF-16": Wrong(text=SMALL.encode("utf-16"), line=1, field="", words="save it as UTF-8"),
    "control bytes": Wrong(text=b"\0\0\0\0", line=1, field="", words="is not valid TOML"),
    "3 MB": Wrong(text="#" * (3 << 20), line=0, field="", words=f"larger than {MAX_BYTES // 1024} KiB"),
}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "laoding.toml"


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_wrong_file_is_refused_with_place_field_and_remedy(file: Path, wrong: Wrong) -> None:
    file.write_bytes(wrong.text.encode() if isinstance(wrong.text, str) else wrong.text)
    with pytest.raises(PersonaError) as caught:
        read_persona(file)
    assert (caught.value.file, caught.value.line, caught.value.field) == (str(file), wrong.line, wrong.field)
    assert wrong.words in caught.value.problem
    assert str(caught.value).startswith(f"{file}:{wrong.line}: " if wrong.line else f"{file}: ")
    assert len(str(caught.value)) < 1000


def test_the_smallest_persona_loads(file: Path) -> None:
    file.write_bytes(b"\xef\xbb\xbf" + SMALL.replace("\n", "\r\n").encode())
    persona = read_persona(file)
    assert (persona.id, persona.name, persona.languages) == ("laoding", "老丁", ("zh",))


def test_facts_keep_owner_key_and_order(file: Path) -> None:
    file.write_text(
        f'{SMALL}[facts.self]\n"家乡" = "婺源"\nbirthday = 1958-03-12\nhobby = ["棋", 3]\n[facts."女儿"]\nname="雨"'
    )
    facts = [(fact.owner, fact.key, fact.value) for fact in read_persona(file).facts]
    assert facts == [
        ("self", "hometown", "婺源"),
        ("self", "birthday", "1958-03-12"),
        ("self", "hobby", "棋"),
        ("self", "hobby", "3"),
        ("女儿", "name", "雨"),
    ]


def test_what_is_no_readable_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "folder.toml").mkdir()
    for name in ("absent.toml", "folder.toml", "nul\0.toml"):
        with pytest.raises(PersonaError, match="cannot be read"):
            load_persona(tmp_path / name)
    (tmp_path / "老丁.toml").write_text(SMALL)
    with pytest.raises(PersonaError, match="file's name must be a-z"):
        load_persona(tmp_path / "老丁.toml")


def test_an_unknown_name_is_answered_with_the_nearest() -> None:
    with pytest.raises(PersonaError, match=r"did you mean 'niaoniao'\? There are: ajiao, "):
        load_persona("niaonao")
    with pytest.raises(PersonaError, match=r"named ''\. There are"):
        load_persona("")


def test_a_users_own_file_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROLEPLAY_LITE_DATA", str(tmp_path))
    (tmp_path / "personas").mkdir()
    (tmp_path / "personas" / "niaoniao.toml").write_text(SMALL)
    assert load_persona("niaoniao").name == "老丁"


SHIPPED = (Path(__file__).parents[2] / "personas" / "niaoniao.toml").read_text(encoding="utf-8")
TOKENS = st.sampled_from(
    [
        *(
            "[",
            "]",
            "[[",
            "]]",
            "{",
            "}",
            "=",
            ".",
            ",",
            '"',
            "'",
            '"""',
            "'''",
            "#",
            "\n",
            "\\",
            "\\u",
            "\0",
            "\r",
            " ",
        ),
        *("name", "facts", "self", "lines", "traits", "fact", "key", "value", "鸟"),
        *("1", "-1", "1e999", "nan", "0x", "true", "1958-03-12"),
    ]
)


@st.composite
def mutated(draw: st.DrawFn) -> str:
    text = draw(st.sampled_from([SMALL, SHIPPED]))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 30)))
        text = text[:start] + draw(TOKENS | st.text(max_size=5)) + text[end:]
    return text


WRITTEN = st.one_of(
    mutated().map(lambda text: text.encode("utf-8", "surrogatepass")),
    st.lists(TOKENS, max_size=40).map(lambda tokens: "".join(tokens).encode()),
    st.text(max_size=200).map(str.encode),
    st.binary(max_size=200),
)


@settings(
    max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(raw=WRITTEN)
def test_only_persona_errors_come_out(file: Path, raw: bytes) -> None:
    file.write_bytes(raw)
    problem: PersonaError | None = None
    try:
        read_persona(file)
    except PersonaError as caught:
        problem = caught
    assert problem is None or problem.file == str(file)
    assert problem is None or 0 <= problem.line <= raw.count(b"\n") + 1
