#!/bin/sh
# Put the two scripts of others that the docs' site runs into build/docs-scripts: Mermaid draws its diagrams, and
# iframe-worker lets its search work from files. The theme would have readers load both from another origin.
set -eu
cd "$(dirname "$0")/.."
to=build/docs-scripts
mkdir -p "$to"
# macOS has the second.
sha256=$(command -v sha256sum || echo "shasum -a 256")

# fetch PACKAGE VERSION SHA256-OF-THE-PACKAGE FILE-IN-IT NAME-HERE
fetch() {
    [ ! -s "$to/$5" ] || [ "$(cat "$to/$5.version" 2>/dev/null)" != "$2" ] || return 0
    command -v npm >/dev/null || {
        echo "The docs' site needs npm, which fetches $1. On Debian and Ubuntu: apt-get install npm" >&2
        exit 1
    }
    (cd "$to" && npm pack --silent "$1@$2" >/dev/null && echo "$3  $1-$2.tgz" | $sha256 -c >/dev/null)
    tar -xzf "$to/$1-$2.tgz" -C "$to" "package/$4"
    mv "$to/package/$4" "$to/$5"
    echo "$2" >"$to/$5.version"
    rm -rf "$to/package" "$to/$1-$2.tgz"
}

fetch mermaid 11.17.2 6ad2f42c3fc26bbf9e45cbb6d11898972573ea52b33a5f4ff51952899f950ffd dist/mermaid.min.js mermaid.min.js
fetch iframe-worker 1.0.4 e8c5d12d87829c503afba01d67772ea9f4aba5b7ae57a0c98e1917711030efbb shim/index.js iframe-worker.js
