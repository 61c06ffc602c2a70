#!/usr/bin/env bash
# Installs the system libraries that Qt needs, or says how, and does nothing where they are there already.
#   packaging/system-libraries.sh [screen] [package]
#     screen    also a virtual screen and a tool that looks at its windows
#     package   also what PyInstaller calls
set -euo pipefail
[ "$(uname -s)" = Linux ] || exit 0

# What to look for, and the Debian package that brings it: a library by its soname, a command by its name.
needed="
libEGL.so.1 libegl1
libGL.so.1 libgl1
libX11-xcb.so.1 libx11-xcb1
libdbus-1.so.3 libdbus-1-3
libfontconfig.so.1 libfontconfig1
libglib-2.0.so.0 libglib2.0-0
libxcb-cursor.so.0 libxcb-cursor0
libxcb-icccm.so.4 libxcb-icccm4
libxcb-image.so.0 libxcb-image0
libxcb-keysyms.so.1 libxcb-keysyms1
libxcb-randr.so.0 libxcb-randr0
libxcb-render-util.so.0 libxcb-render-util0
libxcb-shape.so.0 libxcb-shape0
libxcb-sync.so.1 libxcb-sync1
libxcb-xfixes.so.0 libxcb-xfixes0
libxcb-xkb.so.1 libxcb-xkb1
libxkbcommon-x11.so.0 libxkbcommon-x11-0
libxkbcommon.so.0 libxkbcommon0
"
for extra in "$@"; do
    case $extra in
    screen) needed+="
Xvfb xvfb
xauth xauth
xdotool xdotool
" ;;
    package) needed+="
objcopy binutils
" ;;
    *) echo "usage: $0 [screen] [package]" >&2; exit 2 ;;
    esac
done

libraries=$(PATH=$PATH:/sbin:/usr/sbin ldconfig -p)
missing=()
while read -r what package; do
    case $what in
    '') continue ;;
    *.so.*) grep -qF "$what " <<<"$libraries" || missing+=("$package") ;;
    *) command -v "$what" >/dev/null || missing+=("$package") ;;
    esac
done <<<"$needed"

# Debian keeps in packages of their own what makes virtual environments, and Python as a shared library.
python=${PYTHON:-python3}
"$python" -c 'import ensurepip' 2>/dev/null || missing+=("python3-venv")
shared_python='
import ctypes, pathlib, sysconfig
name = sysconfig.get_config_var("INSTSONAME")
pathlib.Path(sysconfig.get_config_var("LIBDIR"), name).exists() or ctypes.CDLL(name)
'
if [[ " $* " == *" package "* ]] && ! "$python" -c "$shared_python" 2>/dev/null; then
    missing+=("lib$("$python" -c 'import sys; print("python%d.%d" % sys.version_info[:2])')")
fi

[ ${#missing[@]} -gt 0 ] || exit 0
if ! command -v apt-get >/dev/null; then
    echo "Goldthread needs some system libraries. Please install what your system calls: ${missing[*]}" >&2
    exit 1
fi
if [ "$(id -u)" -ne 0 ]; then
    echo "Goldthread needs some system libraries. Please run this once, then try again:" >&2
    echo "    sudo apt-get update && sudo apt-get install --no-install-recommends ${missing[*]}" >&2
    exit 1
fi
echo "Installing system libraries: ${missing[*]}"
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
apt-get install -qq --yes --no-install-recommends "${missing[@]}" </dev/null >/dev/null
