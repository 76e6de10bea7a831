"""A language model that may propose: a case file from free text, a clearer sentence, an answer.

It is off unless an installation names one, and nothing needs it. Names and codes are masked before
anything is sent; whatever comes back is held to the engine and to what was given, and a proposal
with a citation, sum, day, term or number that neither bears out is rejected.
"""
