// Asks this browser for notifications, and hands what it answers to the form that is then sent.
(() => {
  const form = document.querySelector('#device'), said = form?.querySelector('[role=alert]');
  if (!form || !('PushManager' in window) || !('serviceWorker' in navigator)) return;
  form.hidden = false;

  const bytes = text => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), each => each.charCodeAt(0));

  async function subscribed() {
    const { pushManager } = await navigator.serviceWorker.ready;
    const key = bytes(form.dataset.key);
    return pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
  }

  form.addEventListener('submit', async event => {
    if (form.elements.endpoint.value) return;
    event.preventDefault();
    try {
      const { endpoint, keys } = (await subscribed()).toJSON();
      Object.assign(form.elements.p256dh, { value: keys.p256dh });
      Object.assign(form.elements.auth, { value: keys.auth });
      Object.assign(form.elements.endpoint, { value: endpoint });
      form.submit();
    } catch {
      said.textContent = form.dataset.refused;
      said.hidden = false;
    }
  });
})();
