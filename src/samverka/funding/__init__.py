"""The Fund's rules as dated, versioned data, and the unit costs.

Floor 3. Which cap, rounding and rate held on which day; each value with its source and whether it is
confirmed. Words: rule set, unit cost, wage group.

"""
