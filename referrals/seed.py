"""The command `python -m referrals.seed`: schema first, then data; it asks no questions."""

import argparse
import os
import sys
from pathlib import Path

from referrals.database import migrate, open_engine
from referrals.phones import RefusedPhone
from referrals.seeding import seed

_FOLDER = Path(__file__).parent.parent / "data" / "directory"


def main(arguments: list[str] | None = None) -> int:
    """Return 0 when the directory is up to date, 2 when a file carries a refused number."""
    parser = argparse.ArgumentParser(prog="python -m referrals.seed", description=__doc__)
    parser.add_argument("--database", default=os.environ.get("DATABASE_URL"))
    parser.add_argument("--folder", type=Path, default=_FOLDER)
    given = parser.parse_args(arguments)
    if not given.database:
        parser.error("give --database or set DATABASE_URL")
    migrate(given.database)
    engine = open_engine(given.database)
    try:
        seed(engine, given.folder, lambda line: print(line, flush=True))
    except RefusedPhone as problem:
        print(f"seed.refused {problem}", file=sys.stderr)
        return 2
    finally:
        engine.dispose()
    return 0


if __name__ == "__main__":
    sys.exit(main())
