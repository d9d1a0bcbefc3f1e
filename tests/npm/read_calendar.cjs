// Prints, as JSON, what ical.js reads in the calendar whose path is the only argument.
const fs = require("fs");
const ICAL = require("ical.js").default ?? require("ical.js");

ICAL.design.strict = true;
const calendar = new ICAL.Component(ICAL.parse(fs.readFileSync(process.argv[2], "utf8")));
const events = calendar.getAllSubcomponents("vevent").map((component) => {
  const event = new ICAL.Event(component);
  return {
    uid: event.uid,
    sequence: event.sequence,
    start: event.startDate.toJSDate().toISOString(),
    end: event.endDate.toJSDate().toISOString(),
    summary: event.summary,
    description: event.description,
    status: component.getFirstPropertyValue("status"),
    categories: component.getFirstProperty("categories")?.getValues() ?? [],
  };
});
console.log(JSON.stringify({ name: calendar.getFirstPropertyValue("name"), events }));
