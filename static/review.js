// Quicker ways through the review queue and, with keys/inbox.js, through the inbox of applications.
// Each only presses what stands on the page.
(() => {
  const find = selector => document.querySelector(selector);
  const waiting = () => [...document.querySelectorAll('[data-rows] > li')].filter(
    row => row.querySelector('[value=approve],.pad [name=pick]')
  );
  const marked = () => find('[data-rows] > [aria-current]');
  const current = () => marked() || waiting()[0];
  const key = row => row.id.slice(6);
  const wide = matchMedia('(min-width:900px)');
  let resting, decided;

  function go(row) {
    if (!row) return;
    marked()?.removeAttribute('aria-current');
    row.setAttribute('aria-current', 'true');
    row.tabIndex = -1;
    row.focus();
    clearTimeout(resting);
    // Opening marks as seen: only what one rests on is opened.
    if (wide.matches) resting = setTimeout(show, 400, row);
  }

  // The row in the pane, unless a comment is being written there.
  async function show(row) {
    const pane = find('#pane');
    const writes = [...pane?.querySelectorAll('textarea') || []].some(area => area.value);
    if (!window.htmx || !pane || writes || pane.dataset.key === key(row)) return;
    await htmx.ajax('GET', row.querySelector('.who a').getAttribute('href'), { target: '#pane', swap: 'outerHTML' });
  }

  // Where the row's words are written: beside the list, or on a phone in the row itself.
  async function place(row) {
    if (!wide.matches) return row;
    clearTimeout(resting);
    await show(row);
    const pane = find('#pane');
    return pane.dataset.key === key(row) ? pane : null;
  }

  // Whoever is asking for a revision does not initial it by a slip.
  const isAsking = () => find('.pane .actions [open]');
  const press = button => button?.form.requestSubmit(button);

  function step(by) {
    const rows = waiting();
    go(rows[rows.indexOf(current()) + by]);
  }

  async function write(row, of) {
    const area = (await place(row))?.querySelector(of + ' textarea');
    if (!area) return;
    area.closest('details')?.setAttribute('open', '');
    area.focus();
  }

  const KEYS = window.keys = {
    j: () => step(document.activeElement.closest?.('[data-rows] > li') ? 1 : 0),
    k: () => step(-1),
    p: row => isAsking() || press(row?.querySelector('[value=approve]')),
    P: () => find('.queue :checked') && find('#bulk').requestSubmit(),
    r: row => row && write(row, '.actions'),
    c: row => row && write(row, '[action$=komentar]'),
    x: row => { row?.querySelector('[name=pick]')?.click(); go(row); },
    z: () => find('#toast form')?.requestSubmit(),
    '?': () => find('#keys').togglePopover(),
    go,
  };

  if (find('[data-keys]')) addEventListener('keydown', event => {
    const act = KEYS[event.key];
    if (
      !act || event.ctrlKey || event.altKey || event.metaKey ||
      event.target.closest('input:not([type=checkbox]),select,textarea')
    ) return;
    event.preventDefault();
    act(current());
  });

  // After an undo one is where one was.
  if (location.hash.startsWith('#entry-')) go(find(location.hash));

  // After a decision the next entry has the focus, on the next page if need be; after a refusal,
  // what was wrong.
  addEventListener('submit', event => { decided = event.target.closest('.queue > li')?.id; });
  addEventListener('htmx:after:swap', () => {
    const row = document.getElementById(decided);
    const wrong = row?.querySelector('.actions > .error');
    if (wrong) {
      wrong.tabIndex = -1;
      wrong.focus();
    }
    if (!row || row.querySelector('.actions')) return;
    decided = '';
    const rows = waiting(), next = rows.find(each => row.compareDocumentPosition(each) & 4) || rows[0];
    next ? go(next) : find('.list [rel=next]')?.click();
  });
})();
