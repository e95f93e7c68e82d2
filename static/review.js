// Quicker ways through the review queue. Each only presses what stands on the page.
(() => {
  const review = document.querySelector('.review');
  const waiting = () => [...document.querySelectorAll('.queue > li')].filter(
    row => row.querySelector('[value=approve]')
  );
  const current = () => document.querySelector('.queue > [aria-current]') || waiting()[0];
  const key = row => row.id.slice(6);
  const wide = matchMedia('(min-width:900px)');
  let resting;
  let decided = '';

  function go(row) {
    if (!row) return;
    document.querySelector('.queue > [aria-current]')?.removeAttribute('aria-current');
    row.setAttribute('aria-current', 'true');
    row.tabIndex = -1;
    row.focus();
    clearTimeout(resting);
    // Opening marks as seen: only what one rests on is opened.
    if (wide.matches) resting = setTimeout(show, 400, row);
  }

  // The row in the pane, unless a comment is being written there.
  async function show(row) {
    const pane = document.getElementById('pane');
    const writes = [...pane?.querySelectorAll('textarea') || []].some(area => area.value);
    if (!window.htmx || !pane || writes || pane.dataset.key === key(row)) return;
    await htmx.ajax('GET', '/tinjau?buka=' + key(row), { target: '#pane', swap: 'outerHTML' });
  }

  // Where the row's words are written: beside the list, or on a phone in the row itself.
  async function place(row) {
    if (!wide.matches) return row;
    clearTimeout(resting);
    await show(row);
    const pane = document.getElementById('pane');
    return pane.dataset.key === key(row) ? pane : null;
  }

  const press = button => button && button.form.requestSubmit(button);

  function step(by) {
    const rows = waiting();
    const here = rows.indexOf(current());
    go(rows[Math.max(0, Math.min(rows.length - 1, here + by))]);
  }

  async function write(row, find) {
    const area = find(await place(row));
    if (!area) return;
    const details = area.closest('details');
    if (details) details.open = true;
    area.focus();
  }

  const KEYS = {
    j: () => step(document.activeElement.closest?.('.queue > li') ? 1 : 0),
    k: () => step(-1),
    p: row => press(row?.querySelector('[value=approve]')),
    P: () => document.querySelector('.queue :checked') && document.getElementById('bulk').requestSubmit(),
    r: row => row && write(row, where => where?.querySelector('.actions textarea')),
    c: row => row && write(row, where => where?.querySelector('[action$=komentar] textarea')),
    x: row => { row?.querySelector('[name=pick]')?.click(); go(row); },
    z: () => document.querySelector('#toast form')?.requestSubmit(),
    '?': () => document.getElementById('keys')?.click(),
  };

  if ('keys' in review.dataset) addEventListener('keydown', event => {
    if (
      event.ctrlKey || event.altKey || event.metaKey ||
      event.target.closest('input:not([type=checkbox]),textarea,select,[contenteditable]')
    ) return;
    const act = KEYS[event.key];
    if (!act) return;
    event.preventDefault();
    act(current());
  });

  // After a decision the next entry has the focus, on the next page if need be; after a refusal,
  // what was wrong.
  addEventListener('submit', event => { decided = event.target.closest('.queue > li')?.id || ''; });
  addEventListener('htmx:after:swap', () => {
    const row = document.getElementById(decided);
    const wrong = row?.querySelector('.actions > .error');
    if (wrong) {
      wrong.tabIndex = -1;
      wrong.focus();
    }
    if (!row || row.querySelector('.actions')) return;
    decided = '';
    let next = row.nextElementSibling;
    while (next && !next.querySelector('[value=approve]')) next = next.nextElementSibling;
    next ||= waiting()[0];
    next ? go(next) : document.querySelector('.list [rel=next]')?.click();
  });
})();
