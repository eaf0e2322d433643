#!/usr/bin/env bash
# Check the types of the map's JavaScript. npm is used here only; where it cannot be had, the check is skipped and says so.
set -euo pipefail
cd "$(dirname "$0")/.."
folder=.cache/js

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

from_debian() {
    grep -qx 'ID=debian' /etc/os-release 2>/dev/null && command -v apt-get >/dev/null || return 1
    as_root true 2>/dev/null || return 1
    echo "Installing Debian's npm (once) ..."
    as_root apt-get update -qq || true
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends npm >/dev/null
}

if ! cmp -s tools/js/package.json "$folder/installed.json"; then
    if ! command -v npm >/dev/null && ! from_debian; then
        echo "SKIPPED: the types of the JavaScript were not checked, for there is no npm. Install Node.js to check them." >&2
        exit 0
    fi
    echo "Installing what checking the JavaScript needs (once) ..."
    mkdir -p "$folder"
    cp tools/js/package.json "$folder/package.json"
    npm install --prefix "$folder" --ignore-scripts --no-audit --no-fund --no-package-lock --silent
    cp tools/js/package.json "$folder/installed.json"
fi
"$folder/node_modules/.bin/tsc" --project tools/js/tsconfig.json
