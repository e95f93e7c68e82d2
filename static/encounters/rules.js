// The rules of mori/encounters on a phone: what a note may hold, where it stands, what it lacks, and
// when it is about somebody in danger. Pure. `kit` is the same rows that the server has:
// mori/encounters/notebook/phone_desk.py; tests/encounters/phone asks both.

// --- a note of whatever came, and the names of what could not be read --------------------------------

const isDay = text => /^(20\d\d|2100)-\d\d-\d\d$/.test(text) && dayOf(ms(text) || 0) === text;

function checked(isSo, value) {
  if (!isSo) throw new TypeError('This is something else.');
  return value;
}

function textOf(value, most = 40) {
  checked(typeof value === 'string' && [...value].length <= most && !value.includes('\0'), value);
  encodeURIComponent(value); // half a sign is none, and fails here
  return value;
}

function proofOf(value, kit) {
  checked(value && typeof value === 'object' && !Array.isArray(value), value);
  const kept = kit.proof.map(([name, most]) => [name, textOf(value[name] ?? '', most)]);
  const { sent_on: day, digest } = Object.fromEntries(kept);
  checked((!day || isDay(day)) && /^[0-9a-f]*$/.test(digest), value);
  return Object.fromEntries(kept.filter(([, text]) => text));
}

function valueOf(name, value, kit) {
  const { most, of, many, day, hour, number } = kit.fields[name];
  if (name === 'proofs') {
    return checked(Array.isArray(value), value).slice(0, kit.mostProofs).map(each => proofOf(each, kit));
  }
  if (many) return [...new Set(checked(Array.isArray(value) && value.every(each => many.includes(each)), value))];
  if (number) return checked(Number.isInteger(value) && value >= 0 && value <= number, value);
  const text = textOf(value, most);
  if (day) return checked(isDay(text), text);
  if (hour) return checked(/^([01]\d|2[0-3]):[0-5]\d/.test(text), text.slice(0, 5));
  return of ? checked(of.includes(text), text) : text;
}

const isEmpty = value => value === '' || value === null || value === undefined || value.length === 0;

function readNote(values, kit) {
  checked(values && typeof values === 'object' && !Array.isArray(values), values);
  const note = {}, wrong = Object.keys(values).filter(name => !(name in kit.fields)).map(name => name.slice(0, 40));
  for (const name of kit.names.filter(each => each in values)) {
    try {
      const value = valueOf(name, values[name], kit);
      if (!isEmpty(value)) note[name] = value;
    } catch {
      wrong.push(name);
    }
  }
  return { note, wrong: wrong.sort() };
}

// A note's file, as the server writes it and reads it.
function openedNote(text, kit) {
  const { mori, version, note } = JSON.parse(text) ?? {};
  checked(mori === kit.kind && version === kit.version, text);
  return readNote(note, kit);
}

const writtenNote = (note, today, { kind: mori, version, ...kit }) =>
  `${JSON.stringify({ mori, version, made_on: today, note: readNote(note, kit).note }, null, 1)}\n`;

// Numbers that may be an NIK are taken out: what stands before one is kept, for older Safaris cannot look behind.
const withoutIdentity = (text, { identity: [pattern, left] }) =>
  text.replace(RegExp(`(^|\\D)${pattern}`, 'g'), `$1${left}`);

// --- where it stands ---------------------------------------------------------------------------------

const troublesOf = note => (note.happened ?? []).filter(each => each !== 'fine');

function stageOf(note, { steps }) {
  if (note.closed_on) return 'closed';
  if (note.answer === 'settled' && !note.reported_on) return 'settled';
  const found = steps.find(([name]) => note[name]);
  if (found) return found[1];
  if (troublesOf(note).length) return 'troubled';
  if (note.happened?.length || note.done_on) return 'fine';
  return note.served_on ? 'served' : 'planned';
}

const readingsOf = (note, today, { clocks, off }) => clocks.map(row => {
  const clock = row.length === null ? { ...row, length: note.promise ?? null, unit: note.promise_unit } : row;
  return { clock, ...reading(clock, note, today, off) };
});

// What runs, ran or is waited for; of what is unknown, what comes next.
function isTold({ standing, clock: { code } }, note, kit) {
  if (standing !== 'unknown' || kit.stages[stageOf(note, kit)].clocks.includes(code)) return true;
  return !!note.complained_on && ['first_answer', 'decision'].includes(code);
}

// --- what it lacks: conditions as readiness/rules.py reads them --------------------------------------

function isSo(condition, known) {
  const [, empty, name, compared, wanted] = /^(!?)(@?\w+)(?:(!=|=|<)(.+))?$/.exec(condition);
  const value = known[name];
  if (compared === '<') return 0 < (value ?? '').length && [...value].length < +wanted;
  if (compared) return wanted.split('|').includes(String(value || '')) === (compared === '=');
  const isFilled = typeof value === 'string' ? !!value.trim() : Array.isArray(value) ? value.length > 0 : !!value;
  return isFilled !== !!empty;
}

const holds = (test, known) =>
  test.split(' or ').some(group => group.split(' & ').every(each => isSo(each, known)));

function readinessOf(note, readings, { facts }) {
  const stands = readings.map(({ clock, standing }) => [`@${clock.code}`, standing]);
  const known = { ...note, ...Object.fromEntries(stands), happened: troublesOf(note) };
  const rows = facts.map(([part, page, test, words, article]) => ({ part, page, test, said: words, article }));
  const needed = rows.filter(({ part }) => part !== 'weak');
  return {
    asked: needed.length,
    missing: needed.filter(({ test }) => !holds(test, known)),
    weak: rows.filter(({ part, test }) => part === 'weak' && holds(test, known)),
  };
}

// --- danger ------------------------------------------------------------------------------------------

const isHarm = note => (note.happened ?? []).includes('harm');
const isDanger = (note, { danger }) =>
  isHarm(note) || RegExp(danger, 'i').test([note.story, note.loss, note.wish].join('\n'));
