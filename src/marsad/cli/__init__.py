"""What a person types: thin commands that open, call a job and print. One file a command."""

import os

# The parser's matrices are small: threads of the linear algebra library only wait for each other, and workers run side by side.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
