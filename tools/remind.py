"""`make remind`: sends the reminders of the admin with this machine's settings."""

import sys

from admin.reminders import main
from tools.environment import environment

if __name__ == "__main__":
    sys.exit(main(environment()))
