// The page that stands in this file itself (MORI.bare), for when nothing else can be read: neither
// the network, nor the pages that were kept, nor what is stored here.

// `again` is an address that the page asks for by itself after a while.
function bare(name, values = {}, again = '') {
  const { page, policy, words } = MORI.bare;
  const [heading, told, beside] = words[name].map(text => text.replace(/\{(\w+)\}/g, (_, slot) => values[slot] ?? ''));
  const renew = again && `<meta http-equiv="refresh" content="10;url=${escaped(again)}">`;
  const body = fill(page.replace('{renew}', () => renew), { text: '', code: '', ...values, heading, told, beside });
  const headers = { 'Content-Type': 'text/html;charset=utf-8', 'Cache-Control': 'no-store' };
  return new Response(body, { headers: { ...headers, 'Content-Security-Policy': policy } });
}
