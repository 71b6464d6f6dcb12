#!/bin/sh
# Run a Python program with the first Python here that is new enough: sh setup/python.sh FILE [ARGS]
for python in ${PYTHON:+"$PYTHON"} python3 python3.14 python3.13 python3.12 python3.11 python; do
    if "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
        exec "$python" "$@"
    fi
done
echo "smmkit needs Python 3.11 or newer. Found: $(python3 --version 2>&1 || true)." >&2
echo "Install one from python.org or your system's packages, or name yours:" >&2
echo "    make lab PYTHON=/path/to/python3" >&2
exit 1
