// Sending one item, and what its answer means. Only an answer that echoes the item's own token
// counts, in every status: a captive portal says 200 to everything, a proxy 413 to what it finds large.

async function send(item, token, { headers = {}, how = 'later' } = {}) {
  const body = new FormData();
  for (const [name, value] of item.fields) body.append(name, value);
  body.append('csrf_token', token || '');
  const isPlain = !item.fields.some(([, value]) => value instanceof Blob);
  const isLarge = !isPlain || weight(item) > 1e5; // then it may be refused before its token is read
  return verdict(item, await fetch(item.path, {
    method: 'POST',
    credentials: 'same-origin',
    redirect: 'manual',
    signal: AbortSignal.timeout(SEND_WAIT),
    headers: {
      ...headers,
      'X-Mori-Queue': how,
      'X-Mori-At': item.made,
      'X-Mori-Now': Date.now(),
      ...(isLarge && { 'X-Mori-Token': item.id }),
    },
    body: isPlain ? new URLSearchParams([...body]) : body,
  }));
}

async function verdict(item, response) {
  const { status, ok } = response;
  if (status === 401) return { state: 'queued' };
  const [token, ...clock] = (response.headers.get('Mori-Receipt') || '').split(' ');
  if (ok && token === item.id) return { state: 'received', clock: clock.join(' '), fragment: response };
  const said = await (status === 403 ? response.json().catch(() => ({})) : response.json());
  if (status === 403 && said.token !== item.id) return { state: 'queued' }; // another writer's session
  if (said.token !== item.id) throw new Error('This is no answer.');
  if (ok) return { state: said.state, clock: said.clock, url: said.url };
  if (status < 500 && status !== 408 && status !== 429) return { state: 'refused', why: said.why };
  throw new Error('Try again later.');
}

async function settle(item, answer) {
  const { state, clock = '', url = '', why = '' } = answer;
  const isLeft = state === 'queued' || state === 'refused';
  const told = { state, clock, url, why, at: Date.now() };
  const noted = isLeft ? amend(item.id, told) : put('items', { ...item, ...told, fields: [] });
  await noted.catch(() => isLeft || remove('items', item.id)); // a full phone still sends, and makes room
  return answer;
}
