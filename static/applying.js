// What is typed into a form for applying stays on the phone until the server has answered it, so that a
// lost network or a closed browser loses nothing. Without this file a form keeps nothing, and works.
(() => {
  const KEEP = 7 * 864e5, PREFIX = 'mori-apply ', OURS = /^(csrf_token|token|website|needs|conflict)$/;
  const make = (name, more) => Object.assign(document.createElement(name), more);
  const here = PREFIX + location.pathname + location.search;

  function stored(id) {
    try {
      return JSON.parse(localStorage.getItem(id));
    } catch {
      return null; // no store, or not ours
    }
  }
  function forget(id) {
    try {
      localStorage.removeItem(id);
    } catch {}
  }

  // What was sent from another page was answered by this one.
  try {
    for (const id of Object.keys(localStorage).filter(each => each.startsWith(PREFIX))) {
      const row = stored(id);
      if (!row || row.at < Date.now() - KEEP || (row.isSent && id !== here)) forget(id);
    }
  } catch {}

  function keep(form) {
    const { dataset: said } = form, words = make('p', { className: 'muted' });
    const fields = () => [...form.elements].filter(({ name, type }) => name && type !== 'file' && !OURS.test(name));
    const typed = () => fields().map(({ name, value, type, checked }) => (
      /radio|checkbox/.test(type) ? [name, value, checked] : [name, value]
    ));
    const before = JSON.stringify(typed()), row = stored(here);
    words.role = 'status';
    form.prepend(words);

    function save(isSent) {
      try {
        localStorage.setItem(here, JSON.stringify({ at: Date.now(), typed: typed(), isSent }));
      } catch {}
    }
    if (row?.typed && JSON.stringify(row.typed) !== before && !document.querySelector('[role=alert]')) {
      for (const [name, value, checked] of row.typed) {
        const field = fields().find(each => each.name === name && (checked === undefined || each.value === value));
        if (field && checked === undefined) field.value = value;
        else if (field) field.checked = checked;
      }
      const empty = make('button', { type: 'button', className: 'button plain', textContent: said.empty });
      empty.onclick = () => {
        forget(here);
        location.reload();
      };
      words.append(said.restored, ' ', empty);
    }
    form.addEventListener('input', () => save(false));
    form.addEventListener('submit', event => {
      save(navigator.onLine);
      if (navigator.onLine) return;
      event.preventDefault();
      words.textContent = said.offline;
      words.scrollIntoView();
    });
  }
  document.querySelectorAll('form[data-offline]').forEach(keep);
})();
