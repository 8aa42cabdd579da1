"""The only place that knows every module: settings, addresses, the API and who reacts to what."""
