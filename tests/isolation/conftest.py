from tests.isolation.cycle import both, own_folder
from tests.isolation.guests import ready, requested

__all__ = ["both", "own_folder", "ready", "requested"]
