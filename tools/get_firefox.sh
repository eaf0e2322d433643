#!/usr/bin/env bash
# See to it that the test in Firefox finds one: one that is there, or Debian's. Without one this leaves with 1, setup goes on, and that test fails.
# $1 is the Python to ask with.
set -euo pipefail
python=$1

works() {
    path=$("$python" tests/browser/firefox.py 2>/dev/null) && "$path" --version >/dev/null 2>&1
}

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

# Only on Debian itself: Ubuntu's package firefox is a stub that wants snap.
from_debian() {
    grep -qx 'ID=debian' /etc/os-release 2>/dev/null && command -v apt-get >/dev/null || return 1
    as_root true 2>/dev/null || return 1
    echo "Installing Debian's firefox-esr (once) ..."
    as_root apt-get update -qq || true
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends firefox-esr >/dev/null
}

works && exit 0
if [ -n "${QANTAR_FIREFOX:-}" ]; then
    echo "QANTAR_FIREFOX names $QANTAR_FIREFOX, which cannot be run." >&2
    exit 1
fi
from_debian && works && exit 0
echo "No working Firefox, and none could be fetched: tests/browser/test_firefox.py will fail. Install Firefox," \
    "or name one: QANTAR_FIREFOX=/path/to/firefox make test" >&2
exit 1
