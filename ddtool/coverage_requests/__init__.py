"""Coverage requests: self-contained questions to the matching rules as JSON, and their answers.

The shape is a contract (``criteria/RULES.md``, section 2): one request or a list of them in, one
answer or a list in the same order out. A request with a fault is refused together with all others
of the run, one line a fault.
"""

from ddtool.coverage_requests.answers import Answer, answer_to
from ddtool.coverage_requests.faults import Fault, RequestsRefused
from ddtool.coverage_requests.reading import Asked, read_requests

__all__ = ["Answer", "Asked", "Fault", "RequestsRefused", "answer_to", "read_requests"]
