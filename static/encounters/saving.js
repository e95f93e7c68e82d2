// Writing a note down, and what two tabs make of it.

const removeNote = key => within('readwrite', store => {
  store.delete(key);
  store.delete(slipRange(key));
});
const isSame = (one, other) => JSON.stringify(isEmpty(one) ? '' : one) === JSON.stringify(isEmpty(other) ? '' : other);

// What a form says instead of what was `seen` in it. Where another tab has said something else
// meanwhile, nothing is overwritten: what was written here becomes a note of its own, beside the other.
async function saveNote(key, seen, values) {
  let saved;
  await within('readwrite', store => {
    const asked = store.get(key);
    asked.onsuccess = () => {
      const { note = {}, ...kept } = asked.result ?? {};
      const isOthers = name => !isSame(note[name], seen[name]) && !isSame(note[name], values[name]);
      const isBeside = !!asked.result && Object.keys(values).some(isOthers);
      const all = Object.entries({ ...note, ...values }).filter(([, value]) => !isEmpty(value));
      saved = { ...kept, key, note: Object.fromEntries(all), at: Date.now() };
      if (isBeside) Object.assign(saved, { key: mint(), beside: key });
      store.put(saved);
    };
  });
  return saved;
}

// What the browser answers when it is asked not to clear the notes away by itself. Some ask the person.
const askToKeep = () => Promise.race([
  navigator.storage?.persist?.() ?? false,
  new Promise(done => setTimeout(done, 3000, false)),
]).catch(() => false);

function offer(name, type, content) {
  const link = Object.assign(document.createElement('a'), {
    href: URL.createObjectURL(new Blob([content], { type })),
    download: name,
  });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1e4);
}
