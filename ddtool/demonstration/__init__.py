"""The fictional demonstration: who and what there is in it, and the few documents it needs."""
