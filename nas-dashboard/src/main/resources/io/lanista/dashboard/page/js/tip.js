// The small box beside the pointer.

import {el, replace} from './dom.js';

const box = el('div', {id: 'tip', role: 'status', hidden: true});

export function showTip(lines, x, y) {
  if (!lines || lines.length === 0) {
    hideTip();
    return;
  }
  if (!box.isConnected) {
    document.body.append(box);
  }
  const [first, ...rest] = Array.isArray(lines) ? lines : [lines];
  replace(box, el('b', {}, first), rest.map((line) => el('div', {}, line)));
  box.hidden = false;
  const width = box.offsetWidth;
  const height = box.offsetHeight;
  box.style.left = `${Math.max(4, Math.min(x + 14, innerWidth - width - 8))}px`;
  box.style.top = `${y + 18 + height > innerHeight ? Math.max(4, y - height - 12) : y + 18}px`;
}

export function hideTip() {
  box.hidden = true;
}
