#!/usr/bin/env bash
# Says in one sentence when the Python given is missing or too old for Goldthread.
python=${1:-python3}
if ! command -v "$python" >/dev/null; then
    echo "Goldthread needs Python 3.11 or newer, and '$python' is not there. Another can be named: make PYTHON=python3.12" >&2
    exit 1
fi
if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
    echo "Goldthread needs Python 3.11 or newer, and '$python' is $("$python" --version)." \
        "Another can be named: make PYTHON=python3.12" >&2
    exit 1
fi
