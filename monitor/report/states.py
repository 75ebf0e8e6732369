"""The states of a problem on its way to being put right, as the drop-down of the workbook offers them."""

STATES = ("待核实", "已确认", "已通知", "整改中", "已整改", "已销号", "有异议", "已撤销")
FOUND = STATES[0]
"""Where every line of the machine begins."""
