"""Registers and neighbours: what they say, proposed to an official and never taken by itself.

Each is off unless an installation names it. Each may be slow, wrong or silent: a case is solved the
same without them. What a register says stands with its name and the time of the query until an
official confirms it.
"""
