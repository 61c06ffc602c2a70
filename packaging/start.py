"""Where the packaged program begins: the command `goldthread`, as an installed one would run it."""

from app.cli import main

if __name__ == "__main__":
    main()
