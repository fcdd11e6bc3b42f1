"""A process that saves one answer after the other and says so, until it is killed."""

import sys

from ddtool.domain.assessments import Answer, AnswerCode
from ddtool.domain.history import Stored
from ddtool.store import Database, answers
from tests.store.makers import ANA, ASSESSMENT, NORTH


def save(database: Database, version: int) -> Stored[Answer]:
    answer = Answer("17.a", AnswerCode.MET, f"save {version + 1}")
    with database.write(ANA) as db:
        return answers.save_answer(db, NORTH, ASSESSMENT, answer, version=version)


if __name__ == "__main__":
    database = Database(sys.argv[1])
    version = int(sys.argv[2])
    while True:
        version = save(database, version).version
        sys.stdout.write(f"{version}\n")
        sys.stdout.flush()
