import type { Page } from 'playwright-core';

/**
 * What others may write into a name, an address or a pointer, so that an editor would draw something else than text. Nobody
 * draws a squirrel here, and no link of ours leads to these places.
 */
export const tricks = {
  command: '[x](command:workbench.action.quit)',
  icon: '$(squirrel)',
  html: '<b data-hostile>b</b><img data-hostile src=x>',
  picture: '![y](https://stranger.example/y.png)',
  address: 'https://stranger.example/u www.stranger.example me@stranger.example',
  style: '**hostile** `hostile` ~~hostile~~ | hostile',
  lines: 'one\ntwo\r\n# three',
  bidi: '\u202ederorrim\u202c\u200b',
} as const;

/** All of them in a row. */
export const hostileText = Object.values(tricks).join(' ');

/** As text, whatever stands between the brackets so that it stays text. */
export const commandAsText = /\[x\]\u200b?\(command:workbench\.action\.quit\)/;
export const iconAsText = /\$\u200b?\(squirrel\)/;

const look = `(() => {
  const found = [];
  const attributes = (one) => [...one.attributes].map(({ value }) => value).join(' ');
  // An item of the status bar is one whole link of the editor's own, named after its tooltip.
  for (const one of document.querySelectorAll('a:not(.statusbar-item-label), [data-href], [data-command]')) {
    if (/workbench\\.action\\.quit|stranger\\.example/.test(attributes(one))) found.push('a link: ' + one.outerHTML.slice(0, 200));
  }
  for (const one of document.querySelectorAll('.codicon-squirrel')) found.push('an icon: ' + one.closest('[class]:not(.codicon)')?.outerHTML.slice(0, 400));
  for (const one of document.querySelectorAll('[data-hostile], img[alt="y"], img[src*="stranger"]')) found.push('an element: ' + one.outerHTML.slice(0, 200));
  for (const one of document.querySelectorAll('strong, b, em, i, code, del, s, h1')) {
    if (/^(hostile|three)$/.test(one.textContent.trim())) found.push('a style: ' + one.outerHTML.slice(0, 200));
  }
  const spoken = [...document.querySelectorAll('[aria-label], [title]')].map((one) => (one.ariaLabel ?? '') + one.title).join('');
  if (/[\\u202a-\\u202e]/.test(document.body?.innerText + spoken)) found.push('a mark that turns the writing');
  return found;
})()`;

/** Everything in a window, its webviews too, that was drawn from such a text as something else than text. */
export async function drawnFromText(page: Page): Promise<readonly string[]> {
  const found: string[] = [];
  for (const frame of page.frames()) {
    const inFrame: unknown = await frame.evaluate(look);
    if (Array.isArray(inFrame)) found.push(...inFrame.map(String));
  }
  return [...new Set(found)];
}
