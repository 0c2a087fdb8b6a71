"""Gates on the corpus: what a line that is learnt from has to be. Each is a named check: findings and figures."""

from roleplay_lite.tuning.gates.finding import Checked, Finding, Gate
from roleplay_lite.tuning.gates.report import GATES, SHOWN, GateReport, Outcome, report

__all__ = ["GATES", "SHOWN", "Checked", "Finding", "Gate", "GateReport", "Outcome", "report"]
