import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { CountedCall } from '../../../src/core/usage/countedCall';
import { addTokens, noTokens, type Tokens } from '../../../src/core/usage/tokens';
import type { UsageReader } from '../../../src/core/usage/usageReader';
import { openOnce, type OpenUsage } from '../../../src/node/usage/openUsage';
import { scanTool } from '../../../src/node/usage/scanTool';
import type { ToolReport } from '../../../src/node/usage/toolReport';

/** What a reader makes of a folder, and what it comes to. */
export interface ReadUsage {
  readonly report: ToolReport;
  readonly calls: readonly CountedCall[];
  readonly counted: { readonly calls: number; readonly unmeasured: number; readonly tokens: Tokens };
}

export const testNow = Date.UTC(2026, 10, 27);

/** A home of its own, with folders put where the tool keeps them: `{ '.claude': '/…/fixture' }`; gone when `use` has ended. */
export function withHome<T>(placed: Readonly<Record<string, string>>, use: (home: string) => T): T {
  const home = mkdtempSync(join(tmpdir(), 'api-balance-home-'));
  try {
    for (const [to, from] of Object.entries(placed)) {
      cpSync(from, join(home, to), { recursive: true });
      assert.ok(dirname(join(home, to)).startsWith(home));
    }
    return use(home);
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

export function withUsage<T>(use: (usage: OpenUsage) => T): T {
  const usage = openOnce();
  assert.ok(usage, 'this Node has SQLite');
  try {
    return use(usage);
  } finally {
    usage.close();
  }
}

/** Reads what is new, as the product does, and tells all that counts by now. */
export function scan(reader: UsageReader, home: string, { store }: OpenUsage): ReadUsage {
  const scanning = scanTool(reader, { home, variable: () => undefined, isConfined: true }, store, {
    now: testNow,
    since: 0,
    onFault: (fault) => {
      throw fault;
    },
  });
  let step = scanning.next();
  while (step.done !== true) step = scanning.next();
  const calls = [...store.calls(0, testNow)];
  const asked = calls.filter(({ call }) => call.kind === 'call');
  const counted = {
    calls: asked.filter(({ call }) => call.tokens !== null).length,
    unmeasured: asked.filter(({ call }) => call.tokens === null).length,
    tokens: calls.reduce((sum, { call }) => addTokens(sum, call.tokens ?? noTokens), noTokens),
  };
  return { report: step.value, calls, counted };
}

/** The same of a folder that is looked at once. */
export function usageOf(reader: UsageReader, placed: Readonly<Record<string, string>>): ReadUsage {
  return withHome(placed, (home) => withUsage((usage) => scan(reader, home, usage)));
}
