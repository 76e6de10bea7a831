"""How work really flows: event logs read, measured, drawn, held against a model, and replayed.

``read`` takes a CSV or XES file to an ``EventLog`` of columns, ``analyse`` measures it, ``tell``
and ``draw`` show it, ``conform`` lays it beside a BPMN model, ``what_if`` lets other staff do the
same work, and ``synthetic`` invents a log in which everything that is wrong was put there on
purpose.
"""
