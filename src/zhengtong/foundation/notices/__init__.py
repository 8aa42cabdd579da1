"""Messages to a person: in-app inbox and e-mail; not when to send them."""
