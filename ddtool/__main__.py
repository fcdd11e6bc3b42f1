"""``python -m ddtool`` does what the command ``ddtool`` does."""

from ddtool.cli import main

if __name__ == "__main__":
    main()
