// Marks of Markdown, put around what is chosen in the text below; without this they are a help to read.
document.querySelectorAll('[data-marks]').forEach(bar => bar.addEventListener('click', event => {
  const { before, after, line } = event.target.closest('button')?.dataset ?? {};
  const field = document.getElementById(bar.dataset.marks);
  if (before === undefined && line === undefined) return;
  const { value, selectionStart: first, selectionEnd: last } = field;
  const start = line === undefined ? first : value.lastIndexOf('\n', first - 1) + 1;
  const chosen = value.slice(start, last);
  const text = line === undefined ? before + chosen + after : chosen.replace(/^/gm, line);
  field.setRangeText(text, start, last, 'select');
  if (before !== undefined && first === last) field.setSelectionRange(first + before.length, first + before.length);
  field.focus();
  field.dispatchEvent(new Event('input', { bubbles: true }));
}));
