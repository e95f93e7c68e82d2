// Sharing and copying. Without this file "Share" opens WhatsApp, and texts are marked by hand.
(() => {
  if (navigator.clipboard) for (const button of document.querySelectorAll('[data-clip]')) button.hidden = false;
  addEventListener('click', event => {
    const copy = event.target.closest('[data-clip]'), share = event.target.closest('[data-share]');
    if (copy) {
      const text = copy.closest('section').querySelector('.prose').textContent;
      navigator.clipboard.writeText(text).then(() => copy.prepend('✓ '));
    } else if (share && navigator.share) {
      event.preventDefault();
      navigator.share({ text: new URL(share.href).searchParams.get('text') }).catch(() => {});
    }
  });
})();
