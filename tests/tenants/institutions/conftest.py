from tests.isolation.guests import ready, requested

__all__ = ["ready", "requested"]
