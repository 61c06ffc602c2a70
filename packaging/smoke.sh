#!/usr/bin/env bash
# Starts a built Goldthread on the demo plan on a screen of its own, and fails if its window does not come up.
#   packaging/smoke.sh dist/goldthread/goldthread [seconds]
set -euo pipefail
program=$(realpath "$1")
seconds=${2:-60}

if [ -z "${SMOKE_SCREEN:-}" ]; then
    SMOKE_SCREEN=1 exec xvfb-run --auto-servernum --server-args="-screen 0 1280x800x24" "$0" "$program" "$seconds"
fi

home=$(mktemp -d)
trap 'kill "$pid" 2>/dev/null || true; wait "$pid" 2>/dev/null || true; rm -rf "$home"' EXIT
# A home of its own, and nothing of this checkout or its virtual environment: what was built must stand alone.
cd "$home"
env -i PATH=/usr/bin:/bin HOME="$home" DISPLAY="$DISPLAY" XAUTHORITY="${XAUTHORITY:-}" LANG=C.UTF-8 \
    QT_QPA_PLATFORM=xcb "$program" --demo >"$home/output" 2>&1 &
pid=$!

fail() {
    echo "The built program failed its first start: $1. It said:" >&2
    sed 's/^/    /' "$home/output" >&2
    exit 1
}

for ((half = 0; half < 2 * seconds; half++)); do
    kill -0 "$pid" 2>/dev/null || { wait "$pid" && code=0 || code=$?; fail "it ended with $code before its window came up"; }
    for window in $(xdotool search --onlyvisible --name Goldthread 2>/dev/null); do
        eval "$(xdotool getwindowgeometry --shell "$window" 2>/dev/null)"
        if [ "${WIDTH:-0}" -ge 600 ] && [ "${HEIGHT:-0}" -ge 400 ]; then
            sleep 2 # a program that dies of what it shows first has not started
            kill -0 "$pid" 2>/dev/null || fail "it ended soon after its window came up"
            ! grep -q Traceback "$home/output" || fail "an error came up with its window"
            echo "The built program opened \"$(xdotool getwindowname "$window")\", ${WIDTH}x${HEIGHT}." \
                "The folder holds $(du -sm "$(dirname "$program")" | cut -f1) MB."
            exit 0
        fi
    done
    sleep 0.5
done
fail "no window named Goldthread within $seconds seconds"
