"""Figures of indicators from sheets of any layout: long, wide, tidy; what each cell says, for which period and whom."""
