// Drafts of opinions that are sealed, or whose matter takes none any more, go from this phone.
navigator.serviceWorker?.ready.then(() => {
  for (const list of document.querySelectorAll('[data-forget]')) {
    const writer = list.querySelector('[name=writer]').value;
    for (const path of list.dataset.forget.split(' ').filter(Boolean)) {
      const id = `${writer} ${path} `; // as writing.js names them
      askPhone({ want: id }).then(draft => draft && askPhone({ draft: { id, writer, path, fields: {}, photos: [] } }));
    }
  }
});
