"""Several commands take in the same articles at the same moment."""

import json
import subprocess
import sys

from tests.extraction.real_desk import ROOT, RealDesk


def test_three_processes_that_take_in_the_same_file_double_nothing(tmp_path):
    desk = RealDesk(tmp_path)
    path = tmp_path / "articles.jsonl"
    rows = [
        {"text": f"Soldiers killed {number} rebels near the town.", "source": "Wire"}
        | ({"url": f"https://example.org/{number}"} if number % 2 else {})
        for number in range(25)
    ]
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows))

    commands = [
        subprocess.Popen(
            [sys.executable, "manage.py", "ingest_file", str(path)],
            cwd=ROOT,
            env=desk.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(3)
    ]
    outputs = [command.communicate(timeout=300) for command in commands]

    assert [command.returncode for command in commands] == [0, 0, 0], outputs
    assert sum(out.count(": new article") for out, _ in outputs) == 25
    assert sum(out.count(": seen before") for out, _ in outputs) == 50
    assert desk.rows("SELECT COUNT(*) FROM articles_article") == [(25,)]
    assert desk.rows("SELECT COUNT(*) FROM articles_articletext") == [(25,)]
    assert desk.rows("SELECT COUNT(*) FROM articles_outlet") == [(1,)]
