"""Accounts and the natural persons and legal entities behind them; not what they may do."""
