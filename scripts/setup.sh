#!/bin/sh
# Set Panorama up without make: sh scripts/setup.sh. It may be repeated. `make run` does the same, and starts it.
#
# INSTANCE names the folder of what this installation writes, PYTHON the Python, and LOCKED= (empty) takes the
# newest versions within the ranges instead of the lock. With "only" and steps, it does those alone:
#   sh scripts/setup.sh only environment install secret
set -eu
cd "$(dirname "$0")/.."

INSTANCE=${INSTANCE:-instance}
LOCKED=${LOCKED-yes}
python=.venv/bin/python
export INSTANCE

fail() {
    echo "$1" >&2
    exit 1
}

# Print the first Python on this machine that is new enough.
find_python() {
    for each in ${PYTHON:-python3 python3.13 python3.12 python3.11 python3.14}; do
        "$each" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$each" && return
    done
    fail "Panorama needs Python 3.11 or newer, and found none."
}

environment() {
    [ ! -x "$python" ] || return 0
    found=$(find_python)
    "$found" -m venv .venv || {
        rm -rf .venv
        fail "Python could not make .venv. On Debian and Ubuntu: apt-get install python3-venv"
    }
}

# Install the requirements of the given name into .venv.
install_from() {
    echo "Installing $1; the first time takes a minute or two."
    if [ -n "$LOCKED" ]; then
        set -- --require-hashes -r "$1.lock"
    else
        set -- -r "$1.txt"
    fi
    "$python" -m pip install --quiet --disable-pip-version-check "$@"
}

install() {
    install_from requirements
    touch .venv/.installed
}

# It holds all that runs Panorama as well.
install_dev() {
    install_from requirements-dev
    touch .venv/.installed .venv/.installed-dev
}

# It signs every session: only its owner may read it, from the moment it exists.
secret() {
    [ ! -s "$INSTANCE/secret_key" ] || return 0
    (
        umask 077
        mkdir -p "$INSTANCE"
        "$python" -c 'import secrets; print(secrets.token_hex(32))' >"$INSTANCE/secret_key"
    )
}

# Make or migrate the database, and fill it with a demo company while it is empty.
prepare() {
    .venv/bin/flask --app wsgi prepare
}

if [ "${1:-}" = only ]; then
    shift
    for step in "$@"; do
        case $step in
        environment | install | install_dev | secret | prepare) "$step" ;;
        *) fail "There is no step \"$step\"." ;;
        esac
    done
    exit 0
fi
environment
install
secret
prepare
cat <<END

Panorama is ready. Start it with:

    INSTANCE="$INSTANCE" WELCOME=1 .venv/bin/gunicorn wsgi:app

It then prints a link that signs you in once. The README lists the settings.
END
