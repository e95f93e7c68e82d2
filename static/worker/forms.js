// Which forms wait here. The server's slices declare them (WaitingForm in mori/web/worker.py); no
// address of a form stands in these files.

const ADDRESSES = MORI.forms.flatMap(form =>
  form.addresses.map(address => ({ ...address, takes: new RegExp(address.takes), form })));

const addressOf = path => ADDRESSES.find(({ takes }) => takes.test(path));
const formOf = path => addressOf(path)?.form;

// Where the files of a form go, once the words that they came with were received; '' if they stay with them.
function filesOf(path) {
  const { takes, files } = addressOf(path);
  return files ? path.replace(takes, files) : '';
}

// The page on which somebody goes on with a draft.
function pageOf(draft) {
  const { takes, draft: page } = addressOf(draft.path) ?? {};
  const day = encodeURIComponent(draft.day ?? '');
  return page ? draft.path.replace(takes, page).replace('{day}', () => day) : draft.path;
}

// What people type into a form, one field after the other; `field` gives what stands in one.
const proseOf = (form, field) => (form?.prose ?? []).map(field).filter(Boolean).join('\n\n');
