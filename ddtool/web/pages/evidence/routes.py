"""Where the pages of evidence stand, and how an upload is sent on."""

from flask import Blueprint, Response, redirect, request
from werkzeug.wrappers import Response as AnyResponse

blueprint = Blueprint("evidence", __name__)

_BY_SCRIPT = "X-Upload"
_ADDRESS = "X-Address"


def sent_on(address: str) -> AnyResponse:
    """To another page. A script that shows how an upload goes is told the address instead.

    It would follow by itself otherwise, and read the page in place of the person.
    """
    if _BY_SCRIPT in request.headers:
        return Response(status=204, headers={_ADDRESS: address})
    return redirect(address)
