import { source as axe } from 'axe-core';
import type { Frame, Page } from 'playwright-core';
import { z } from 'zod';

const Violations = z.array(z.object({ id: z.string(), nodes: z.array(z.object({ html: z.string(), failureSummary: z.string() })) }));

/** What is wider than its place, or than the page, and cannot be scrolled to. */
const cutOffParts = `(() => {
  const isScrolled = (node) => node && (getComputedStyle(node).overflowX === 'auto' || isScrolled(node.parentElement));
  const isUnseen = (node) => node && (getComputedStyle(node).clipPath.startsWith('inset') || isUnseen(node.parentElement));
  return [...document.body.querySelectorAll('*')].flatMap((node) => {
    const { right, left, width } = node.getBoundingClientRect();
    if (node.matches('i.key[class*=fill-]') && getComputedStyle(node).backgroundColor === 'rgba(0, 0, 0, 0)') return ['without a colour: ' + node.className];
    if (width === 0 || node.closest('svg, .uplot, [aria-hidden]') || isScrolled(node) || isUnseen(node)) return [];
    const style = getComputedStyle(node);
    const clips = style.overflowX !== 'visible' && style.textOverflow !== 'ellipsis' && node.scrollWidth > node.clientWidth + 1;
    // A drawing that is taller than its place loses its ground.
    if (node.matches('.plot') && node.scrollHeight > node.clientHeight + 1) return ['drawn too tall: ' + node.outerHTML.slice(0, 60)];
    return right > innerWidth + 1 || left < -1 || (clips && !['SELECT', 'INPUT'].includes(node.tagName)) ? [node.outerHTML.slice(0, 160)] : [];
  });
})()`;

/** What axe-core finds, https://github.com/dequelabs/axe-core/blob/develop/doc/rule-descriptions.md, and what is cut off. */
export async function findingsOf(page: Page | Frame): Promise<readonly string[]> {
  await page.evaluate(axe);
  const found = Violations.parse(await page.evaluate('axe.run(document).then(({ violations }) => violations)'));
  const cutOff = z.array(z.string()).parse(await page.evaluate(cutOffParts));
  return [
    ...found.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary}`)),
    ...cutOff.slice(0, 5).map((html) => `cut off: ${html}`),
  ];
}
