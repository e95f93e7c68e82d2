// A sound when one more call waits on the duty board: off until somebody switches it on, on this device.
(() => {
  const KEPT = 'mori-sound', place = document.querySelector('#sound'), box = place?.querySelector('input');
  if (!box || !window.AudioContext) return;
  let audio, before = waiting();
  place.hidden = false;
  try {
    box.checked = localStorage.getItem(KEPT) === '1';
  } catch { /* a browser that keeps nothing: off each time */ }

  function waiting() {
    return document.querySelectorAll('#board [data-waits]').length;
  }

  function sound() {
    audio ||= new AudioContext();
    for (const [start, hertz] of [[0, 660], [.25, 880], [.5, 660]]) {
      const tone = audio.createOscillator(), volume = audio.createGain();
      tone.frequency.value = hertz;
      volume.gain.value = .3;
      tone.connect(volume).connect(audio.destination);
      tone.start(audio.currentTime + start);
      tone.stop(audio.currentTime + start + .2);
    }
    document.documentElement.dispatchEvent(new CustomEvent('sounded'));
  }

  box.addEventListener('change', () => {
    try {
      localStorage.setItem(KEPT, box.checked ? '1' : '0');
    } catch { /* as above */ }
    if (box.checked) sound(); // so that one hears what it will be like
  });
  new MutationObserver(() => {
    const now = waiting();
    if (now > before && box.checked) sound();
    before = now;
  }).observe(document.querySelector('main'), { childList: true, subtree: true });
})();
