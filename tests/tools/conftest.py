from tests.web.conftest import app

__all__ = ["app"]
