"""The field itself: values and rules, and nothing that reads, writes or asks the time.

Words, one per thing (the same in code, packs, workbooks and reports):

criteria set   one published edition of criteria, such as ``rra@3.0``; never edited in place
criterion      one numbered point of a criteria set
requirement    an assessable part of a criterion
standard       what a certificate is issued against; it has editions
certificate    what a site holds: a certificate, an assessment result, a verification statement
cell           a directed statement: standard and editions -> criterion, with a level and conditions
matrix         a versioned list of cells
coverage       what cells and certificates together say about one criterion; never a rating
residual       what no counting certificate shows
rating         the producer's own verdict on a criterion
determination  the assessor's verdict on a criterion
gap            what follows from the three verdicts for one criterion
outlook        what follows from all gaps
action         what closes a gap

This package may import values from the standard library only. It is told the day, never asks for
it.
"""
