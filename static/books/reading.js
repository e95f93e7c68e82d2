// A book as one page: finds words in it, and sees to it that it lies on this phone.
(() => {
  const { worker, kept, found } = document.currentScript.dataset;
  const form = document.querySelector('[role=search]');
  const [field, said] = [form.querySelector('input'), form.querySelector('output')];
  const sections = [...document.querySelectorAll('main section')];
  const plain = text => text.normalize('NFKD').replace(/[\u0300-\u036f]/g, '').toLowerCase();
  const elements = sections.flatMap(section => [...section.children]);
  const pieces = elements.map(element => [element, plain(element.textContent)]);

  function search() {
    const words = plain(field.value).split(/\s+/).filter(Boolean);
    const matches = pieces.filter(([, text]) => words.every(word => text.includes(word)));
    const shown = new Set(matches.map(([element]) => element));
    for (const [element] of pieces) element.hidden = !shown.has(element);
    for (const section of sections) {
      section.hidden = ![...section.children].some(element => shown.has(element));
      section.firstElementChild.hidden = false; // in which chapter it stands
    }
    said.textContent = words.length ? found.replace('{n}', matches.length) : '';
  }

  form.hidden = false;
  form.addEventListener('submit', event => event.preventDefault());
  field.addEventListener('input', search);

  async function keep() {
    await navigator.serviceWorker.register(worker);
    const { active } = await navigator.serviceWorker.ready;
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => {
      if (data.kept) document.querySelector('[data-edition]').textContent = kept;
    };
    active.postMessage({ book: location.pathname }, [port2]);
  }
  keep().catch(() => {}); // without a worker it is a page like any other
})();
