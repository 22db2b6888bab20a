"""`python -m samverka <command>`: the management commands, wherever one stands."""

from samverka.web.command import main

if __name__ == "__main__":
    main()
