// Reads an iCalendar file as ical.js understands it and prints every occurrence as JSON.
// Usage: node read_ics.mjs FILE FROM UNTIL (seconds since 1970)
import { readFileSync } from "node:fs";
import ICAL from "ical.js";

const [file, from, until] = process.argv.slice(2);
const calendar = new ICAL.Component(ICAL.parse(readFileSync(file, "utf8")));
for (const zone of calendar.getAllSubcomponents("vtimezone")) {
  ICAL.TimezoneService.register(zone);
}
const found = [];
const add = (item, start, end) => {
  const [begin, close] = [start.toUnixTime(), end.toUnixTime()];
  if (begin >= Number(from) && begin < Number(until)) {
    found.push({
      uid: item.uid,
      start: begin,
      end: close,
      status: item.component.getFirstPropertyValue("status"),
      summary: item.summary,
    });
  }
};
for (const part of calendar.getAllSubcomponents("vevent")) {
  const event = new ICAL.Event(part);
  if (event.isRecurrenceException()) {
    continue;
  }
  for (const other of calendar.getAllSubcomponents("vevent")) {
    const exception = new ICAL.Event(other);
    if (exception.isRecurrenceException() && exception.uid === event.uid) {
      event.relateException(exception);
    }
  }
  if (!event.isRecurring()) {
    add(event, event.startDate, event.endDate);
    continue;
  }
  const dates = event.iterator();
  for (let next = dates.next(); next && next.toUnixTime() < Number(until); next = dates.next()) {
    const details = event.getOccurrenceDetails(next);
    add(details.item, details.startDate, details.endDate);
  }
}
process.stdout.write(JSON.stringify(found));
