// On a phone that is to say nothing: a tap changes the button's sign for two seconds, and no page.
(() => {
  const { sent, unsent } = document.currentScript.dataset;
  const SHOWN = 2000, CHECK = 'M4 13l5 5L20 7', CLOCK = 'M12 2a10 10 0 1 1 0 20 10 10 0 0 1 0-20zM12 6v6l4 3';
  const said = document.createElement('span'); // read out, but over nothing that is being read
  said.className = 'unseen';
  said.setAttribute('aria-live', 'polite');
  document.body.append(said);

  function show(form, path, words) {
    const svg = form.querySelector('svg'), before = svg.innerHTML;
    svg.innerHTML = `<path d="${path}" fill="none" stroke="currentColor" stroke-width="2.5"/>`;
    said.textContent = words;
    return () => {
      svg.innerHTML = before;
      said.textContent = '';
    };
  }

  // Kept on this phone: it goes out by itself, and until then the button says so.
  function showUnsent(form) {
    show(form, CLOCK, unsent);
    const { childNodes } = form.querySelector('button');
    const label = [...childNodes].find(({ nodeType, data }) => nodeType === 3 && data.trim());
    if (label) label.data = ` ${unsent} `;
  }

  // Behind the listener of mori.js, which gives each tap a key of its own.
  addEventListener('submit', async event => {
    const form = event.target;
    if (!form.classList.contains('red')) return;
    event.preventDefault();
    try {
      const body = new URLSearchParams(new FormData(form));
      const answer = await fetch(form.action, { method: 'POST', body, redirect: 'manual', keepalive: true });
      if (answer.type === 'opaqueredirect') {
        navigator.vibrate?.(40);
        setTimeout(show(form, CHECK, sent), SHOWN);
      } else if (answer.ok) {
        showUnsent(form);
      } else {
        form.submit(); // nobody has it: the page says so, with numbers
      }
    } catch {
      form.submit();
    }
  });
})();
