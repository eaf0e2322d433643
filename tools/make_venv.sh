#!/usr/bin/env bash
# Make a virtual environment in the folder $1 with the first Python that is new enough.
set -euo pipefail
venv=$1

new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

# Debian keeps the part of Python that makes environments in a package of its own.
add_venv_package() {
    [ -e /etc/debian_version ] && command -v apt-get >/dev/null || return 1
    as_root true 2>/dev/null || return 1
    package=$("$1" -c 'import sys; print(f"python3.{sys.version_info[1]}-venv")')
    echo "Installing $package ..."
    as_root apt-get update -qq || true
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$package" >/dev/null
}

found=""
for python in ${PYTHON:-} python3.11 python3.12 python3.13 python3 python3.14 python; do
    new_enough "$python" || continue
    found=$python
    if "$python" -c 'import ensurepip, venv' 2>/dev/null || add_venv_package "$python"; then
        echo "Making $venv with $("$python" --version) ..."
        "$python" -m venv --clear "$venv"
        exit 0
    fi
done

if [ -n "$found" ]; then
    echo "$found is new enough, but cannot make environments: install its venv module" \
        "(on Debian and Ubuntu: apt-get install python3-venv)." >&2
else
    echo "No Python 3.11 or newer was found. Install one, or name it: make setup PYTHON=/path/to/python3" >&2
fi
exit 1
