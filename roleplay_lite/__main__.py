"""`python -m roleplay_lite` is the `roleplay-lite` command."""

from roleplay_lite.cli import main

if __name__ == "__main__":
    main()
