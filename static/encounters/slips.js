// Photos of a note's slip. They lie in the same store, after all notes: whose keys are hex.

const MOST_SLIPS = 3;
const slipRange = key => IDBKeyRange.bound(`slip ${key}`, `slip ${key}~`);
const slipsOf = key => within('readonly', store => store.getAll(slipRange(key)));
const dataOf = bytes => btoa(Array.from(new Uint8Array(bytes), byte => String.fromCharCode(byte)).join(''));

// Drawn anew: nothing of what a camera writes beside a picture comes along.
async function shrunk(file) {
  const picture = await createImageBitmap(file), { width, height } = picture;
  const canvas = document.createElement('canvas'), pen = canvas.getContext('2d', { alpha: false });
  for (const edge of [1600, 1280, 1024, 800, 640]) {
    const scale = Math.min(1, edge / Math.max(width, height));
    canvas.width = Math.max(1, width * scale);
    canvas.height = Math.max(1, height * scale);
    pen.fillStyle = '#fff';
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
    for (const quality of [.8, .6, .4]) {
      const small = await new Promise(done => canvas.toBlob(done, 'image/jpeg', quality));
      if (small?.size <= 2e5) return small.arrayBuffer();
    }
  }
  throw new Error('It stays large.');
}

const digestOf = async bytes => crypto.subtle ? hex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))) : '';

// With its digest among the note's proofs, in one go; false where there are enough, or the note is gone.
async function saveSlip(key, bytes, what, most) {
  const digest = await digestOf(bytes);
  let isKept = false;
  await within('readwrite', store => {
    const others = store.count(slipRange(key)), asked = store.get(key);
    asked.onsuccess = () => {
      const { result: record } = asked;
      if (!record || others.result >= MOST_SLIPS) return;
      isKept = true;
      store.put({ key: `slip ${key} ${Date.now()} ${mint()}`, digest, bytes });
      const { proofs = [] } = record.note;
      if (!digest || proofs.length >= most || proofs.some(each => each.digest === digest)) return;
      store.put({ ...record, note: { ...record.note, proofs: [...proofs, { what, digest }] } });
    };
  });
  return isKept;
}

const removeSlip = (key, slip) => within('readwrite', store => {
  store.delete(slip.key);
  const asked = store.get(key);
  asked.onsuccess = () => {
    if (!asked.result) return;
    const { proofs = [], ...note } = asked.result.note;
    const left = proofs.filter(({ digest }) => !slip.digest || digest !== slip.digest);
    store.put({ ...asked.result, note: left.length ? { ...note, proofs: left } : note });
  };
});

// What became of a chosen photo, as the name of the piece that says it.
async function becameOf(file, key, what, most) {
  let bytes;
  try {
    bytes = await shrunk(file);
  } catch {
    return 'slipBroken';
  }
  return saveSlip(key, bytes, what, most).then(isKept => (isKept ? 'slipKept' : 'slipMost'), () => 'slipFull');
}

const slipsShown = (slips, piece) => slips.length ? putIn(piece('slips'), {
  slips: slips.map(({ bytes, digest }, at) => piece('slipShown', {
    n: at + 1, at, digest: digest || '–', source: `data:image/jpeg;base64,${dataOf(bytes)}`
  })).join(''),
}) : '';
