#!/bin/sh
# Make the virtual environment: tools/setup.sh VENV [PYTHON]. Called by `make setup`; safe to run again.
set -eu
venv=$1
given=${2:-}

suits() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }
can_venv() { "$1" -c 'import ensurepip, venv' >/dev/null 2>&1; }

find_python() {
    candidates=${given:-"python3.13 python3.12 python3.11 python3.14 python3"}
    for one in $candidates; do
        if suits "$one" && can_venv "$one"; then echo "$one"; return; fi
    done
    for one in $candidates; do
        if suits "$one"; then echo "$one"; return; fi
    done
}

python=$(find_python)
if [ -z "$python" ]; then
    echo "Redress needs Python 3.11 or newer${given:+; $given is not}. Try: make setup PYTHON=/path/to/python3" >&2
    exit 1
fi

# Whatever the machine lacks is named in one go, before giving up.
lacking=0
"$python" -m tools.syslibs || lacking=1

if ! can_venv "$python"; then
    package=$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        echo "Installing $package"
        apt-get -q update
        DEBIAN_FRONTEND=noninteractive apt-get -q install -y --no-install-recommends "$package"
    else
        echo "This Python cannot make virtual environments. Install $package and run this again:" >&2
        echo "  sudo apt-get update && sudo apt-get install -y $package" >&2
        lacking=1
    fi
fi
[ "$lacking" = 0 ] || exit 1

if ! suits "$venv/bin/python"; then
    "$python" -m venv --clear "$venv"
fi
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check --editable ".[dev]"
# A first call from this environment: better a clear failure now than a strange one later.
QT_QPA_PLATFORM=offscreen "$venv/bin/python" -c 'from PySide6 import QtWidgets; QtWidgets.QApplication([])'
echo "Ready: $("$venv/bin/python" --version), environment in $venv"
