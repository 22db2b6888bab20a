"""Arithmetic of enterprises on plain values. Knows no Django."""
