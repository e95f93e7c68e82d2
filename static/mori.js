// Every page works without this file; it only makes some things quicker.
(() => {
  const { htmx } = document.currentScript.dataset;

  // Each tap of the Red Button gets a key of its own: a cached page must not swallow a second one.
  addEventListener('submit', event => {
    const form = event.target;
    if (!form.classList.contains('red')) return;
    const key = document.createElement('input');
    key.type = 'hidden';
    key.name = 't';
    key.value = Array.from(crypto.getRandomValues(new Uint8Array(12)), byte => byte.toString(16).padStart(2, '0')).join('');
    form.querySelector('[name=t]')?.remove();
    form.append(key);
  });

  // htmx 4 swaps nothing on phones older than this; they keep plain forms.
  if (CSS.supports('selector(:not(a b))')) {
    const script = document.createElement('script');
    script.src = htmx;
    document.head.append(script);
  }

  // What went wrong is read out and scrolled to first.
  document.getElementById('summary')?.focus();
})();
