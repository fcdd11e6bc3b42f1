"""How much work ddtool's jobs are, told as multiples of a fixed loop, so that machines compare."""
