"""``python -m bench delivery``: how soon somebody is called, whatever else fails or crowds.

Real processes as the faults use them: the button, the background work, the watchdog and a mail
server on this machine. A tap's seconds are those from its receipt on the phone until the mail
server has the first mail about it.
"""
