"""Officers who send one opinion after the other, and press the button again when none answers."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from tests.never_lost.site import OFFICERS, OwnSite

# Beyond this many presses somebody gives up; the test then fails by what is missing.
PATIENCE = 400


@dataclass
class Sent:
    """Tokens the server said it stored, and how often there was no answer or a failure."""

    acknowledged: set[str] = field(default_factory=set)
    failures: int = 0

    def wait_for(self, number: int) -> None:
        """Until so many are acknowledged: whatever else the machine does."""
        until = time.monotonic() + 120
        while len(self.acknowledged) < number and time.monotonic() < until:
            time.sleep(0.005)


def send_all(site: OwnSite, number: int, *, meanwhile: Callable[[Sent], object]) -> Sent:
    """So many opinions by all officers together, while something happens to the server."""
    sent = Sent()

    def write(officer: int) -> None:
        for at in range(number // OFFICERS):
            words = site.words(officer, at)
            for _press in range(PATIENCE):
                if site.send(officer, words).is_yes:
                    sent.acknowledged.add(words["token"])
                    break
                sent.failures += 1
                time.sleep(0.1)

    with ThreadPoolExecutor(OFFICERS + 1) as people:
        written = [people.submit(write, officer) for officer in range(OFFICERS)]
        people.submit(meanwhile, sent).result()
        for one in written:
            one.result()
    return sent
