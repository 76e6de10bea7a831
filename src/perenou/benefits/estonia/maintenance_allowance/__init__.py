"""Maintenance allowance, elatisabi (PHS chapter 4): one row is an adult who owes and the child."""
