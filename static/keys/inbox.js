// What the inbox of applications adds to the keys of the review queue.
(() => {
  const { keys } = window;
  const find = selector => document.querySelector(selector);
  const row = () => find('[data-rows] > [aria-current]');

  // A button that names its key decides about all that are ticked, or else about the row one is on.
  function decide(button) {
    if (!find('[name=pick]:checked')) row()?.querySelector('[name=pick]')?.click();
    if (find('[name=pick]:checked')) button.form.requestSubmit(button);
  }

  delete keys['?']; // they stand on the page
  keys.o = row => row?.querySelector('.grow a')?.click();
  for (const button of document.querySelectorAll('[aria-keyshortcuts]')) {
    keys[button.getAttribute('aria-keyshortcuts')] = () => decide(button);
  }
  find('.keys[hidden]')?.removeAttribute('hidden');

  // After an undo one is where one was; nor does one look for the next, where a page follows each
  // decision.
  const undone = document.getElementById(location.hash.slice(1));
  if (undone?.matches('[data-rows] > li')) keys.go(undone);
  else if (find('[data-rows=pick]') && find('#toast form')) keys.j();
  // Where it takes a reason, that is written first.
  if (!find('#summary')) find('[data-rows=pick] ~ .field textarea')?.focus();
})();
