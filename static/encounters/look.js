// Where a note stands, out of the kit's pieces: templates/encounters/pieces.html.

const language = document.documentElement.lang;
const lang = /[?&]lang=/.test(location.search) ? `?lang=${language}` : '';
const longDay = day => new Date(ms(day)).toLocaleDateString(language === 'en' ? 'en-GB' : language, {
  weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC'
});
const counted = ([one, many], n) => (n === 1 ? one : many).replace('%(n)d', n);
const putIn = (text, pieces) => text.replace(/<!--(\w+)-->/g, (_, name) => pieces[name] ?? '');

function toldOf({ clock, standing, due, days }, kit) {
  if (!due) return standing === 'paused' ? kit.standings.paused : clock.unknown;
  const left = standing === 'running' ? counted(kit.left, days) : days ? counted(kit.over, days) : '';
  return [longDay(due), kit.standings[standing], left].filter(Boolean).join(' · ');
}

function overviewOf({ key, note }, kit, { today, form, notices, isPromised, slips }) {
  const { pieces } = kit, piece = (name, values) => fill(pieces[name], { lang, key, ...values });
  const readings = readingsOf(note, today, kit);
  const told = readings.filter(each => isTold(each, note, kit));
  const { label, why } = kit.stages[stageOf(note, kit)];
  const about = [note.agency, label].filter(Boolean).join(' · ');
  const sent = { form, packed: JSON.stringify(note) };
  return putIn(piece('overview', { about, service: note.service || '–', ...sent }), {
    notices,
    why: why && piece('why', { why }),
    clocks: told.map(each => piece('clock', { ...each.clock, told: toldOf(each, kit) })).join(''),
    rough: told.some(({ rough }) => rough) ? pieces.rough : '',
    trouble: troublesOf(note).length ? troubleOf(note, readings, kit, piece, sent) : '',
    counting: countingOf(note, piece, sent),
    slips: slipsShown(slips, piece),
    unfiled: slips.length ? pieces.unfiled : '',
    kept: pieces[isPromised ? 'kept' : 'unkept'],
  });
}

function countingOf(note, piece, sent) {
  if (note.counted_on) return piece('counted', { day: longDay(note.counted_on) });
  return note.happened?.length && !isHarm(note) ? piece('counting', sent) : '';
}

function troubleOf(note, readings, kit, piece, sent) {
  const { asked, missing, weak } = readinessOf(note, readings, kit);
  const values = { there: asked - missing.length, asked, ...sent };
  const happened = troublesOf(note).map(each => {
    const [label, called] = kit.happened[each];
    return piece(called ? 'called' : 'happened', { label, called });
  });
  return putIn(piece('trouble', values), {
    happened: happened.join(''),
    letter: piece(isHarm(note) ? 'harm' : 'letter'),
    missing: missing.filter(({ page }) => page !== 'file').map(each => piece('missing', each)).join(''),
    weak: weak.map(each => piece('weak', each)).join(''),
  });
}
