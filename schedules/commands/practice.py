"""``gongkai practice`` as it is on top of all layers: with the verbs that also judge what was collected."""

from crawler.commands.practice import practice
from schedules.commands.practice_city import city
from schedules.commands.practice_faults import faults
from schedules.commands.practice_judgebench import judgebench
from schedules.commands.practice_kills import kills
from schedules.commands.practice_versions import versions

practice.add_command(city)
practice.add_command(faults)
practice.add_command(versions)
practice.add_command(judgebench)
practice.add_command(kills)
