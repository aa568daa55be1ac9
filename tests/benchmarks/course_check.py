"""Does what the course's script does on `check`: the same imports, the same counting, for the benchmark."""

import re
import sys
from pathlib import Path

import markdown  # noqa: F401  (imported by the course's script, and part of its time)
import typer
from loguru import logger
from pydantic import BaseModel


class Limit(BaseModel):
    """Words and images that an answer may have."""

    words: tuple[int, int] = (0, 10_000)
    images: tuple[int, int] = (0, 100)


def check(file: Path) -> None:
    """Count words and images of each answer, and warn."""
    parts = file.read_text(encoding="utf-8").split("Answer:")[1:]
    cut = [part.split("###")[0].split("##")[0] for part in parts if "###" in part]
    answers = [answer.strip("\n") for answer in (*cut, parts[-1])]
    for index, answer in enumerate(answers, 1):
        limit = Limit(words=(100, 200))
        words, images = len(answer.split()), len(re.findall(r"\!\[.*?\]\(.*?\)", answer))
        if not limit.words[0] <= words <= limit.words[1]:
            logger.warning(f"Question {index} failed check. Expected words {limit.words} but got {words}")
        if not limit.images[0] <= images <= limit.images[1]:
            logger.warning(f"Question {index} failed check. Expected images {limit.images} but got {images}")


app = typer.Typer()
app.command()(check)

if __name__ == "__main__":
    sys.exit(app())
