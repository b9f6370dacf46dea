"""What keeps a page from being published: checks, the registry they stand in, and the gate in front of Wagtail.

See docs/adr/0016. `checks.register(Model, check)` in an app's `ready()` adds one; `faults_of(instance)` asks them all.
"""

from .faults import Fault, PublicationRefused
from .registry import checks, faults_of, require_publishable

__all__ = ["Fault", "PublicationRefused", "checks", "faults_of", "require_publishable"]
