// A plan by the keyboard: arrows go from week to week, a number chooses a unit. What is chosen is
// sent by a form that stands on the page.
(() => {
  const find = selector => document.querySelector(selector);
  const form = find('#cell');
  if (!form || !find('[data-cells]')) return;
  const units = form.dataset.units.split('|').filter(Boolean).map(each => each.split(':'));
  const STEPS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };
  let place = [0, 0];

  const cell = ([row, column]) => find('[data-cells] tbody').rows[row]?.cells[column + 1];

  // Whose week one is in, which unit it is, and what speaks against it.
  function tell() {
    const here = cell(place);
    const head = find('[data-cells] thead').rows[0].cells[place[1] + 1];
    find('.keys [role=status]').textContent = [here.parentNode.cells[0], head, here]
      .map(each => each.innerText.replace(/\s+/g, ' ').trim())
      .join(' · ');
  }

  function go(to) {
    const next = cell(to);
    if (!next) return;
    cell(place).tabIndex = -1;
    place = to;
    next.tabIndex = 0;
    next.focus();
  }

  function begin() {
    if (find('[data-cells]')) cell(place).tabIndex = 0;
  }

  function choose(key) {
    const chosen = key === '' ? '' : units[key - 1]?.[0];
    const here = cell(place);
    if (chosen === undefined || here.className === 'out') return;
    const shown = here.firstChild?.data?.trim() ?? '';
    form.peserta.value = here.parentNode.dataset.of;
    form.week.value = place[1];
    form.unit.value = chosen;
    form.seen.value = units.find(([, name]) => name === shown)?.[0] ?? '';
    form.requestSubmit();
  }

  find('.keys').hidden = false;
  begin();
  addEventListener('htmx:after:swap', () => {
    begin();
    cell(place)?.focus();
  });
  addEventListener('focusin', event => {
    if (event.target.closest('[data-cells] tbody td')) tell();
  });
  addEventListener('click', event => {
    const on = event.target.closest('[data-cells] tbody td');
    if (on) go([on.parentNode.sectionRowIndex, on.cellIndex - 1]);
  });
  addEventListener('keydown', event => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (!event.target.closest('[data-cells] tbody td')) return;
    const step = STEPS[event.key];
    if (step) go([place[0] + step[0], place[1] + step[1]]);
    else if (event.key >= '1' && event.key <= '9') choose(+event.key);
    else if (['0', 'Delete', 'Backspace'].includes(event.key)) choose('');
    else if (event.key === 'z') find('#undo')?.requestSubmit();
    else return;
    event.preventDefault();
  });
})();
