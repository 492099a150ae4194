"""Files brought to the admin by tests, and waited for."""

import io
import time

HEAD = "organization,city,state,phone\n"
GOOD = HEAD + "Casa Nueva,Houston,TX,713-555-0100\nAyuda Clara,Katy,TX,713-555-0101\n"


def brought(browser, content, name="list.csv", **more):
    """Send a file; return the answer."""
    data = content.encode() if isinstance(content, str) else content
    form = {"csrf_token": browser.token(), "file": (io.BytesIO(data), name), "kind": ""}
    return browser.client.post("/imports/bring", data=form | more)


def ended(browser, answer):
    """Wait until the work of an import has ended; return the address of its page."""
    assert answer.status_code == 303, answer.text
    address = answer.headers["Location"]
    while browser.get(f"{address}/progress").json["is_working"]:
        time.sleep(0.01)
    return address
