// A door's list lies on the phone for its day: it opens and takes marks without a network. What is
// marked is kept and sent by the worker, as all that waits; here it is shown. Without this file the
// page's forms work.
(() => {
  const worker = navigator.serviceWorker, { dataset: { worker: address } } = document.currentScript;
  const form = document.querySelector('#door'), said = form?.dataset, guest = document.querySelector('#walk-in');
  if (!form || !worker) return;
  worker.register(address, { updateViaCache: 'all' }).catch(() => {});

  const path = new URL(form.action).pathname, list = () => form.querySelector('#list');
  const make = (name, more) => Object.assign(document.createElement(name), more);
  const mint = () => crypto.randomUUID().replaceAll('-', '');
  const rowOf = code => list().querySelector(`[value="${CSS.escape(code)}"]`)?.parentNode;

  // --- what waits: the worker's store, which is only read here, and emptied of what the list shows ------

  function within(mode, work) {
    return new Promise((done, fail) => {
      const asked = indexedDB.open('mori');
      asked.onerror = fail;
      asked.onupgradeneeded = () => asked.transaction.abort(); // there is none yet
      asked.onsuccess = () => {
        const transaction = asked.result.transaction('items', mode), found = work(transaction.objectStore('items'));
        transaction.oncomplete = () => done(found?.result);
        transaction.onabort = fail;
        asked.result.close();
      };
    });
  }
  const items = async () => (await within('readonly', store => store.getAll()).catch(() => []))
    .filter(item => item.path.startsWith(path)).sort((a, b) => a.made - b.made);

  const wordsOf = ({ state, clock, why }) => ({
    received: `${said.received} ${clock}`,
    refused: `${said.refused} ${why}`
  }[state] ?? said.phone);

  let shown = Promise.resolve();
  const show = () => shown = shown.then(async () => {
    const all = await items(), waits = document.querySelector('#waits');
    const waiting = all.filter(({ state }) => state === 'queued' || state === 'sending').length;
    list().querySelectorAll('.kept').forEach(each => each.remove());
    for (const item of all) {
      const [part, ...names] = item.text.split('\n\n');
      const label = form.querySelector(`[name=part][value=${part}]`)?.parentNode.textContent.trim();
      const note = make('small', { className: 'muted kept', textContent: `${label} ${wordsOf(item)}` });
      const row = item.path === path && rowOf(names[0]);
      if (row) row.querySelector('span').append(' ', note);
      else {
        const line = make('li', { className: 'row kept' });
        const name = make('span', { textContent: `${names.join(' · ')} ` });
        name.append(note);
        line.append(name);
        list().prepend(line);
      }
    }
    waits.textContent = waiting ? `${waiting} ${said.waits}` : '';
    return waiting;
  }, () => 0);

  // --- the list itself, kept for its day; what it shows itself needs no note any more -------------------

  async function renew() {
    const before = (await items()).filter(({ state }) => state === 'received').map(({ id }) => id);
    const page = await fetch(path).catch(() => null), text = page?.ok && await page.clone().text();
    if (!text || !text.includes('id="door"')) return;
    const cache = await caches.open(`door ${said.day}`);
    const files = [...document.querySelectorAll('link[rel=stylesheet],script[src]')].map(each => each.href || each.src);
    await Promise.all(files.map(async file => await caches.match(file) ?? cache.add(file)));
    await cache.put(path, page);
    list().innerHTML = new DOMParser().parseFromString(text, 'text/html').querySelector('#list').innerHTML;
    await within('readwrite', store => before.forEach(id => store.delete(id))).catch(() => {});
    filter();
    await show();
  }

  // --- marking ------------------------------------------------------------------------------------------

  async function send(fields, action) {
    fields.set('token', mint()); // each mark its own
    fields.delete('writer'); // the link says whose it is, whoever is signed in on this phone
    const headers = { 'HX-Request': 'true' };
    const sent = fetch(action, { method: 'POST', headers, body: new URLSearchParams(fields) }).catch(() => {});
    setTimeout(show, 300);
    await sent;
    pulse(await show());
  }

  function mark(code) {
    const fields = new FormData(form);
    fields.set('who', code);
    form.elements.who.value = '';
    filter();
    rowOf(code)?.scrollIntoView({ block: 'nearest' });
    return send(fields, form.action);
  }

  // Only where the worker keeps it; else the form goes as it is.
  form.addEventListener('submit', event => {
    if (!worker.controller) return;
    const typed = form.elements.who.value.trim().toUpperCase();
    const there = [...list().querySelectorAll('button')].filter(each => !each.parentNode.hidden);
    const picked = event.submitter?.name === 'pick' ? event.submitter.value : '';
    const code = picked || (rowOf(typed) && typed) || (typed && there.length === 1 && there[0].value);
    if (!code) return;
    event.preventDefault();
    mark(code);
  });
  guest.addEventListener('submit', event => {
    if (!worker.controller) return;
    event.preventDefault();
    const fields = new FormData(guest);
    fields.set('part', new FormData(form).get('part'));
    guest.reset();
    send(fields, guest.action);
  });

  function filter() {
    const typed = form.elements.who.value.trim().toLowerCase();
    for (const row of list().children) row.hidden = !row.textContent.toLowerCase().includes(typed);
  }
  form.elements.who.addEventListener('input', filter);

  // --- scanning, where the browser can ----------------------------------------------------------------

  async function scan() {
    const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
    const video = make('video', { srcObject: stream, muted: true, playsInline: true, width: 280 });
    const detector = new BarcodeDetector({ formats: ['qr_code'] });
    const stop = () => {
      stream.getTracks().forEach(each => each.stop());
      video.remove();
    };
    button.after(video);
    await video.play();
    while (video.isConnected) {
      const [found] = await detector.detect(video).catch(() => []);
      const read = /\/p\/(\w{14})([A-Z2-9]{4})\w{10}$/.exec(found?.rawValue);
      if (read && read[1] === said.event) {
        mark(read[2]);
        stop();
      }
      await new Promise(done => setTimeout(done, 200));
    }
  }
  const button = make('button', { type: 'button', className: 'button', textContent: said.scan });
  button.onclick = () => scan().catch(() => button.remove());
  if ('BarcodeDetector' in window) form.querySelector('.row').append(button);

  // --- as long as it takes ------------------------------------------------------------------------------

  let timer, wait;
  const flush = () => worker.controller?.postMessage({ flush: true });
  function pulse(waiting, next = 5e3) {
    clearTimeout(timer);
    if (!waiting) return;
    wait = next;
    timer = setTimeout(async () => {
      flush();
      pulse(await show(), Math.min(wait * 2, 6e4));
    }, wait);
  }
  worker.addEventListener('message', show);
  for (const back of ['online', 'visibilitychange']) addEventListener(back, flush);
  worker.ready.then(() => renew()).then(show).then(waiting => {
    flush();
    pulse(waiting);
  });
  show();
})();
