"""Let ``python -m smmkit`` do what ``smmkit`` does."""

import gc

from smmkit.cli import main


def run() -> int:
    """Run the command; what it imported needs no last look for garbage, which takes half a second."""
    code = main()
    gc.freeze()
    return code


if __name__ == "__main__":
    raise SystemExit(run())
