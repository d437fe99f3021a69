import { watchTheme } from './canvasColors';
import { historyPage } from './page';
import type { ToPage } from './protocol';

const api = acquireVsCodeApi();
const page = historyPage(api);
const leaving = new AbortController();
let asked = 0;
let width = 0;
let frame = 0;
let recolor = false;

document.body.append(page.root);

window.addEventListener(
  'message',
  ({ data }: MessageEvent<unknown>) => {
    if (!isToPage(data)) return;
    performance.mark('apiBalance.state');
    page.receive(data);
    // After the frame that shows it; the bench reads this.
    requestAnimationFrame(() => setTimeout(() => performance.measure('apiBalance.drawn', 'apiBalance.state')));
  },
  { signal: leaving.signal },
);

const theme = watchTheme(() => soon(true));
const size = new ResizeObserver(() => {
  const now = page.pixels();
  if (now === width) return;
  width = now;
  soon(false);
  // A little wider needs no other detail.
  if (Math.abs(now - asked) / asked > 0.1) api.postMessage({ kind: 'resized', pixels: (asked = now) });
});

asked = page.pixels();
width = asked;
size.observe(page.root);
api.postMessage({ kind: 'ready', pixels: asked });

window.addEventListener(
  'pagehide',
  () => {
    leaving.abort();
    theme.disconnect();
    size.disconnect();
  },
  { signal: leaving.signal },
);

/** Once for many changes; a change of colours is never lost to one of size. */
function soon(inColor: boolean): void {
  recolor ||= inColor;
  cancelAnimationFrame(frame);
  frame = requestAnimationFrame(() => {
    (recolor ? page.recolor : page.redraw)();
    recolor = false;
  });
}

/** The host is ours, but VS Code and its own scripts send messages here too. */
function isToPage(message: unknown): message is ToPage {
  return typeof message === 'object' && message !== null && 'kind' in message && (message.kind === 'state' || message.kind === 'failed');
}
