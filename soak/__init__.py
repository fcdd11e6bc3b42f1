"""What must hold under faults, tried many times over on the real server; ``make soak`` runs it all.

The tests run the same with small counts.
"""
