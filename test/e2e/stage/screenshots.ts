import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { repoRoot } from '../../workbench/paths';

const folder = join(repoRoot, 'out', 'screenshots');
let taken = 0;

/** Numbered over the whole run, in the order of its steps. */
export async function screenshot(page: Page, name: string): Promise<void> {
  if (taken === 0) rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  taken += 1;
  await page.screenshot({ path: join(folder, `${String(taken).padStart(2, '0')}-${name}.png`), animations: 'disabled' });
}
