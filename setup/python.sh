#!/bin/sh
# Run a program with the first Python here that is new enough: sh setup/python.sh FILE [ARGS]
# With PYTHON set, only that one will do.
fits() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }

if [ -n "$PYTHON" ]; then
    fits "$PYTHON" && exec "$PYTHON" "$@"
else
    for python in python3 python3.14 python3.13 python3.12 python3.11 python; do
        fits "$python" && exec "$python" "$@"
    done
fi
echo "smmkit needs Python 3.11 or newer. Found: $("${PYTHON:-python3}" --version 2>&1)." >&2
echo "Install one from python.org or your system's packages, or name yours:" >&2
echo "    make lab PYTHON=/path/to/python3" >&2
exit 1
