import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { repoRoot } from '../../workbench/paths';

const folder = join(repoRoot, 'out', 'screenshots');

/** Those of a run before. */
export function clearScreenshots(): void {
  rmSync(folder, { recursive: true, force: true });
}

/** Numbered over the whole run, in the order of its steps; those of two files that run at once stand among each other. */
export async function screenshot(page: Page, name: string, fullPage = false): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const taken = readdirSync(folder).length + 1;
  await page.screenshot({ path: join(folder, `${String(taken).padStart(2, '0')}-${name}.png`), animations: 'disabled', fullPage });
}
