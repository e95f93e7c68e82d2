// What is posted: written down with an id of its own before it is sent, and only then sent.

async function post(event, path) {
  const { request } = event;
  const again = request.clone();
  const posted = await request.formData();
  late.clear(); // such a page would not show what is sent now
  const [item, ...files] = await itemsOf(posted, path);
  const isFragment = request.headers.has('HX-Request');
  let left; // files for which there was no room
  try {
    left = await keepItems(item, files);
  } catch {
    return fetch(again).catch(() => full(item, isFragment));
  }
  const headers = Object.fromEntries([...request.headers].filter(([name]) => name.startsWith('hx-')));
  const token = posted.get('csrf_token');
  const sent = send(item, token, { headers, how: 'now' }).then(answer => settle(item, answer));
  const sentLeft = sent.then(answer => isUnsent(answer) ? left : sendLeft(left, token)).catch(() => left);
  event.waitUntil(sent.then(flush).catch(() => {}));
  const answer = await Promise.race([sent.catch(() => null), pause(WAIT)]);
  const lost = left.length ? await Promise.race([sentLeft, pause(WAIT).then(() => left)]) : left;
  if (lost.length && !(answer && isUnsent(answer))) {
    if (!answer) await later();
    return go(`${OUTBOX}?tanpa=${lost.map(each => each.place)}`, isFragment);
  }
  if (answer?.fragment) return answer.fragment;
  if (answer && !isUnsent(answer)) return go(answer.url, isFragment);
  if (answer?.state === 'queued' && isFragment) return go(MORI.places.signIn, true); // the page's text waits here
  // Where nothing was written, the page says all there is to say.
  if (answer?.state === 'refused' && !item.text && !files.length) await remove('items', item.id).catch(() => {});
  if (answer) return fetch(again); // refused, or signed out: the server's own page says what to do
  await later();
  return go(`${OUTBOX}?baru`, isFragment);
}

const go = (url, isFragment) => isFragment
  ? new Response(null, { status: 204, headers: { 'HX-Redirect': url } })
  : Response.redirect(url, 303);

// The words first, and then each file by itself: gives those for which there is no room.
async function keepItems(item, files) {
  await within(['items', 'drafts'], 'readwrite', of => {
    of('items').put(item);
    of('drafts').delete(`${item.writer} ${item.draft}`); // what waits is no draft any more
  });
  const left = [];
  for (const file of files) await put('items', file).catch(() => left.push(file));
  return left;
}

// Files that are not kept, from memory, once their words were received: gives those that were not.
async function sendLeft(files, token) {
  const lost = [];
  for (const file of files) {
    const answer = await send(file, token, { how: 'now' }).catch(() => null);
    if (!answer || isUnsent(answer)) lost.push(file);
  }
  return lost;
}

// A form, and after it each of its files that goes to an address of its own.
async function itemsOf(posted, path) {
  const form = formOf(path);
  const filesTo = filesOf(path);
  const fields = [];
  const files = [];
  for (const [name, value] of posted) {
    if (name === 'token') continue;
    if (name === 'csrf_token') continue; // it would be stale by then: a fresh one is asked for
    if (value instanceof File && !value.size) continue;
    (value instanceof File && filesTo ? files : fields).push([name, value]);
  }
  const id = await idOf(posted.get('token'), fields);
  fields.push(['token', id]);
  const words = {
    id,
    kind: form.kind,
    path,
    fields,
    writer: posted.get('writer') || '',
    made: Date.now(),
    state: 'queued',
    text: proseOf(form, name => posted.get(name)),
    draft: `${path} ${posted.get('day') || ''}`,
  };
  return [words, ...await Promise.all(files.map((each, n) => fileItem(words, filesTo, n + 1, ...each)))];
}

// `place` is where it stood among those that were chosen.
async function fileItem(words, path, place, name, file) {
  const { writer, made } = words;
  const { kind, borrows = {} } = formOf(path);
  const id = await tokenOf(words.id, file);
  const said = new Map(words.fields);
  const borrowed = Object.entries(borrows).map(([to, from]) => [to, said.get(from)]).filter(([, value]) => value);
  return {
    id,
    kind,
    path,
    fields: [['token', id], ['writer', writer], ...borrowed, [name, file]],
    writer,
    made,
    state: 'queued',
    parent: words.id,
    place,
    text: file.name === 'foto' ? '' : file.name, // as writing.js names what it shrank
  };
}

// The same photo of the same form, sent once more, is one: photo_intake.py makes the same token.
async function tokenOf(id, file) {
  const content = await new Blob([id, file]).arrayBuffer();
  return hex(new Uint8Array(await crypto.subtle.digest('SHA-256', content), 0, 20));
}

// A form that waits already and comes again with other words, as after "back", waits beside itself.
async function idOf(token, fields) {
  const held = token && await get('items', token).catch(() => null);
  const isHeld = held && (held.state === 'queued' || held.state === 'sending');
  const isOther = isHeld && wordsOf(held.fields ?? []) !== wordsOf(fields);
  return isOther ? tokenOf(token, wordsOf(fields)) : token || mint();
}

const wordsOf = fields =>
  JSON.stringify(fields.filter(([name, value]) => name !== 'token' && typeof value === 'string'));

// Neither sent nor kept: all that was written stands there to be copied. A fragment goes above the
// form, which keeps what stands in it.
const full = ({ text }, isFragment) => isFragment ? above('full', { text }) : outbox('full', { text });

// A notice for a page that htmx has open.
async function above(name, values = {}) {
  const headers = { 'HX-Retarget': '#messages', 'HX-Reswap': 'innerHTML', 'Content-Type': 'text/html;charset=utf-8' };
  return new Response(fill((await piecesOf()).pieces[name], values), { headers });
}
