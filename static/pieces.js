// A large file goes up in pieces, before its form is sent: after a lost network and a closed
// browser it goes on where the server says that it stopped. Without this file it goes with its form.
// docs/decisions/0021-files-in-pieces.md says why it is as it is.
(() => {
  const PIECE = 64e3, WHOLE = 2e5, PATIENCE = 6e4, KEEP = 7 * 864e5;
  if (!crypto.subtle || !navigator.locks) return; // an old browser, or no secure line

  // --- what the phone keeps: its own database, which the worker removes when somebody signs out ---

  async function within(mode, work) {
    const database = await new Promise((done, fail) => {
      const asked = indexedDB.open('mori-files', 1);
      asked.onupgradeneeded = () => asked.result.createObjectStore('files', { keyPath: 'id' });
      asked.onsuccess = () => done(asked.result);
      asked.onerror = asked.onblocked = () => fail(asked.error);
    });
    try {
      const transaction = database.transaction('files', mode);
      const asked = work(transaction.objectStore('files'));
      return await new Promise((done, fail) => {
        transaction.oncomplete = () => done(asked.result);
        transaction.onerror = transaction.onabort = () => fail(transaction.error);
      });
    } finally {
      database.close();
    }
  }
  const keep = row => within('readwrite', files => files.put(row));
  const forget = id => within('readwrite', files => files.delete(id)).catch(() => {});

  async function kept(id) {
    const rows = await within('readonly', files => files.getAll()).catch(() => []);
    for (const row of rows) if (row.at < Date.now() - KEEP) await forget(row.id);
    return rows.find(row => row.id === id && row.at >= Date.now() - KEEP);
  }

  const hex = bytes => Array.from(new Uint8Array(bytes), byte => byte.toString(16).padStart(2, '0')).join('');
  const mint = () => hex(crypto.getRandomValues(new Uint8Array(12)));
  const make = (name, more) => Object.assign(document.createElement(name), more);
  const megabytes = bytes => (bytes / 1e6).toLocaleString(
    document.documentElement.lang, { minimumFractionDigits: 1, maximumFractionDigits: 1 }
  );
  const filled = (text, ...values) => values.reduce((said, value) => said.replace('{}', value), text);

  class Stopped extends Error {} // what no trying again will mend; its message is for whoever reads

  function begin(input) {
    const { form, dataset: said } = input, hidden = form.elements.upload, address = said.pieces;
    const id = `${form.elements.writer?.value} ${said.purpose}`;
    let job = null;

    // --- what is seen -----------------------------------------------------------------------------

    const name = make('b'), count = make('span'), bar = make('progress'), words = make('p', { className: 'muted' });
    const line = make('p'), box = make('div', { className: 'sent' });
    const pause = make('button', { type: 'button', className: 'button', onclick: turn });
    const cancel = make('button', { type: 'button', className: 'button plain', onclick: drop });
    words.role = 'status';
    cancel.textContent = said.cancel;
    line.append(name, ' · ', count);
    box.append(line, bar, words, pause, cancel);

    function show(text = '') {
      const before = form.querySelector('.sent');
      if (before !== box) before ? before.replaceWith(box) : input.after(box);
      name.textContent = job.name;
      bar.max = job.size;
      bar.value = job.received;
      bar.ariaLabel = count.textContent = filled(said.received, megabytes(job.received), megabytes(job.size));
      if (words.textContent !== text) words.textContent = text;
      pause.textContent = job.paused ? said.resume : said.pause;
      pause.hidden = job.whole || !job.file;
    }

    // Only what the server has acknowledged counts, and only an answer that names the upload.
    async function ask(path, body) {
      const headers = { 'X-CSRFToken': form.elements.csrf_token.value };
      job.abort = new AbortController();
      const signal = AbortSignal.any?.([job.abort.signal, AbortSignal.timeout(PATIENCE)]) ?? job.abort.signal;
      const answer = await fetch(address + path, { method: 'POST', headers, body, signal, redirect: 'manual' });
      if (answer.type === 'opaqueredirect' || [400, 401, 403].includes(answer.status)) throw new Stopped(said.stopped);
      if (answer.status === 404) {
        Object.assign(job, { key: '', received: 0, token: mint() }); // cancelled elsewhere, or too old
        throw new Error('It is no longer there.');
      }
      const told = await answer.json();
      if (answer.status === 503) throw Object.assign(new Error(), { why: told.why });
      if (answer.status === 422) throw Object.assign(new Stopped(told.why), { isRefused: true });
      if (typeof told.received !== 'number' || (job.key && told.key !== job.key)) throw new Error('No answer.');
      return told;
    }

    async function send() {
      const { token, digest, size } = job;
      const what = { token, purpose: said.purpose, name: job.name, bytes: size, digest };
      take(await ask('', new URLSearchParams(what)));
      while (!job.whole && job.received < size) {
        show();
        const piece = job.file.slice(job.received, job.received + PIECE);
        const read = await piece.arrayBuffer().catch(() => { throw new Stopped(said.again); });
        const body = new FormData();
        body.append('piece', new Blob([read]), 'piece');
        take(await ask(`/${job.key}/potongan?dari=${job.received}`, body));
      }
      if (!job.whole) take(await ask(`/${job.key}/selesai`));
    }

    function take({ key = job.key, received, whole = false }) {
      Object.assign(job, { key, received, whole });
    }

    // --- as long as it takes ----------------------------------------------------------------------

    async function go() {
      const mine = job;
      for (let wait = 1e3; mine === job && !mine.paused && !mine.whole; wait = Math.min(wait * 2, 3e4)) {
        const before = mine.received;
        try {
          await send();
        } catch (problem) {
          if (mine !== job || mine.paused) return;
          if (problem instanceof Stopped) return stop(problem);
          show(problem.why ?? said.waiting);
          if (mine.received > before) wait = 500; // it gets on
          await new Promise(done => {
            mine.wake = done;
            setTimeout(done, wait);
          });
        }
      }
      if (mine === job && mine.whole) finish();
    }

    // One page at a time: another that has the same file finds it received.
    const start = () => navigator.locks.request(`pieces ${id}`, go);

    function stop({ message, isRefused }) {
      if (isRefused) {
        forget(id);
        job.received = 0;
      }
      job.paused = true;
      job.file = isRefused ? null : job.file;
      show(message);
      form.waits = 0;
    }

    function finish() {
      forget(id);
      hidden.value = job.key;
      show(said.whole);
      if (!form.waits) return;
      form.waits = 0;
      form.requestSubmit(form.sentBy);
    }

    function turn() {
      job.paused = !job.paused;
      show(job.paused ? said.paused : '');
      job.paused ? job.abort?.abort() : start();
    }

    async function drop() {
      const { key, abort } = job;
      job = null;
      abort?.abort();
      hidden.value = input.value = '';
      box.remove();
      await forget(id);
      const headers = { 'X-CSRFToken': form.elements.csrf_token.value };
      if (key) fetch(`${address}/${key}/batal`, { method: 'POST', headers, redirect: 'manual' }).catch(() => {});
      input.focus();
    }

    // --- what begins it ---------------------------------------------------------------------------

    async function chosen() {
      const [file] = input.files;
      if (!file || (file.size <= WHOLE && !job)) return;
      if (job) job.abort?.abort();
      if (file.size <= WHOLE) return void (hidden.value = '', job = null, box.remove(), forget(id));
      job = { file, name: file.name, size: file.size, received: 0, token: mint(), key: '' };
      hidden.value = input.value = ''; // it does not go with the form, too
      if (file.size > said.most) return stop({ message: said.large, isRefused: true });
      show();
      const mine = job;
      mine.digest = hex(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()));
      const row = { id, file, name: file.name, token: mine.token, digest: mine.digest, at: Date.now() };
      const unkept = 'fleeting' in said ? said.unkept : await keep(row).then(() => '', () => said.unkept);
      if (mine !== job) return;
      show(unkept);
      start();
    }

    // What the browser was closed over; the server has told how much of it there is.
    async function resume() {
      const row = await kept(id);
      const there = form.querySelector('.sent');
      if (job || hidden.value || !row) return;
      const done = Number(there?.dataset.done ?? 0);
      job = { ...row, size: row.file.size, received: done, key: '' };
      show();
      start();
    }

    input.addEventListener('change', chosen);
    form.addEventListener('submit', event => {
      if (event.submitter?.hasAttribute('formaction')) return void forget(id);
      if (!job || job.whole || !job.file) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      form.waits = 1;
      form.sentBy = event.submitter;
      if (job.paused) turn();
    });
    for (const back of ['online', 'visibilitychange']) addEventListener(back, () => job?.wake?.());
    resume();
  }

  document.querySelectorAll('[data-pieces]').forEach(begin);
})();
