// Leaving quickly: the page is gone at once, and *back* does not bring it again.
(() => {
  const hide = () => {
    document.documentElement.hidden = true; // before the next page has come
    document.title = 'MORI';
  };
  const link = document.querySelector('.leave a');
  link?.addEventListener('click', event => {
    event.preventDefault();
    hide();
    location.replace(link.href);
  });
  document.querySelector('form.leave')?.addEventListener('submit', hide);
})();
