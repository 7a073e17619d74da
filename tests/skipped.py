"""Says at the end of ``make test`` what this machine could not run, and why: ``python -m tests.skipped FILE``."""

import sys
from collections import Counter
from pathlib import Path


def summary(lines: list[str]) -> list[str]:
    """One line a reason, with the number of tests it kept from running."""
    reasons = Counter(line for line in lines if line.strip())
    if not reasons:
        return ["Nothing was skipped."]
    return [
        "Skipped on this machine:",
        *(f"  {count} × {reason}" for reason, count in sorted(reasons.items())),
    ]


if __name__ == "__main__":
    report = Path(sys.argv[1])
    print("\n".join(summary(report.read_text().splitlines() if report.exists() else [])))
