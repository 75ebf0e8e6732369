"""``gongkai practice`` as it is on top of all layers: with the verb that also judges what was collected."""

from crawler.commands.practice import practice
from schedules.commands.practice_faults import faults

practice.add_command(faults)
