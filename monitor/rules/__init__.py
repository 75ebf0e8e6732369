"""The rules, one module each: its first line is the rule, ``VERSION`` moves when its meaning does, ``check`` is pure."""
