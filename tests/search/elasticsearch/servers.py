"""A server of a test's own, which it may stop, halt and kill without harm to other tests."""

import os
import shutil
import signal
import time
from dataclasses import replace

from deploy import elasticsearch
from deploy.ports import first_free


class Victim:
    """Beside the server of all tests: the same programs, other data, a smaller heap."""

    def __init__(self):
        server = elasticsearch.known_server()
        number = os.getpid()
        self.server = replace(
            server,
            home=f"{server.home}/victim-{number}",
            port=first_free(server.port + 1 + number % 80),
            heap="256m",
            options=elasticsearch.STARTS_QUICKLY,
        )

    @property
    def url(self):
        return self.server.url

    @property
    def process(self):
        return elasticsearch.process_of(self.server)

    def start(self):
        elasticsearch.launch(self.server)

    def signal(self, name):
        os.kill(self.process, getattr(signal, name))

    def end(self, name="SIGKILL"):
        self.signal(name)
        while self.process:
            time.sleep(0.05)

    def remove(self):
        if self.process:
            self.signal("SIGCONT")
            self.end()
        shutil.rmtree(self.server.home)
