"""Courses that need each other in a ring: nobody could begin. No query here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping


def loop_through(course: int, needs: Mapping[int, Iterable[int]]) -> list[int]:
    """The shortest way from `course` through what it needs back to itself, both ends named; [] when there is none."""
    came_from: dict[int, int] = {}
    edge = [course]
    while edge:
        further = []
        for here in edge:
            for there in needs.get(here, ()):
                if there == course:
                    return _way(course, here, came_from)
                if there not in came_from:
                    came_from[there] = here
                    further.append(there)
        edge = further
    return []


def _way(course: int, last: int, came_from: Mapping[int, int]) -> list[int]:
    way = [course]
    while last != course:
        way.append(last)
        last = came_from[last]
    return [course, *reversed(way)]
