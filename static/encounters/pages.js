// The pages of a note that this phone keeps. Until its store and its kit are there, and where they
// are not to be had, each page works as it does without a script.
(async () => {
  addEventListener('load', () => keepPages().catch(() => {}));
  const main = find('main'), told = find('#told'), form = find('main form.stack');
  const kit = await kitOf().catch(() => null);
  const isOpen = await allNotes().then(() => true, () => false);
  if (said.page === 'back') return bringBack();
  find('#unkept').hidden = isOpen; // else what follows is the page without a script
  if (!kit || !isOpen) return;
  tellWhere();
  const today = todayIn(Date.now(), kit.zone);
  const piece = (name, values) => fill(kit.pieces[name], { lang, ...values });
  const keyOf = () => /^#([0-9a-f]{24})/.exec(location.hash)?.[1];
  const takeJson = note => offer(`catatan-${today}.json`, 'application/json', writtenNote(note, today, kit));
  ({ note: write, way: write, look, letter })[said.page]();

  // MORI's own page of a note that this phone keeps: what was said there comes back to the phone.
  async function bringBack() {
    const key = sessionStorage.getItem('catatan-asal');
    const record = kit && key && await noteOf(key).catch(() => null);
    if (!record) return;
    const { note } = readNote(JSON.parse(find('[name=note]').value), kit);
    const saved = await saveNote(key, record.note, note);
    location.replace(`${said.look}${lang}#${saved.key}`);
  }

  function goesToMori() {
    sessionStorage.setItem('catatan-asal', keyOf());
  }

  // --- writing -----------------------------------------------------------------------------------------

  const fieldOf = name => [...form.elements].filter(each => each.name === name); // a set of choices has its id

  function typedIn(name) {
    const fields = fieldOf(name), [{ type, value }] = fields;
    if (type === 'checkbox') return fields.filter(each => each.checked).map(each => each.value);
    if (type === 'radio') return fields.find(each => each.checked)?.value ?? '';
    if ('number' in kit.fields[name]) {
      const digits = value.trim().replace(/^rp|[.\s]/gi, '');
      return digits === '' ? '' : /^\d+$/.test(digits) ? +digits : NaN;
    }
    const text = type === 'textarea' ? value.trim() : oneLine(value);
    return 'most' in kit.fields[name] ? withoutIdentity(text, kit) : text;
  }

  const names = () => [...new Set([...form.elements].map(({ name }) => name))].filter(name => name in kit.fields);

  // What can be read of the form, and the fields of which nothing can.
  function typed() {
    const values = {}, wrong = [];
    for (const name of names()) {
      const value = typedIn(name);
      try {
        values[name] = isEmpty(value) ? '' : valueOf(name, value, kit);
      } catch {
        wrong.push(name);
      }
    }
    return { values, wrong };
  }

  function fillIn(note) {
    for (const name of names()) {
      for (const each of fieldOf(name)) {
        if (each.type === 'checkbox') each.checked = (note[name] ?? []).includes(each.value);
        else if (each.type === 'radio') each.checked = each.value === (note[name] ?? '');
        else each.value = note[name] ?? '';
      }
    }
  }

  function isComplete({ values, wrong }) {
    for (const each of form.elements) each.setCustomValidity('');
    const say = (name, words) => fieldOf(name)[0].setCustomValidity(words);
    for (const name of wrong) say(name, 'number' in kit.fields[name] ? kit.number : kit.date);
    for (const name of ['service', 'agency']) if (values[name] === '') say(name, kit.needed);
    return form.reportValidity();
  }

  async function write() {
    let key = keyOf() ?? mint();
    const record = await noteOf(key).catch(() => null);
    if (!record && said.page === 'way') return void (main.innerHTML = piece('gone'));
    const card = kit.cards[location.hash.slice(1)];
    let seen = record?.note ?? {};
    if (card) told.innerHTML = piece('card', { ...card.told, ...card });
    if (record || card) fillIn(record?.note ?? card.note);
    history.replaceState(null, '', `#${key}`);
    const status = form.appendChild(Object.assign(document.createElement('p'), { className: 'muted' }));
    status.setAttribute('role', 'status');

    find('#fee_asked, #has_slip').closest('.field').insertAdjacentHTML('afterend', piece('slip'));
    let isSlipLost = false;
    find('#slip').onchange = ({ target }) => {
      const [file] = target.files, state = find('#slip-state');
      if (!file) return;
      state.textContent = '';
      turn = keep(true).then(async isKept => {
        const became = isKept ? await becameOf(file, key, kit.pieces.slipName, kit.mostProofs) : 'slipFull';
        state.textContent = kit.pieces[became];
        isSlipLost = became !== 'slipKept';
        target.value = '';
      });
    };

    let turn = Promise.resolve(); // one after the other: each sees what the one before it has kept
    const keep = isPhoto => turn = turn.then(async () => {
      const { values, wrong } = typed();
      if (!isPhoto && !Object.values(values).some(value => !isEmpty(value))) return true;
      try {
        const saved = await saveNote(key, seen, values);
        [key, seen] = [saved.key, saved.note];
        history.replaceState(null, '', `#${key}`);
        told.innerHTML = '';
        status.textContent = wrong.length ? '' : kit.pieces.saved;
        return true;
      } catch {
        told.innerHTML = kit.pieces.full;
        told.querySelector('[data-take]').onclick = () => takeJson({ ...seen, ...typed().values });
        status.textContent = '';
        return false;
      }
    });
    form.addEventListener('change', ({ target }) => target.id !== 'slip' && keep());
    form.addEventListener('input', () => { for (const each of form.elements) each.setCustomValidity(''); });
    form.addEventListener('submit', async event => {
      event.preventDefault();
      if (!isComplete(typed())) return;
      if (!await keep()) return void told.scrollIntoView();
      if (isSlipLost) { // said once, there where it was chosen
        isSlipLost = false;
        return void find('#slip').scrollIntoView();
      }
      await askToKeep();
      location.href = `${said.look}${lang}#${key}`;
    });
  }

  // --- looking -----------------------------------------------------------------------------------------

  async function look() {
    const seen = find('#seen');
    seen.addEventListener('submit', goesToMori);
    addEventListener('hashchange', () => show());
    addEventListener('pageshow', ({ persisted }) => persisted && show());
    await (location.hash === '#berkas' ? open() : show());

    // A note out of the file that was chosen on the page before.
    async function open() {
      const text = sessionStorage.getItem('catatan') ?? '';
      sessionStorage.removeItem('catatan');
      let read;
      try {
        read = openedNote(text, kit);
      } catch {
        return void (seen.innerHTML = piece('unread'));
      }
      const saved = await saveNote(mint(), {}, read.note);
      history.replaceState(null, '', `#${saved.key}`);
      return show(read.wrong.length ? piece('leftOut', { names: read.wrong.join(', ') }) : '');
    }

    async function show(notices = '') {
      const key = keyOf(), record = key && await noteOf(key);
      if (!record) return void (seen.innerHTML = piece('gone'));
      const { note } = record;
      if (isDanger(note, kit) && !location.hash.endsWith('!')) return void (seen.innerHTML = piece('help', { key }));
      const other = record.beside && await noteOf(record.beside);
      const beside = other ? piece('beside', { beside: record.beside }) : '';
      const isPromised = await navigator.storage?.persisted?.().catch(() => false);
      const form = find('[name=csrf_token]').value;
      const slips = await slipsOf(key);
      seen.innerHTML = overviewOf(record, kit, { today, form, notices: notices + beside, isPromised, slips });
      const on = (what, act) => seen.querySelector(what)?.addEventListener('click', act);
      on('[data-take=json]', () => takeJson(note));
      on('[data-take=ics]', async () => {
        offer('pengingat.ics', 'text/calendar', await calendarOf(note, readingsOf(note, today, kit), kit, Date.now()));
      });
      on('[data-persist]', async () => {
        await askToKeep();
        show(notices);
      });
      for (const [at, slip] of slips.entries()) {
        on(`[data-slip="${at}"]`, () => offer(`slip-${at + 1}.jpg`, 'image/jpeg', slip.bytes));
        on(`[data-drop="${at}"]`, async () => {
          await removeSlip(key, slip);
          show(notices);
        });
      }
      on('[data-delete]', async () => {
        await removeNote(key);
        location.replace(`${said.front}${lang}`);
      });
    }
  }

  // --- the letter --------------------------------------------------------------------------------------

  async function letter() {
    const key = keyOf(), record = key && await noteOf(key);
    if (!record) return void (main.innerHTML = piece('gone'));
    const { note } = record;
    if (isHarm(note)) return location.replace(`${said.look}${lang}#${key}`);
    form.insertAdjacentHTML('afterend', piece('back', { key }));
    main.querySelector('p.muted').textContent = note.service ?? '';
    const missing = missingIn(note, kit);
    if (missing.length) {
      const lacks = missing.map(name => piece('name', { name: kit.labels[name] })).join('');
      told.innerHTML = putIn(piece('incomplete', { key }), { names: lacks });
      form.remove();
      return;
    }
    form.elements.note.value = JSON.stringify(note);
    form.elements.day.value = today;
    form.addEventListener('submit', event => {
      const { value: wanted } = event.submitter ?? {};
      if (wanted === 'pdf') return goesToMori(); // its part: the page says so
      event.preventDefault();
      const asked = Object.fromEntries(new FormData(form));
      for (const name of ['name', 'address', 'place', 'day']) form.elements[name].required = true;
      if (!form.reportValidity()) return;
      const letter = { ...asked, options: new FormData(form).getAll('options') };
      for (const name of ['name', 'address', 'place']) letter[name] = withoutIdentity(letter[name].trim(), kit);
      letter.address = letter.address.replace(/\r\n/g, '\n');
      if (wanted === 'txt') return offer('surat-pengaduan.txt', 'text/plain', letterText(letter, note, kit));
      const text = messageText(letter, note, kit);
      told.innerHTML = piece('message', { text, encoded: encodeURIComponent(text) });
      find('#message').focus();
    });
  }
})();
