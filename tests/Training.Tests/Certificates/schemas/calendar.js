// node calendar.js < JSON lines {"name", "answer", "expected"}: reads iCalendar files with ical.js and prints a line for each that is not as expected.
const fs = require('node:fs');
const ICAL = require('ical.js').default ?? require('ical.js');

for (const line of fs.readFileSync(0, 'utf8').split('\n').filter(Boolean)) {
    const { name, answer, expected } = JSON.parse(line);
    const calendar = new ICAL.Component(ICAL.parse(answer));
    calendar.getAllSubcomponents('vtimezone').forEach(zone => ICAL.TimezoneService.register(zone));
    const found = calendar.getAllSubcomponents('vevent').map(component => {
        const event = new ICAL.Event(component);
        const zone = component.getFirstProperty('dtstart').getParameter('tzid') ?? 'none';
        const start = event.startDate.isDate ? event.startDate.toString() : event.startDate.toJSDate().toISOString();
        return [event.uid, event.sequence, component.getFirstPropertyValue('status'), zone, start, event.summary].join('|');
    });
    if (JSON.stringify(found) !== JSON.stringify(expected)) {
        console.log(`${name}: ${JSON.stringify(found)} instead of ${JSON.stringify(expected)}`);
    }
}
