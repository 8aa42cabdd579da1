"""Accounts and the natural persons and legal entities behind them, with assurance levels; not what they may do."""
