"""Wires the admin: settings, parts, sections. Run with `python -m admin.app`."""

import importlib
import importlib.util
import resource
import sys
from collections.abc import Callable
from datetime import datetime, timedelta

import waitress
from argon2 import PasswordHasher
from flask import g
from flask_admin import Admin as Menu
from flask_wtf.csrf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from admin import audit, clock, guard, internal, oidc_pages, translations
from admin.database import Database
from admin.door import add_door
from admin.logs import set_up_logs
from admin.passwords import Passwords
from admin.process import Admin
from admin.rate_limits import Tries
from admin.roles import Access, grant
from admin.second_factor import SecondFactors, derived_key
from admin.sections import overview, sections
from admin.security_headers import add_headers
from admin.settings import InvalidSettings, Settings, read_settings
from admin.upkeep import Upkeep
from referrals.database import open_engine

MOST_BYTES = 25 * 1024 * 1024
"""The largest request: a file to import."""


def create_app(
    settings: Settings,
    hasher: PasswordHasher | None = None,
    time: Callable[[], datetime] = clock.now,
) -> Admin:
    """Return the application; raise RuntimeError for a route that declares no role."""
    app = Admin("admin")
    app.config.update(_config(settings))
    app.own, app.clock = settings, time
    app.database = Database(open_engine(settings.database_url))
    app.passwords = Passwords(hasher)
    app.second_factors = SecondFactors(settings.secret_key, app.passwords)
    app.tries = Tries()
    grant(app.view_functions["static"], Access.ANYONE)
    translations.install(app)
    app.before_request(Upkeep(app.database.engine, time))
    app.before_request(guard.find_staff)
    csrf = CSRFProtect(app)
    app.before_request(guard.refuse_strangers)
    app.after_request(add_headers)
    app.teardown_appcontext(lambda _error: app.database.close())
    add_door(app)
    oidc_pages.add_service(app, settings)
    _add_sections(app)
    internal.add_routes(app, csrf)
    if settings.hsds_api:
        _add_partners_api(app)
    guard.refuse_open_routes(app)
    if settings.proxies:
        hops = settings.proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops)  # type: ignore[method-assign]
    return app


def _add_sections(app: Admin) -> None:
    menu = Menu(app, name="Amparo", index_view=overview(), static_url_path="/none")
    with app.app_context():
        menu.add_views(*sections(app.own, app.database))
    app.jinja_env.globals.update(
        menu=menu.menu, may=guard.may, Access=Access, g=g, event_words=audit.event_words
    )


def _config(settings: Settings) -> dict[str, object]:
    return {
        "SECRET_KEY": derived_key(settings.secret_key, "cookies").hex(),
        "SESSION_COOKIE_NAME": "__Host-session" if settings.is_secure else "session",
        "SESSION_COOKIE_SECURE": settings.is_secure,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_PATH": "/",
        "PERMANENT_SESSION_LIFETIME": timedelta(hours=12),
        "PREFERRED_URL_SCHEME": "https" if settings.is_secure else "http",
        "TRUSTED_HOSTS": settings.trusted_hosts,
        "MAX_CONTENT_LENGTH": MOST_BYTES,
        "WTF_CSRF_TIME_LIMIT": None,  # it lives as long as the session
    }


def _add_partners_api(app: Admin) -> None:
    """Serve the directory to partners; raises RuntimeError where it is not built in."""
    if importlib.util.find_spec("admin.hsds_api") is None:
        raise RuntimeError("HSDS_API is on, but admin/hsds_api.py is not there")
    before = set(app.view_functions)
    api = importlib.import_module("admin.hsds_api")
    app.register_blueprint(api.blueprint(app.database.engine))
    for name in set(app.view_functions) - before:
        grant(app.view_functions[name], Access.ANYONE)


def main() -> None:
    """Serve until stopped; exit with 2 and every problem when the settings cannot be used."""
    set_up_logs()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a core file would hold passwords
    try:
        settings = read_settings()
        app = create_app(settings)
    except (InvalidSettings, RuntimeError, ValueError) as error:
        for problem in getattr(error, "problems", [str(error)]):
            print(f"admin: {problem}", file=sys.stderr)
        sys.exit(2)
    waitress.serve(
        app,
        host=settings.host,
        port=settings.port,
        threads=8,
        ident=None,
        max_request_body_size=MOST_BYTES,
        clear_untrusted_proxy_headers=False,
    )


if __name__ == "__main__":
    main()
