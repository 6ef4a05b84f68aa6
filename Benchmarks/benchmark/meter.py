"""Runs a program and writes, as the last line on standard error, what it took.

usage: meter.py PROGRAM ARGUMENT...

The line holds seconds of wall time, seconds of CPU time (user and system), peak memory in KB and the exit status. It is
a program of its own, and a small one, because a child's peak memory counts from that of the process that started it.
"""
import os
import sys
import time

program = sys.argv[1:]
begin = time.monotonic()
child = os.posix_spawnp(program[0], program, os.environ)
_, status, usage = os.wait4(child, 0)
wall = time.monotonic() - begin
cpu = usage.ru_utime + usage.ru_stime
print(f"\n{wall:.4f} {cpu:.4f} {usage.ru_maxrss} {os.waitstatus_to_exitcode(status)}", file=sys.stderr)
