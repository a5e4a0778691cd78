"""The work domain: employees, projects, tasks, time entries and team output."""

from models.work.employees import Employee, ScheduleEntry
from models.work.output import CallShift, TeamDay
from models.work.projects import Project, Task, TaskChange, WorkLog

__all__ = ["CallShift", "Employee", "Project", "ScheduleEntry", "Task", "TaskChange", "TeamDay", "WorkLog"]
