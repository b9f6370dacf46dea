"""What differs from a series: dates taken out, added, moved; and series that go on as another one."""
