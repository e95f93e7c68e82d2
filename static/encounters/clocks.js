// The clocks of mori/encounters/clocks/rules.py, for a phone without a network. Pure: no page, no
// store. Days are texts such as 2026-11-02; a clock is a row of clocks.csv.
// tests/encounters/clocks/cases.csv asks both.

const DAY = 864e5;
const ms = day => Date.parse(`${day}T00:00Z`);
const dayOf = at => new Date(at).toISOString().slice(0, 10);
const after = (day, days) => dayOf(ms(day) + days * DAY);
const between = (first, last) => Math.round((ms(last) - ms(first)) / DAY);
const isWorking = (day, off) => ![0, 6].includes(new Date(ms(day)).getUTCDay()) && !off.days.includes(day);

function todayIn(at, zone) {
  return new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(new Date(at));
}

// Of a leap day, the day before the first of March.
function yearsAfter(day, years) {
  const there = `${+day.slice(0, 4) + years}${day.slice(4)}`;
  return dayOf(ms(there) || 0) === there ? there : `${there.slice(0, 8)}28`;
}

function dueOn(start, length, unit, off) {
  if (unit === 'years') return yearsAfter(start, length);
  if (unit === 'calendar') return after(start, length);
  let day = start;
  for (let n = 0; n < length; n++) do day = after(day, 1); while (!isWorking(day, off));
  return day;
}

function reading(clock, days, today, off) {
  const start = days[clock.starts];
  if (!start || start > today || clock.length === null || !clock.unit) return { standing: 'unknown' };
  let due = dueOn(start, clock.length, clock.unit, off);
  const rough = clock.unit === 'working' && due > off.known_until;
  const end = clock.ends.map(name => days[name]).filter(Boolean).sort()[0];
  const { asked_on: asked, completed_on: completed } = days;
  if (clock.pauses && asked && start <= asked && asked <= due) {
    if (completed && completed >= asked) due = after(due, between(asked, completed));
    else if (!end) return { standing: 'paused', rough };
  }
  const late = between(due, end || today);
  const standing = end ? (late > 0 ? 'late' : 'kept') : late > 0 ? 'over' : 'running';
  return { standing, due, days: end ? Math.max(late, 0) : Math.abs(late), rough };
}
