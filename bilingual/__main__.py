"""Run ``python -m bilingual``."""

import sys

from bilingual.cli import main

sys.exit(main(program="python -m bilingual"))
