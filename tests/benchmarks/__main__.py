"""``python -m tests.benchmarks [NAME…]``: runs all benchmarks, or those named, each in a process of its own.

A process of its own, because a benchmark of the start has to start, and Qt and spaCy leave much behind them.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

HERE = Path(__file__).parent


def names() -> list[str]:
    """Every module beside this one that has a ``main()``."""
    return sorted(
        path.stem
        for path in HERE.glob("*.py")
        if not path.stem.startswith("_") and "\ndef main(" in path.read_text(encoding="utf-8")
    )


def main(argv: Sequence[str] | None = None) -> int:
    """Exit status: 0 all ran and held, 1 one of them failed, 2 there is none of a name."""
    wanted = list(sys.argv[1:] if argv is None else argv) or names()
    unknown = [name for name in wanted if name not in names()]
    if unknown:
        print(f"There is no benchmark {', '.join(unknown)}. There are: {', '.join(names())}.", file=sys.stderr)
        return 2
    failed = []
    for name in wanted:
        print(f"\n== {name} ==", flush=True)
        code = f"import sys; from tests.benchmarks.{name} import main; sys.exit(main())"
        if subprocess.run([sys.executable, "-c", code], cwd=HERE.parents[1], check=False).returncode:
            failed.append(name)
    if failed:
        print(f"\nFailed: {', '.join(failed)}.", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
