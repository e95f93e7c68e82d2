"""What interns and supervisors see of their own at a glance."""
