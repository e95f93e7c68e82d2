// Who is signed in: asked of the server, forgotten at each sign-in and sign-out. Nothing kept here is
// shown until it is known.

const person = async () => (await get('facts', 'person'))?.value ?? null;

let changes = 0; // how often somebody may have come or gone

function forgetPerson() {
  changes++;
  late.clear(); // no page that came late for another
  return remove('facts', 'person').catch(() => {});
}

// A form after which somebody else may be signed in.
async function enter(request) {
  await forgetPerson();
  return fetch(request).finally(forgetPerson); // and what was learnt in the meantime
}

// What was asked before somebody came or went says nothing about who is there now.
async function learn(wait) {
  const before = changes;
  const answer = await fetch(MORI.places.who, { credentials: 'same-origin', signal: AbortSignal.timeout(wait) });
  const who = await answer.json();
  if (typeof who.form !== 'string') throw new Error('This is no answer.');
  const { person: value = null, writes = false, ticket = '', zone = '' } = who;
  const fact = { name: 'person', value, writes, ticket, zone };
  if (changes === before) await put('facts', fact).catch(() => {});
  return who;
}

// Whoever signs out is told what has not been sent yet, and decides. Taps are never asked about.
async function leave(event) {
  const { request } = event;
  const again = request.clone();
  const form = await request.formData();
  const waiting = await unsent().catch(() => []);
  const choice = form.get('unsent');
  if (waiting.length && !choice) return outbox('leaving', { n: waiting.length, csrf: form.get('csrf_token') });
  const answer = await enter(again); // without a network nothing is deleted, for nobody has left
  if (choice === 'delete' && answer.status < 400) {
    const drafts = (await all('drafts')).filter(each => each.writer === waiting[0]?.writer);
    await remove('items', ...waiting.map(item => item.id));
    await remove('drafts', ...drafts.map(each => each.id));
  }
  if (answer.status < 400) indexedDB.deleteDatabase('mori-files'); // of pieces.js: what is on the server stays there
  return answer;
}
