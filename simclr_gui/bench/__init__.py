"""Measurements of this machine, each as a ratio in one run where it can be."""
