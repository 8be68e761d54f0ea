"""What went wrong in production: anonymised, diagnosed, grouped, and made sentences to say again."""
