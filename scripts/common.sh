# Shared by the scripts: a virtual environment with the package in it, made once and brought up to date when
# pyproject.toml changes. Sourced, not run.
set -eu
# Where the person stood: the paths they give count from there.
CALLER=${CALLER:-$(pwd)}
export CALLER
cd "$(dirname "$0")/.."
ROOT=$(pwd)
VENV=${ROLEPLAY_LITE_VENV:-$ROOT/.venv}

say() { printf '%s\n' "$*" >&2; }
die() { say "error: $*"; exit 1; }

find_python() {
    for name in "${PYTHON:-}" python3.13 python3.12 python3.11 python3; do
        if [ -n "$name" ] && command -v "$name" >/dev/null 2>&1 &&
            "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$name"
            return
        fi
    done
    die "Python 3.11 or newer is needed; on Debian: sudo apt-get install python3 python3-venv (or set PYTHON)"
}

# The compiled binding is the faster one to decode beside; without a compiler the wheel serves.
llm_extra() {
    if command -v c++ >/dev/null 2>&1 || command -v g++ >/dev/null 2>&1 || command -v clang++ >/dev/null 2>&1; then
        echo llm
    else
        say "no C++ compiler here, so the xllamacpp wheel is taken in place of llama-cpp-python. What that costs:"
        say "its number of threads is fixed at the start, so that it slows down more beside other busy programs, and"
        say "'bench' has no raw loop to compare with. To change it: sudo apt-get install g++, then run this again."
        echo llm-wheel
    fi
}

# ensure_venv EXTRA,EXTRA: quick when nothing changed.
ensure_venv() {
    extras=$1
    stamp="$VENV/.roleplay-lite"
    wanted="$extras $(cksum <"$ROOT/pyproject.toml")"
    if [ -x "$VENV/bin/python" ] && grep -qxF "$wanted" "$stamp" 2>/dev/null; then
        return
    fi
    python=$(find_python)
    [ -x "$VENV/bin/python" ] || {
        say "making a virtual environment in ${VENV#"$ROOT"/}"
        "$python" -m venv "$VENV" || die "venv failed; on Debian: sudo apt-get install python3-venv"
    }
    say "installing roleplay-lite[$extras] (llama.cpp is compiled the first time: about six minutes on two cores)"
    "$VENV/bin/python" -m pip install --quiet --upgrade 'pip>=24.1' || die "pip cannot reach a package index"
    "$VENV/bin/python" -m pip install --quiet --editable "$ROOT[$extras]" || die "the installation failed; see above"
    # One line for each set of extras that is in there: what one script adds, no other takes away.
    printf '%s\n' "$wanted" >>"$stamp"
}

# ensure_models NAME...: pulls what is not there; a look at the files otherwise.
ensure_models() {
    for name in "$@"; do
        "$VENV/bin/roleplay-lite" models where "$name" >/dev/null 2>&1 ||
            "$VENV/bin/roleplay-lite" models pull "$name" || die "the model $name could not be brought"
    done
}
