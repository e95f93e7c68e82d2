"""Runs first in every Python program that a test starts: sets its clock to the test's."""

import os
import sys
import time

if seconds := os.environ.get("TEST_CLOCK_AHEAD"):
    sys.modules["pytest"] = None  # a tenth of a second that time_machine would spend on it
    import time_machine

    del sys.modules["pytest"]
    time_machine.travel(time.time() + float(seconds)).start()
    time.time()  # the new clock stands still until it is first asked
