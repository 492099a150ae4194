"""Walks through what docs/for-staff.md tells, in Chromium, and takes its pictures.

`python -m tools.staff_pictures` writes docs/images/staff-*.png; `... websites` takes those of one
step alone. It works on a directory of invented organizations in a folder of its own, and touches no
other. A step that is not as the guide says ends it with an error.
"""

import logging
import os
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyotp
from playwright.sync_api import Page, sync_playwright
from werkzeug.serving import make_server

from admin import accounts, invitations
from admin.app import create_app
from admin.process import Admin
from admin.settings import Settings, read_settings
from referrals.database import migrate
from referrals.seeding import seed
from tools.environment import ROOT
from tools.invented_directory import invented
from tools.picture_gateway import MADE_UP, gateway

PICTURES = ROOT / "docs/images"
EMAIL, PASSWORD = "lin@legal-aid.example", "seven purple ladders"
BEGAN = datetime(2026, 11, 30, 15, 0, tzinfo=UTC)
SHEET = (
    "Organization,Service,Phone,City,State,ZIP\n"
    "Harbor Rights Project,Immigration help,713-555-0110,Houston,TX,77011\n"
    "Willow Family Law,Immigration help,713-555-0111,Pasadena,TX,77502\n"
    "North Star Advocates,Immigration help,713-555-01,Houston,TX,77009\n"
)


class Walk:
    """A page of the running admin; `take` keeps a picture of what is seen."""

    def __init__(self, app: Admin, page: Page) -> None:
        self.app, self.page = app, page
        self.secret = ""
        self.is_taken = True

    def take(self, name: str) -> None:
        if not self.is_taken:
            return
        self.page.evaluate("document.activeElement.blur()")
        self.page.screenshot(path=PICTURES / f"staff-{name}.png")

    def press(self, words: str, role: str = "button") -> None:
        self.page.get_by_role(role, name=words).first.click()  # type: ignore[arg-type]

    def see(self, words: str) -> None:
        self.page.get_by_text(words).first.wait_for()

    def show(self, words: str) -> None:
        """Scroll until a field or heading is near the top."""
        script = "e => window.scrollTo(0, e.getBoundingClientRect().top + scrollY - 120)"
        self.page.get_by_text(words, exact=True).first.evaluate(script)

    def at_service(self, name: str) -> None:
        """Find a service as staff do."""
        self.page.goto("/services/")
        self.page.get_by_label("Search").fill(name)
        self.press("Search")
        self.page.get_by_role("link", name=name, exact=True).click()
        self.page.get_by_role("heading", name=name, level=1).wait_for()


def sign_in(walk: Walk) -> None:
    """From the link to the second factor."""
    with walk.app.database.engine.connect(), walk.app.app_context():
        session = walk.app.database.session
        account = accounts.make(session, EMAIL, "manager", "en", walk.app.clock())
        token = invitations.invite(session, account, walk.app.clock())
        session.commit()
    page = walk.page
    page.goto(f"/invitation/{token}")
    walk.take("invitation")
    page.get_by_label("New password").fill(PASSWORD)
    page.get_by_label("again").fill(PASSWORD)
    walk.press("Keep")
    page.get_by_label("E-mail address").fill(EMAIL)
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    walk.secret = page.locator(".secret code").inner_text().replace(" ", "")
    walk.take("second-factor")
    moment = int(walk.app.clock().timestamp())
    page.get_by_label("Code from your app").fill(pyotp.TOTP(walk.secret).at(moment))
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Your recovery codes").wait_for()


def find(walk: Walk) -> None:
    """Find an organization by name, city, ZIP or number."""
    walk.page.goto("/services/")
    walk.page.get_by_label("Search").fill("77036")
    walk.press("Search")
    walk.see("Casa Segura")
    walk.take("find")


def correct_phone(walk: Walk) -> None:
    """Another number, looked at before it is kept."""
    walk.at_service("Open Door Clinic")
    walk.take("service")
    walk.press("Edit address and phones", "link")
    walk.page.locator("input[name$=number]").first.fill("713-555-0144")
    walk.show("Phone 1")
    walk.take("phone")
    walk.press("Keep")
    walk.see("713-555-0144")
    walk.press("What a person would get", "link")
    walk.see("713-555-0144")
    walk.take("preview")


def add(walk: Walk) -> None:
    """A new organization with its first service."""
    walk.page.goto("/organizations/")
    walk.press("New organization", "link")
    walk.page.get_by_label("Name").first.fill("Harbor Light Legal Aid")
    walk.take("add")
    walk.press("Keep")


def stop_cases(walk: Walk) -> None:
    """It takes no new cases for now."""
    walk.at_service("Puente Legal")
    walk.press("Edit the service", "link")
    walk.page.get_by_label("Takes new cases").select_option(label="No")
    walk.show("Takes new cases")
    walk.take("not-taking")
    walk.press("Keep")
    walk.see("Puente Legal")


def verify(walk: Walk) -> None:
    """The queue, and one check with a note."""
    walk.page.goto("/verification/")
    walk.take("queue")
    walk.press("With a note", "link")
    walk.page.get_by_label("Note").fill("The front desk confirmed number and hours.")
    walk.take("verify")
    walk.press("Checked, still right")
    walk.page.wait_for_load_state()


def bring(walk: Walk) -> None:
    """A spreadsheet: looked at, carried out, taken back."""
    page = walk.page
    page.goto("/imports/bring")
    file = {"name": "new-offices.csv", "mimeType": "text/csv", "buffer": SHEET.encode()}
    page.get_by_label("File").set_input_files(file)  # type: ignore[arg-type]
    walk.press("Look at the file")
    page.get_by_role("button", name="Carry it out").wait_for()
    walk.take("import")
    walk.press("Carry it out")
    page.get_by_role("button", name="Take the whole import back").wait_for()
    walk.take("import-done")
    walk.press("Take the whole import back")
    walk.see("The import was taken back")


def merge(walk: Walk) -> None:
    """Two rows that are one organization."""
    walk.page.goto("/duplicates/")
    walk.page.locator("table.list a").first.click()
    walk.see("Are these the same?")
    walk.take("duplicate")
    walk.press("Make them one")
    walk.page.wait_for_load_state()


def withdraw(walk: Walk) -> None:
    """An answer out of service and back."""
    page = walk.page
    page.goto("/answers/?search=stopped+in+a+car")
    page.get_by_role("link", name="Stopped in a car", exact=True).click()
    walk.press("Withdraw this answer", "link")
    page.get_by_label("Reason").fill("A court decided otherwise this morning.")
    walk.take("withdraw")
    walk.press("Withdraw")
    walk.see("Within seconds people get the caution")
    walk.take("withdrawn")
    walk.press("Give this answer again", "link")
    walk.press("Give it again")
    walk.see("In service again")


def export(walk: Walk) -> None:
    """The whole directory as a file."""
    walk.page.goto("/downloads/")
    walk.take("export")
    with walk.page.expect_download():
        walk.page.get_by_role("link", name="Spreadsheet (XLSX)").first.click()


def websites(walk: Walk) -> None:
    """The chat on a website: its addresses, and the line for its pages."""
    page = walk.page
    page.goto("/sites/")
    walk.press("Add a website", "link")
    page.get_by_label("Name of the website").fill("Harbor Light Legal Aid")
    page.get_by_label("Addresses of the website").fill(
        "https://www.harbor-light.example\nhttps://harbor-light.example"
    )
    walk.take("website")
    walk.press("Keep")
    walk.see("Now put the line below into its pages")
    walk.show("The line for the pages")
    walk.take("website-line")
    walk.press("Turn it off")
    walk.see("the chat takes nothing there")


STEPS = (
    *(sign_in, find, correct_phone, add, stop_cases, verify, bring, merge, withdraw, export),
    websites,
)


def main(wanted: list[str]) -> None:
    """Seed, serve, walk; the pictures of the steps wanted, of all where none is named."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    with tempfile.TemporaryDirectory() as folder, gateway(Path(folder)) as gateway_url:
        app = create_app(_settings(Path(folder), gateway_url), time=_clock())
        seed(app.database.engine, invented(Path(folder)), lambda _line: None)
        server = make_server("127.0.0.1", 0, app, threaded=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with sync_playwright() as play:
            chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
            browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            address = f"http://127.0.0.1:{server.server_port}"
            size = {"width": 960, "height": 640}
            page = browser.new_context(base_url=address, viewport=size).new_page()  # type: ignore[arg-type]
            page.set_default_timeout(60_000)
            walk = Walk(app, page)
            for step in STEPS:
                walk.is_taken = not wanted or step.__name__ in wanted
                if walk.is_taken or step is sign_in:
                    step(walk)
                    print(step.__name__)
            browser.close()
        server.shutdown()


def _settings(folder: Path, gateway_url: str) -> Settings:
    address = f"sqlite:///{folder / 'directory.db'}"
    migrate(address)
    keys = dict.fromkeys(("ADMIN_SECRET_KEY", "INTERNAL_KEY"), MADE_UP)
    return read_settings({"DATABASE_URL": address, "GATEWAY_URL": gateway_url, **keys})


def _clock() -> Callable[[], datetime]:
    start = time.monotonic()
    return lambda: BEGAN + timedelta(seconds=time.monotonic() - start)


if __name__ == "__main__":
    main(sys.argv[1:])
