import assert from 'node:assert/strict';
import type { Frame, Page } from 'playwright-core';

const mostSteps = 120;

/** Goes on with Tab until what has the focus has this id, or says this. In the frame of a page, or in the window. */
export async function tabTo(
  page: Page,
  wanted: { readonly id: string } | { readonly text: string },
  frame: Frame | Page = page,
): Promise<void> {
  const seen: string[] = [];
  for (let step = 0; step < mostSteps; step += 1) {
    const [id = '', label = '', text = ''] = await focused(frame);
    if ('id' in wanted ? id === wanted.id : [label.trim(), text.trim()].includes(wanted.text)) return;
    seen.push(id || label || text.slice(0, 20));
    await page.keyboard.press('Tab');
  }
  assert.fail(`${'id' in wanted ? wanted.id : wanted.text} has no place among what Tab reaches: ${seen.join(', ')}`);
}

async function focused(frame: Frame | Page): Promise<readonly string[]> {
  const told: unknown = await frame.evaluate(
    '(({ id, ariaLabel, textContent }) => [id, ariaLabel ?? "", textContent])(document.activeElement)',
  );
  return Array.isArray(told) ? told.map(String) : [];
}

/** As the keyboard runs a command: without a press of the pointer. */
export async function commandByKeys(page: Page, title: string): Promise<void> {
  await page.keyboard.press('F1');
  const box = page.locator('.quick-input-widget:visible .quick-input-box input');
  await box.waitFor();
  await page.keyboard.type(title);
  await page.locator('.quick-input-widget:visible .monaco-list-row.focused').filter({ hasText: title }).waitFor();
  await page.keyboard.press('Enter');
}
