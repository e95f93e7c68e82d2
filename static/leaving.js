// Leaving quickly: the page is gone at once, and *back* does not bring it again.
(() => {
  const link = document.querySelector('.leave a');
  link?.addEventListener('click', event => {
    event.preventDefault();
    document.documentElement.hidden = true; // before the next page has come
    document.title = 'MORI';
    location.replace(link.href);
  });
})();
