"""One session with the database for each request; it commits nothing by itself."""

from flask import g
from sqlalchemy import Engine
from sqlalchemy.orm import Session


class Database:
    """Hands out the session of the request. Flask-Admin reads `.session`, our pages likewise."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    @property
    def session(self) -> Session:
        """The session of this request, opened at first use and closed at its end."""
        if "database_session" not in g:
            g.database_session = Session(self.engine)
        session: Session = g.database_session
        return session

    def close(self) -> None:
        """Let go of the session of this request; what was not committed is gone."""
        session: Session | None = g.pop("database_session", None)
        if session is not None:
            session.close()
