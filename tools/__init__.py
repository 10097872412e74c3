"""What `bootstrap.py` hands over to, inside the virtual environment: preparing, serving, testing, locking."""
