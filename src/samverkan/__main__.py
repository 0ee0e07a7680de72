"""`python -m samverkan` is the same as `samverkan`."""

import sys

from samverkan.cli import main

sys.exit(main())
