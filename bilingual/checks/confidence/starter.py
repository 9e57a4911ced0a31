"""What the starter was measured to be, by ``tools/trust.py``, which writes this module.

It serves where the model that is used was not measured itself.
"""

from __future__ import annotations

from bilingual.data import Calibration, Scaling

STARTER = Calibration(
    model="translate-fr_en-0_3",
    model_sha256="6a713244c5876c90ff03c234268d8c5b88cbad516b7fe57450b3f3a2131527bf",
    trust=0.85,
    doubt=0.46,
    bad_shares=(0.055, 0.269, 0.615),
    sentences=5850,
    scaling=Scaling(mean=-0.383154, deviation=0.120867, intercept=-0.345804, slope=1.96814),
)
