"""Says which pages of other origins may read what the chat answers; there is no wildcard."""

from collections.abc import Mapping
from urllib.parse import urlsplit

from starlette.requests import Request

from gateway.store import StoreUnavailable
from gateway.web.problems import Refused
from gateway.web.site import Site
from gateway.web.sites import Sites

METHODS = "GET, POST, DELETE"
HEADERS = "Content-Type, Last-Event-ID, Accept"
PREFLIGHT_SECONDS = "600"


def origin_of(address: str) -> str:
    """Return the origin of an address of ours, as browsers send it."""
    parts = urlsplit(address.casefold())
    default = f":{443 if parts.scheme == 'https' else 80}"
    return f"{parts.scheme}://{parts.netloc.removesuffix(default)}"


class Origins:
    """The origins of the sites and our own: where the full page and the preview come from."""

    def __init__(self, sites: Sites, base_url: str, is_development: bool) -> None:
        self._sites, self._is_development = sites, is_development
        self._own = origin_of(base_url)

    async def headers(self, request: Request) -> dict[str, str]:
        """Return the headers of an answer; an origin that nobody registered gets no leave."""
        origin = request.headers.get("origin", "")
        headers = {"Vary": "Origin"}
        if origin and await self._is_known(request, origin):
            headers["Access-Control-Allow-Origin"] = origin
            headers["Access-Control-Expose-Headers"] = "Retry-After"
        return headers

    async def preflight(self, request: Request) -> Mapping[str, str]:
        """Return the headers that a browser asks for before it sends; raise Refused.

        A page whose site was turned off may send too: else it could not read that it was.
        """
        origin = request.headers.get("origin", "")
        if not await self._is_known(request, origin):
            raise Refused("origin_not_registered")
        return {
            "Access-Control-Allow-Methods": METHODS,
            "Access-Control-Allow-Headers": HEADERS,
            "Access-Control-Max-Age": PREFLIGHT_SECONDS,
        }

    def check(self, request: Request, site: Site) -> None:
        """Raise Refused unless a request comes from a page of the site or from our own."""
        origin = request.headers.get("origin", "")
        if not origin or (origin not in site.origins and not self._is_own(request, origin)):
            raise Refused("origin_not_registered")

    async def _is_known(self, request: Request, origin: str) -> bool:
        if self._is_own(request, origin):
            return True
        try:
            return await self._sites.have_origin(origin)
        except StoreUnavailable:
            return False

    def _is_own(self, request: Request, origin: str) -> bool:
        if origin == self._own:
            return True
        here = f"{request.url.scheme}://{request.headers.get('host', '')}"
        return self._is_development and origin == here
