// Sealing costs a receipt alone; and drafts of opinions that are sealed, or whose matter takes none
// any more, go from this phone.
(() => {
  const forget = () => navigator.serviceWorker?.ready.then(() => {
    for (const list of document.querySelectorAll('[data-forget]')) {
      const writer = list.querySelector('[name=writer]').value;
      for (const path of list.dataset.forget.split(' ').filter(Boolean)) {
        const id = `${writer} ${path} `; // as writing.js names them
        const nothing = { id, writer, path, fields: {}, photos: [] };
        askPhone({ want: id }).then(draft => draft && askPhone({ draft: nothing }));
      }
    }
  });
  forget();
  addEventListener('htmx:after:swap', forget);

  // What is not taken goes once more without htmx: the page that answers has all that was written.
  addEventListener('htmx:before:response', event => {
    const { sourceElement: form, response } = event.detail.ctx;
    if (response.status == 200 || !form.matches('form[data-fields]')) return;
    event.preventDefault();
    form.submit();
  });
})();
