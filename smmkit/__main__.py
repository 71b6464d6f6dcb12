"""Let ``python -m smmkit`` do what ``smmkit`` does."""

import gc

from smmkit.cli import main


def run() -> int:
    """Run the command, and spare half a second of looking for garbage before it ends."""
    code = main()
    gc.freeze()
    return code


if __name__ == "__main__":
    raise SystemExit(run())
