// What helps while writing: drafts stay on the phone, and photos are small before they are sent,
// without what a camera wrote into them. Without this file the server makes them small.
(() => {
  const clock = ms => new Date(ms).toLocaleTimeString('id', { hour: '2-digit', minute: '2-digit' });

  const OURS = /^(csrf_token|token|seen|writer)$/;
  const put = (field, value) => {
    if (field?.type == 'checkbox') field.checked = value;
    else if (field && value != null) field.value = value;
  };

  function keepDrafts(form) {
    const field = name => form.elements[name]?.value ?? '', path = new URL(form.action).pathname;
    // A form of fields that differ from one to the next says so; what the server fills in is not kept.
    const names = 'fields' in form.dataset ?
      [...new Set([...form.elements].map(({ name }) => name))].filter(name => name && !OURS.test(name)) :
      ['text', 'learnt', 'obstacles'];
    const id = () => `${field('writer')} ${path} ${field('day')}`;
    const state = document.createElement('p');
    state.className = 'status phone';
    state.setAttribute('role', 'status');
    form.querySelector('textarea').after(state);
    const photos = () => form.elements.photo && [...form.elements.photo.files];
    const kept = name => (form.elements[name]?.type != 'checkbox' ? field(name) : form.elements[name].checked);
    const words = () => Object.fromEntries(names.map(name => [name, kept(name)]));
    const before = JSON.stringify(words());
    let timer;

    async function save() {
      const saved = await askPhone({
        draft: { id: id(), writer: field('writer'), path, day: field('day'), fields: words(), photos: photos() }
      });
      state.textContent = saved.at ? `${form.dataset.saved}, ${clock(saved.at)}` : form.dataset.lost;
      if (saved.at) navigator.storage?.persist?.();
    }
    function soon() {
      clearTimeout(timer);
      timer = setTimeout(save, 300);
    }
    form.addEventListener('input', ({ target }) => {
      if (target.type != 'file') soon(); // a photo is kept once it is small
    });
    form.addEventListener('kept', soon);
    form.addEventListener('submit', () => clearTimeout(timer));
    askPhone({ want: id() }).then(draft => {
      if (draft?.photos?.length) putBack(form.elements.photo, draft.photos);
      if (!draft?.at || JSON.stringify(draft.fields) === before || JSON.stringify(words()) !== before) return;
      for (const name of names) put(form.elements[name], draft.fields[name]);
      state.textContent = `${form.dataset.restored} ${clock(draft.at)}`;
      document.querySelector('#copied')?.remove(); // from another day: it is the draft that stands here
    });
  }
  navigator.serviceWorker?.ready.then(() => document.querySelectorAll('form[data-saved]').forEach(keepDrafts));

  function putBack(input, photos) {
    if (!input || input.files.length) return;
    const chosen = new DataTransfer();
    for (const photo of photos) chosen.items.add(photo);
    input.files = chosen.files;
    input.dispatchEvent(new Event('change', { bubbles: true }));
  }

  // A text is never cut while it is pasted; near its limit, and beyond, its length is told.
  addEventListener('input', ({ target }) => {
    const { limit } = target.dataset, size = [...target.value ?? ''].length;
    if (!limit || (size < limit * .9 && !target.counter)) return;
    target.counter ||= make('p');
    target.counter.className = size > limit ? 'error' : 'muted';
    target.counter.textContent = `${size} / ${limit}`;
    target.after(target.counter);
  });

  // --- photos ----------------------------------------------------------------------------------

  const { lang } = document.documentElement;
  const said = bytes => (bytes < 1e6 ?
    Math.ceil(bytes / 1e3) + ' kB' :
    (bytes / 1e6).toLocaleString(lang, { maximumFractionDigits: 1 }) + ' MB');
  const make = (name, className) => Object.assign(document.createElement(name), { className });

  // Some browsers open these and most do not; whether it is one does not stand in its name.
  async function isHeic(file) {
    const head = await file.slice(4, 12).text().catch(() => '');
    return /^ftyp(he[iv]|mif1|msf1)/.test(head);
  }

  async function shrunk({ file, view }, grey) {
    const picture = await createImageBitmap(file), { width, height } = picture, canvas = make('canvas');
    const short = Math.min(width, height);
    if (short < 16) throw 0; // a damaged head: MORI takes nothing smaller either
    view.getContext('2d').drawImage(picture, (width - short) / 2, (height - short) / 2, short, short, 0, 0, 128, 128);
    view.style.display = '';
    if (file.name == 'foto' && file.size <= (grey ? 88e3 : 58e3)) return file; // out of a draft
    const encoded = (kind, quality) => new Promise(done => canvas.toBlob(done, 'image/' + kind, quality));
    for (const edge of grey ? [1600, 1280, 1024, 800, 640] : [1280, 1024, 800, 640, 480]) {
      const scale = Math.min(1, edge / Math.max(width, height));
      canvas.width = Math.max(1, width * scale);
      canvas.height = Math.max(1, height * scale);
      const pen = canvas.getContext('2d', { alpha: false });
      pen.fillStyle = '#fff';
      pen.fillRect(0, 0, canvas.width, canvas.height);
      pen.imageSmoothingQuality = 'high';
      if (grey) pen.filter = 'grayscale(1)';
      pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
      for (const quality of [.6, .45, .32, .2].slice(0, grey ? 4 : 3)) {
        let small = await encoded('webp', quality);
        if (small.type != 'image/webp') small = await encoded('jpeg', quality);
        if (small.size <= (grey ? 88e3 : 58e3)) return small; // the form's words fit beside it
      }
    }
    throw 0;
  }

  // A button that sends photos alone comes with the first of them.
  function offer(input) {
    const button = input.form.querySelector('[data-alone]');
    if (button) button.style.display = input.photos?.some(each => each.small || each.turn) ? '' : 'none';
  }
  document.querySelectorAll('[data-most]').forEach(offer);

  // What stands in the field is what will be sent.
  function keep(input) {
    const sent = new DataTransfer();
    for (const { small } of input.photos) if (small) sent.items.add(small);
    input.files = sent.files;
    input.dispatchEvent(new Event('kept', { bubbles: true }));
    offer(input);
  }

  async function shrink(input, photo) {
    const { dataset, form } = input, turn = photo.turn = {};
    const grey = 'paper' in dataset || form.elements.readable?.checked;
    let small, words = await isHeic(photo.file) ? dataset.heic : dataset.broken;
    photo.say(dataset.working);
    if (/pdf$/.test(photo.file.type)) {
      small = photo.file; // goes as it is
      words = said(small.size);
    } else try {
      const blob = await shrunk(photo, grey);
      small = new File([blob], 'foto', { type: blob.type });
      words = dataset.small.replace('{}', said(small.size)).replace('{}', said(photo.file.size));
    } catch {}
    if (photo.turn != turn) return; // left out, or wanted otherwise, meanwhile
    photo.turn = 0;
    photo.small = small;
    photo.say(words, !small);
    keep(input);
  }

  // One after the other: a phone has little memory.
  async function work(input, photos) {
    const { form } = input;
    form.busy = (form.busy || 0) + 1;
    for (const photo of photos) await shrink(input, photo);
    if (--form.busy || !form.waits) return;
    form.waits = 0;
    form.requestSubmit(form.sentBy);
  }

  function line(input, list, file) {
    const row = make('li', 'row apart'), words = make('span'), drop = make('button', 'button plain');
    const view = make('canvas'); // no picture with an address of its own: the policy knows none
    view.width = view.height = 128;
    Object.assign(view.style, { display: 'none', width: '64px', borderRadius: '8px', flex: 'none' });
    const photo = { file, view, turn: 1, say: (text, isLeftOut) => {
      words.className = isLeftOut ? 'muted grow error' : 'muted grow';
      words.textContent = `${file.name}: ${text}`;
    } };
    drop.type = 'button';
    drop.textContent = input.dataset.drop;
    drop.ariaLabel = `${input.dataset.drop} ${file.name}`;
    drop.onclick = () => {
      row.remove();
      photo.turn = 0;
      input.photos = input.photos.filter(each => each != photo);
      keep(input);
      input.focus();
    };
    photo.say(input.dataset.working);
    row.append(view, words, drop);
    list.append(row);
    return photo;
  }

  addEventListener('change', ({ target: input }) => {
    if (input.name == 'readable') {
      input = input.form.querySelector('[data-most]');
      return work(input, input.photos || []);
    }
    const { most } = input.dataset;
    if (!most) return;
    const list = input.lines ||= make('ul', 'lines');
    list.role = 'status';
    input.after(list);
    const kept = most > 1 ? (input.photos || []).filter(each => each.small || each.turn) : [];
    if (!kept.length) list.replaceChildren();
    const added = [...input.files].map(file => line(input, list, file));
    for (const photo of added.splice(most - kept.length)) photo.say(input.dataset.full, true);
    input.photos = [...kept, ...added];
    keep(input);
    work(input, added);
  });

  // A form waits until its photos are small, and then goes by itself.
  addEventListener('submit', event => {
    const { target: form, submitter } = event;
    if (!form.busy) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    form.waits = 1;
    form.sentBy = submitter;
  }, true);
})();
