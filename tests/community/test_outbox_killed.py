"""A task cluster killed with SIGKILL twenty times over 500 queued mails loses none (promise 19)."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time

import pytest

from tests.community.smtp_sink import Sink
from tests.prepared import ROOT, migrated, new_database, own_environment, shared_folder

MAILS, KILLS = 500, 20
LIFE_SECONDS = 10  # at most, on a machine that has much else to do
STANDSTILL_SECONDS = 120  # a slow machine may take long for all of them, but not for one
IDLE_AFTER_SECONDS = 60  # more than the retry of a task and a run of it


class Lives:
    """A hub whose cluster is started and killed; see tests/community/outbox_lives.py for the commands."""

    def __init__(self, environment):
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.community.outbox_lives"],
            cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        self.group = None

    def ask(self, *command):
        """Give a command; its answer."""
        self.process.stdin.write(" ".join(map(str, command)) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def start(self):
        """Let a cluster live; a minute has passed since the last one began."""
        self.group = self.ask("live")
        self.ask("minute")

    def kill(self):
        """End it and all its workers at the same moment."""
        if self.group is not None:
            os.killpg(self.group, signal.SIGKILL)
            self.ask("buried", self.group)
            self.group = None

    def end(self):
        """Kill what lives and leave."""
        self.kill()
        self.process.communicate(timeout=10)


@pytest.fixture(scope="module")
def environment(tmp_path_factory):
    url = new_database(tmp_path_factory.mktemp("lives"), "hub_lives", like=migrated(shared_folder(tmp_path_factory)))
    return own_environment(
        DJANGO_SETTINGS_MODULE="tests.community.outbox_settings",
        DATABASE_URL=url,
        MEDIA_ROOT=str(tmp_path_factory.mktemp("media")),
        EMAIL_HOST="127.0.0.1",
        TASK_LOG_LEVEL="CRITICAL",
    )


@pytest.fixture
def sink():
    sink = Sink(seconds=0.05).start()
    yield sink
    sink.stop()


@pytest.fixture
def lives(environment, sink):
    lives = Lives(environment | {"EMAIL_PORT": str(sink.port)})
    yield lives
    lives.end()


def kill_at_random(lives, sink, kills, moment):
    """Start and kill a cluster, some before they have sent anything; what was left to send after each."""
    left = []
    for _life in range(kills):
        enough = len(sink.taken) + moment.choice([0, *range(25)])
        lives.start()
        until = time.monotonic() + LIFE_SECONDS
        while len(sink.taken) < enough and time.monotonic() < until:
            time.sleep(0.01)
        time.sleep(moment.uniform(0, 0.2))
        lives.kill()
        left.append(lives.ask("count")["waiting"])
    return left


def test_500_mails_survive_20_kills_and_doubles_carry_the_same_name(lives, sink):
    seed = random.SystemRandom().randrange(1_000_000)
    began = time.monotonic()
    assert lives.ask("fill", MAILS) == 1  # task
    left = kill_at_random(lives, sink, KILLS, random.Random(seed))
    lives.start()
    waiting, until = MAILS, time.monotonic() + STANDSTILL_SECONDS
    while (stand := lives.ask("count"))["waiting"] and time.monotonic() < until:
        if stand["waiting"] < waiting:
            waiting, until = stand["waiting"], time.monotonic() + STANDSTILL_SECONDS
        time.sleep(0.5)
        lives.ask("minute")
    doubles = sum(sink.times.values()) - len(sink.times)
    print(f"\nseed {seed}: left after each kill {left}; {doubles} doubles; {time.monotonic() - began:.0f} s")
    (dead,) = stand["dead"]
    ids = {name: to for name, to in stand["ids"].items() if to != "nobody"}
    assert (stand["sent"], stand["waiting"], dead[:2]) == (MAILS, 0, ["nobody", 8])
    assert {mail.message_id: mail.to for mail in sink.taken} == ids  # none lost, none under another name
    assert len(set(ids.values())) == MAILS
    assert left[KILLS // 2] > 0, "all was sent before half of the kills"
    assert doubles <= 2 * KILLS  # one for each worker and kill


def test_without_the_sweep_mails_stall(lives, sink):
    """The control: the same with the schedule deleted."""
    assert lives.ask("fill", MAILS) == 1
    lives.ask("forget_schedules")
    kill_at_random(lives, sink, 3, random.Random(1))
    lives.start()
    until = time.monotonic() + IDLE_AFTER_SECONDS
    while lives.ask("count")["tasks"] and time.monotonic() < until:
        time.sleep(0.5)
        lives.ask("minute")
    stand = lives.ask("count")
    assert (stand["tasks"], stand["waiting"] > 100) == (0, True)
    time.sleep(2)
    assert lives.ask("count")["waiting"] == stand["waiting"], "something sends them still"
