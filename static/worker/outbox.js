// The page of what is kept: the server's page with, from its pieces, a notice, one card for each
// thing that is kept, and the forms that can be sent from here.

// As they stand on the page. An item's state is the name of its piece, unless `nameOf` says otherwise.
const CARDS = [
  'others', 'unknown', 'round', 'refused', 'refusedDay', 'held',
  'sending', 'queued', 'beside', 'draft', 'received', 'nothing',
];

// `notice` names a piece that stands on top; `values` are its own. Where the page stands in for one
// that has a form (`standIn`), that form comes first, filled with what the address `asked` for.
const outbox = (notice, values = {}) => filled(notice, values).catch(() => bare('nothing', values));

async function filled(notice, values) {
  const page = await shell(OUTBOX);
  const words = await piecesOf();
  const kept = await whatIsKept();
  const cards = cardsOf(kept, words);
  const [first, forms] = formsOf(kept, words, values);
  const said = notice ? fill(words.pieces[notice] ?? '', values) : '';
  const shown = CARDS.flatMap(name => (cards[name] ?? []).map(row => fill(words.pieces[name] ?? '', row)));
  return html(page, putInto(await page.text(), said + first, shown.join(''), forms));
}

// What stands between the plain marks is for browsers that keep nothing.
function putInto(page, notices, cards, forms) {
  const [top, rest] = page.split('<!--plain-->');
  const [, bottom] = rest.split('<!--/plain-->');
  return top + notices + bottom.replace('<!--cards-->', () => cards).replace('<!--forms-->', () => forms);
}

async function whatIsKept() {
  const known = await get('facts', 'person').catch(() => null);
  const items = await all('items').catch(() => null);
  return {
    known,
    mine: known?.value ?? null,
    zone: known?.zone || undefined, // else the phone's own
    items: (items ?? []).sort((a, b) => b.made - a.made),
    isRead: items !== null, // else nothing is known of what waits
    drafts: await all('drafts').catch(() => []),
  };
}

function cardsOf(kept, words) {
  const { items, drafts, mine, isRead, zone } = kept;
  const when = clockOf(words, zone);
  const cards = {};
  for (const item of items) (cards[nameOf(item, kept)] ??= []).push(cardOf(item, words, when));
  for (const name of ['others', 'unknown']) if (cards[name]) cards[name] = [{ n: cards[name].length }];
  const ownDrafts = drafts.filter(each => each.writer === mine && each.fields);
  cards.draft = ownDrafts.map(each => draftCard(each, when)).filter(each => each.text);
  if (isRead && !CARDS.some(name => cards[name]?.length)) cards.nothing = [{}];
  if (mine && round?.of > 1) cards.round = [{ done: round.done, of: round.of, percent: round.percent }];
  return cards;
}

// What is not theirs is counted, never shown; and hidden once it was received.
function nameOf(item, { items, mine, known }) {
  const isHeld = items.some(each => each.id === item.parent && each.state === 'refused');
  const isCutOff = item.state === 'sending' && !round; // by the end of the browser: it waits again
  const isDayAsked = item.state === 'refused' && !item.parent && dayOf(item);
  if (item.writer === mine) return isHeld ? 'held' : isCutOff ? 'queued' : isDayAsked ? 'refusedDay' : item.state;
  if (!isUnsent(item)) return 'hidden';
  return known ? 'others' : 'unknown';
}

const dayOf = ({ kind, fields }) => kind === 'entry' && fields?.find(([name]) => name === 'day')?.[1];

const cardOf = (item, words, when) => ({
  ...item,
  day: dayOf(item),
  why: item.why || words.tooLarge,
  what: words.labels[item.kind] ?? '',
  when: when(item.made),
  time: item.clock || when(item.at || item.made),
});

const draftCard = (draft, when) => ({
  ...draft,
  text: proseOf(formOf(draft.path), name => draft.fields[name]),
  when: when(draft.at),
  page: pageOf(draft),
});

// Days and times as MORI's pages write them, where the office is.
function clockOf({ language }, timeZone) {
  const place = language === 'en' ? 'en-GB' : language;
  const day = { weekday: 'short', day: 'numeric', month: 'short' };
  const time = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' };
  return ms => new Date(ms).toLocaleString(place, { ...day, ...time, timeZone }).replace(':', '.');
}

// The form that stands in for a page, and all others that can be sent today.
function formsOf({ known, mine, zone, items, drafts }, words, { standIn, asked }) {
  if (!mine || !known.writes) return ['', ''];
  const dateOf = ms => new Date(ms).toLocaleDateString('en-CA', { timeZone: zone });
  const today = dateOf(Date.now());
  const isToday = ms => dateOf(ms) === today;
  const draftOf = ({ kind }, day) => drafts.find(each =>
    each.writer === mine && each.day === day && formOf(each.path)?.kind === kind)?.fields;
  const isTapped = kind => items.some(item =>
    item.kind === kind && item.writer === mine && item.state !== 'refused' && isToday(item.made));
  const offered = MORI.forms.filter(({ kind, isOffered, isDaily, after }) =>
    isOffered && !(isDaily && isTapped(kind)) && (!after || isTapped(after)));
  const filledIn = (pieces, forms, values) => forms.map(form => {
    const day = values.hari || today;
    const own = { ...values, ...draftOf(form, day), writer: mine, token: mint(), day, today };
    return fill(pieces[form.kind] ?? '', own);
  }).join('');
  return [
    filledIn(words.standIns, offered.filter(form => form === standIn), asked),
    filledIn(words.forms, offered.filter(form => form !== standIn), {}),
  ];
}

// The buttons of the page.
async function act(event) {
  const form = await event.request.formData();
  const id = form.get('id');
  if (form.get('verb') === 'delete') {
    const files = (await all('items')).filter(item => item.parent === id);
    await remove('items', id, ...files.map(item => item.id));
    await remove('drafts', id);
  }
  if (form.get('verb') === 'day') await moveTo(form.get('day'), id).catch(() => {});
  if (form.get('verb') === 'retry') await amend(id, { state: 'queued' }).catch(() => {});
  const sent = flush().catch(later);
  event.waitUntil(sent);
  await Promise.race([sent, pause(WAIT)]);
  return Response.redirect(OUTBOX, 303);
}

// Another day for a text that was refused, and for its files; chosen here, nobody asks about it again.
async function moveTo(day, id) {
  const moved = ([name, value]) => name === 'day' ? [name, day] : [name, value];
  for (const item of (await all('items')).filter(each => each.id === id || each.parent === id)) {
    const fields = item.fields.filter(([name]) => name !== 'opened').map(moved);
    await amend(item.id, { fields, state: 'queued' });
  }
}
