"""Measures, periods, slices and the statistics behind them: defined once, for screen, paper, table and command line."""
