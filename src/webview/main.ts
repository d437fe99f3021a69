import { watchTheme } from './canvasColors';
import type { PageTab } from '../core/historyPage/pageTabs';
import { explainedPage } from './explained/explainedPage';
import { overviewPage } from './overview/overviewPage';
import { statementPage } from './statement/statementPage';
import { historyPage } from './page';
import { pageHeader } from './pageTabs';
import type { ToPage } from './protocol';
import { keepingOthers } from './vscodeApi';

const api = keepingOthers(acquireVsCodeApi());
const account = historyPage(api);
const overview = overviewPage(api);
const explained = explainedPage(api);
const statement = statementPage(api);
const roots: Readonly<Record<PageTab, { readonly root: HTMLElement; readonly tell: (sentence: string) => void }>> = {
  overview,
  account,
  explained,
  statement,
};
const header = pageHeader((tab) => api.postMessage({ kind: 'tab', tab }));
let shown: PageTab = 'overview';
const leaving = new AbortController();
let asked = 0;
let width = 0;
let frame = 0;
let recolor = false;

document.body.append(header.root, overview.root);

window.addEventListener(
  'message',
  ({ data }: MessageEvent<unknown>) => {
    if (!isToPage(data)) return;
    performance.mark('apiBalance.state');
    receive(data);
    // After the frame that shows it; the bench reads this.
    requestAnimationFrame(() => setTimeout(() => performance.measure('apiBalance.drawn', 'apiBalance.state')));
  },
  { signal: leaving.signal },
);

const theme = watchTheme(() => soon(true));
const size = new ResizeObserver(() => {
  const now = pixels();
  if (now === width) return;
  width = now;
  soon(false);
  // A little wider needs no other detail.
  if (Math.abs(now - asked) / asked > 0.1) api.postMessage({ kind: 'resized', pixels: (asked = now) });
});

asked = pixels();
width = asked;
size.observe(document.body);
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

function receive(message: ToPage): void {
  switch (message.kind) {
    case 'state':
      show('account', message.view.tabs);
      account.receive(message.view);
      return;
    case 'overview':
      show('overview', message.view.tabs);
      overview.receive(message.view);
      return;
    case 'statement':
      show('statement', message.view.tabs);
      statement.receive(message.view);
      return;
    case 'explained':
      show('explained', message.view.tabs);
      explained.receive(message.view);
      return;
    case 'failed':
      roots[shown].tell(message.sentence);
  }
}

function show(tab: PageTab, names: Parameters<typeof header.show>[1]): void {
  header.show(tab, names);
  if (tab !== shown) roots[shown].root.replaceWith(roots[tab].root);
  shown = tab;
}

/** The width there is for a chart. */
function pixels(): number {
  return shown === 'account' ? account.pixels() : Math.max(200, document.body.clientWidth);
}

/** Once for many changes; a change of colours is never lost to one of size. */
function soon(inColor: boolean): void {
  recolor ||= inColor;
  cancelAnimationFrame(frame);
  frame = requestAnimationFrame(() => {
    if (shown === 'overview') overview.redraw();
    else if (shown === 'account') (recolor ? account.recolor : account.redraw)();
    recolor = false;
  });
}

/** The host is ours, but VS Code and its own scripts send messages here too. */
function isToPage(message: unknown): message is ToPage {
  return (
    typeof message === 'object' &&
    message !== null &&
    'kind' in message &&
    ['state', 'overview', 'statement', 'explained', 'failed'].includes(String(message.kind))
  );
}
