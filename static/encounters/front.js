// The door to the notes of this phone. Without this file the page's links and its form work.
(async () => {
  const kept = find('#kept'), { lang } = document.documentElement;
  addEventListener('load', () => keepPages().catch(() => {}));
  try {
    show(await allNotes());
    tellWhere();
  } catch {
    find('#unkept').hidden = false; // private window, or full: what follows is the page without a script
    return;
  }

  function show(all) {
    kept.hidden = !all.length;
    const line = kept.querySelector('template').innerHTML;
    const dayOf = ({ served_on: day }) => day && new Date(day).toLocaleDateString(
      lang === 'en' ? 'en-GB' : lang, { dateStyle: 'long', timeZone: 'UTC' }
    );
    const rows = all.sort((a, b) => b.at - a.at).map(({ key, note }) =>
      fill(line, { key, service: note.service || '–', agency: note.agency, day: dayOf(note) }));
    kept.querySelector('ul').innerHTML = rows.join('');
  }

  // Which card was chosen stays here too.
  for (const link of document.querySelectorAll('a[href*="layanan="]')) {
    const url = new URL(link.href);
    url.hash = url.searchParams.get('layanan');
    url.searchParams.delete('layanan');
    link.href = url;
  }

  // Read where it is shown.
  find('#open').addEventListener('submit', async event => {
    const [file] = find('#file').files;
    if (!file) return; // the server's page says so
    event.preventDefault();
    sessionStorage.setItem('catatan', file.size > 1e5 ? '' : await file.text());
    location.href = `${kept.dataset.look}#berkas`;
  });
  addEventListener('pageshow', async event => event.persisted && show(await allNotes()));
})();
