#!/usr/bin/env bash
# See to it that the browser tests find a Chromium: one that is there, Debian's, or playwright's own.
# $1 is the Python to ask with.
set -euo pipefail
python=$1

works() {
    path=$("$python" -m geo.publish.film.chromium 2>/dev/null) && "$path" --version >/dev/null 2>&1
}

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

# Only on Debian itself: Ubuntu's package of that name is a stub that wants snap.
from_debian() {
    grep -qx 'ID=debian' /etc/os-release 2>/dev/null && command -v apt-get >/dev/null || return 1
    as_root true 2>/dev/null || return 1
    echo "Installing Debian's chromium (once) ..."
    as_root apt-get update -qq || true
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium fonts-dejavu-core >/dev/null
}

from_playwright() {
    echo "Fetching playwright's own Chromium (once) ..."
    if as_root true 2>/dev/null && "$python" -m playwright install --with-deps chromium; then return; fi
    "$python" -m playwright install chromium
}

works && exit 0
if [ -n "${QANTAR_CHROMIUM:-}" ]; then
    echo "QANTAR_CHROMIUM names $QANTAR_CHROMIUM, which cannot be run." >&2
    exit 1
fi
from_debian && works && exit 0
from_playwright && works && exit 0
echo "No working Chromium for the browser tests, and none could be fetched. Install Chromium or Chrome," \
    "or name one: QANTAR_CHROMIUM=/path/to/chromium make test" >&2
exit 1
