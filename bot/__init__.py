"""The understanding half of Amparo: what a text is about. It knows no answers."""

import os

# Threads that spin while they wait turn 25 ms into 2 s as soon as another process needs a core.
# OpenMP reads this when the first library that uses it is loaded, so it is set before all others.
os.environ["OMP_WAIT_POLICY"] = "passive"
