"""The directory of referral contacts, and the Django project itself."""
