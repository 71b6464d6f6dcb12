"""Let ``python -m smmkit`` do what ``smmkit`` does."""

from smmkit.cli import main

raise SystemExit(main())
