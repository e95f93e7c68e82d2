// What is taken away from a phone: the letter as a text, the message, and days for a calendar, as
// mori/encounters/letters/words.py and clocks/reminders_rules.py make them. Pure.

const dayInBahasa = day => new Date(ms(day)).toLocaleDateString('id', {
  day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC'
});
const rupiah = amount => `Rp${String(amount).replace(/\B(?=(\d{3})+$)/g, '.')}`;
const put = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? '');
const oneLine = text => text.trim().split(/\s+/).join(' ');

const missingIn = (note, { letter }) => letter.required.filter(name => !note[name]);

function accountOf(note, { rows, promised }) {
  const hour = note.served_at ? `, ${note.served_at.replaceAll(':', '.')}` : '';
  const isPromised = note.promise !== undefined && note.promise_unit in promised;
  const values = [
    note.service,
    note.agency,
    note.served_on && dayInBahasa(note.served_on) + hour,
    note.place,
    note.counter,
    note.officer,
    isPromised && put(promised[note.promise_unit], { n: note.promise }),
    note.fee_official !== undefined && rupiah(note.fee_official),
    note.fee_asked !== undefined && rupiah(note.fee_asked),
    note.requirements,
  ];
  return rows.map((name, place) => [name, values[place]]).filter(([, value]) => value);
}

// `said` is what the form of the letter asks: addressee, options, name, address, place, day.
function letterText(said, note, { letter }) {
  const lines = [
    `${said.place}, ${dayInBahasa(said.day)}`,
    '',
    letter.to,
    letter.whom[said.addressee],
    note.agency,
    '',
    put(letter.subject, note),
    '',
    put(letter.opening, { name: said.name, address: oneLine(said.address) }),
    '',
    ...accountOf(note, letter).map(([name, value]) => `${name}: ${value}`),
    '',
    ...(note.happened ?? []).map(each => letter.happened[each]),
    note.story,
    '',
    `${letter.loss}: ${note.loss}`,
    `${letter.wish}: ${note.wish}`,
    ...said.options.map(each => letter.options[each]),
    '',
    letter.receipt,
    '',
    said.name,
    said.address,
    '',
    letter.ends,
  ];
  return `${lines.join('\n')}\n`;
}

// Short enough for one message.
const messageText = (said, note, { letter }) => [
  put(letter.short, { ...note, day: dayInBahasa(note.served_on) }),
  note.story,
  `${letter.loss}: ${note.loss}`,
  `${letter.wish}: ${note.wish}`,
  ...said.options.filter(each => each !== 'damages').map(each => letter.options[each]),
  letter.receipt,
  `${said.name}, ${oneLine(said.address)}`,
].join('\n');

// --- a calendar's file (RFC 5545) --------------------------------------------------------------------

const octets = text => new TextEncoder().encode(text).length;
const inCalendar = text => text.replace(/[\\;,]/g, sign => `\\${sign}`).replace(/\n/g, '\\n');

// No line longer than 75 octets, and no character cut in two.
function folded(line) {
  const pieces = [];
  let piece = '';
  for (const sign of line) {
    if (octets(piece + sign) > 75) {
      pieces.push(piece);
      piece = ' ';
    }
    piece += sign;
  }
  return [...pieces, piece].join('\r\n');
}

// What keeps two notes apart in one calendar, and stays when one is changed.
async function markOf({ service = '', agency = '', served_on: day = 'None' }) {
  const text = new TextEncoder().encode(`${service}\n${agency}\n${day}`);
  return hex(new Uint8Array(await crypto.subtle.digest('SHA-256', text)).slice(0, 8));
}

async function calendarOf(note, readings, { reminder }, at) {
  const mark = await markOf(note);
  const stamp = new Date(at).toISOString().replace(/[-:]|\.\d+/g, '');
  const compact = day => day.replaceAll('-', '');
  const entries = readings.filter(({ standing }) => standing === 'running').flatMap(({ clock, due }) => {
    const name = inCalendar(put(reminder, { what: clock.name, article: clock.article }));
    const alarms = ['-PT16H', 'PT8H'].flatMap(trigger =>
      ['BEGIN:VALARM', 'ACTION:DISPLAY', `DESCRIPTION:${name}`, `TRIGGER:${trigger}`, 'END:VALARM']);
    return [
      'BEGIN:VEVENT',
      `UID:${clock.code}-${mark}@mori`,
      `DTSTAMP:${stamp}`,
      `DTSTART;VALUE=DATE:${compact(due)}`,
      `DTEND;VALUE=DATE:${compact(after(due, 1))}`,
      `SUMMARY:${name}`,
      ...alarms,
      'END:VEVENT',
    ];
  });
  const begins = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//MORI//encounters//ID', 'METHOD:PUBLISH'];
  return [...begins, ...entries, 'END:VCALENDAR'].map(line => `${folded(line)}\r\n`).join('');
}
