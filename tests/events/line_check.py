"""Looks whether the places of a date were given as promised: replays its history, and counts again."""

import random

from events import services
from events.enums import RegistrationState as S
from events.models import Occurrence, RegistrationStep
from events.services import RegistrationRefused
from events.services.places import recount

HOLDING = (S.OFFERED, S.REGISTERED)


def faults_of(occurrence):
    """One line for each promise that was broken; none when all is well."""
    date = Occurrence.objects.get(pk=occurrence.pk)
    kept = {name: getattr(date, name) for name in ("waiting_count", "offered_count", "registered_count")}
    faults = [] if kept == recount(date) else [f"counters say {kept}, rows {recount(date)}"]
    counted = recount(date)
    held = counted["registered_count"] + counted["offered_count"]
    if held > date.capacity:
        faults.append(f"oversold: {held} of {date.capacity}")
    if counted["waiting_count"] and held < date.capacity:
        faults.append(f"{date.capacity - held} free while {counted['waiting_count']} wait")
    return faults + _replay(date)


def _replay(date):
    states, numbers, faults = {}, {}, []
    for step in RegistrationStep.objects.filter(registration__occurrence=date).order_by("pk"):
        row, before = step.registration_id, states.get(step.registration_id)
        waiting = sorted(numbers[key] for key, state in states.items() if state == S.WAITING)
        if step.state == S.REGISTERED and before != S.OFFERED and waiting:
            faults.append(f"{row} came before {waiting}")
        if step.state == S.OFFERED and (not waiting or waiting[0] != step.number):
            faults.append(f"{step.number} was offered a place before {waiting}")
        if step.state == S.WAITING and waiting and step.number < waiting[-1]:
            faults.append(f"{step.number} began to wait after {waiting}")
        states[row], numbers[row] = step.state, step.number
        if (held := sum(state in HOLDING for state in states.values())) > date.capacity:
            faults.append(f"{held} of {date.capacity} after step {step.pk}")
    return faults


def come_and_go(occurrence, member, seed):
    """What one of many people does: registers or waits, then perhaps withdraws, takes or leaves, and comes again."""
    chance = random.Random(seed)
    for _round in range(2):
        try:
            services.register(occurrence=occurrence, member=member, may_wait=True)
            if chance.random() < 0.5:
                services.withdraw(occurrence=occurrence, member=member)
            elif chance.random() < 0.5:
                services.take(occurrence=occurrence, member=member)
        except RegistrationRefused:
            continue
