// Every page works without this file; it only makes some things quicker and keeps drafts.
(() => {
  const { htmx, unsent, sent, worker: address } = document.currentScript.dataset;
  const find = (what, where = document) => where.querySelector(what);

  // Each tap of the Red Button gets a key of its own: a cached page must not swallow a second one.
  addEventListener('submit', event => {
    const form = event.target;
    if (!form.classList.contains('red')) return;
    const key = document.createElement('input');
    key.type = 'hidden';
    key.name = 't';
    key.value = Array.from(
      crypto.getRandomValues(new Uint8Array(12)),
      byte => byte.toString(16).padStart(2, '0')
    ).join('');
    find('[name=t]', form)?.remove();
    form.append(key);
  });

  // Half of what a first view costs, for the few pages that use it. htmx 4 swaps nothing on phones
  // older than this; they keep plain forms.
  if (htmx && find('[hx-get],[hx-post]') && CSS.supports('selector(:not(a b))')) {
    const script = document.createElement('script');
    script.src = htmx;
    document.head.append(script);
  }

  // What went wrong is read out and scrolled to first.
  find('#summary')?.focus();

  addEventListener('click', event => {
    const text = event.target.matches?.('[data-copy]') && find('.prose', event.target.closest('section'));
    if (text) navigator.clipboard.writeText(text.textContent).then(() => event.target.prepend('✓ '));
  });

  // --- what the phone keeps: see worker/ -------------------------------------------------------

  // A page that the browser kept in memory may be another's by now.
  addEventListener('pageshow', async ({ persisted }) => {
    const writer = find('[name=writer]')?.value, main = find('main');
    if (!persisted || !writer) return;
    main.hidden = true;
    const { person } = await fetch('/antrean').then(answer => answer.json()).catch(() => ({ person: writer }));
    if (person == writer) main.hidden = false; else location.reload();
  });

  const worker = navigator.serviceWorker;
  if (!worker) return;
  if (address) worker.register(address, { updateViaCache: 'all' }).catch(() => {});

  const ask = window.askPhone = message => new Promise(done => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => done(data);
    worker.controller ? worker.controller.postMessage(message, [port2]) : done({ failed: true });
  });
  const writer = find('[name=writer]')?.value, kept = find('#kept');
  let wait = 1e4;
  function pulse() { // while something waits and the page is open: 10 s, 20 s … 5 minutes
    ask({ flush: true });
    setTimeout(pulse, wait = Math.min(wait * 2, 3e5));
  }

  let renewing = ''; // one at a time, and once more for all that was told meanwhile
  async function renew() {
    if (renewing) return void (renewing = 'again');
    try {
      do {
        renewing = 'now';
        const page = await (await fetch('/kotak-keluar')).text();
        if (!kept.contains(document.activeElement)) kept.innerHTML = find(
          '#kept', new DOMParser().parseFromString(page, 'text/html')
        ).innerHTML;
      } while (renewing === 'again');
    } finally { renewing = ''; }
  }

  worker.addEventListener('message', ({ data }) => {
    if (data.answered && find('[data-late]') && !find('#text')?.value && !find('#kode-now')?.value) location.reload();
    if (kept && 'unsent' in data) renew();
    if (kept || !unsent || !('unsent' in data)) return;
    const waiting = data.unsent - (data.refused || []).filter(id => find(`[name=token][value="${id}"]`)).length;
    if (!waiting && !find('#unsent')) return;
    if (!find('#unsent')) find('#messages').insertAdjacentHTML('beforeend', '<p class="note" id="unsent"><a></a></p>');
    const link = find('#unsent a');
    link.href = waiting ? '/kotak-keluar' : '';
    link.textContent = waiting ? `${waiting} ${unsent}` : sent;
  });
  worker.ready.then(({ active }) => { // on the first page nothing controls it yet
    if (writer) active.postMessage(
      address ? { person: writer, language: document.documentElement.lang } : { flush: true }
    );
    setTimeout(pulse, kept ? 1e3 : wait);
  });
  for (const name of ['online', 'visibilitychange']) addEventListener(
    name, () => worker.controller?.postMessage({ flush: true })
  );
})();
