#!/bin/sh
# Build assets/plotly/plotly.min.js: Plotly.js of the version that Python's plotly has, with the kinds of traces in entry.js.
# Run `make plotly` after adding a kind of trace or updating plotly. It needs Node.js, npm and the npm registry.
set -eu
cd "$(dirname "$0")/../.."

version=$(.venv/bin/python -c 'from plotly.offline import get_plotlyjs_version; print(get_plotlyjs_version())')
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cp scripts/plotly/entry.js scripts/plotly/licences.cjs "$folder"
(
    cd "$folder"
    npm init --yes >/dev/null
    npm install --silent --no-audit --no-fund --ignore-scripts "plotly.js@$version" esbuild@0.25
    # esbuild's program is a package of its own, so that no install script has to run.
    node_modules/.bin/esbuild entry.js --bundle --minify --format=iife --global-name=Plotly --define:global=window \
        --define:define.amd=false --target=es2016 --legal-comments=inline --banner:js="/* Plotly.js $version, MIT */" \
        --metafile=meta.json --log-level=warning --outfile=plotly.min.js
    node licences.cjs >licences.txt
)
mkdir -p assets/plotly
cp "$folder/plotly.min.js" assets/plotly/plotly.min.js
cp "$folder/licences.txt" assets/licences/plotly.txt
