import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, realpathSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dayMs } from '../../../src/core/time/durations';
import * as readers from '../../../src/usage';
import { changedJson, type Change } from '../../support/usage/changedJson';
import { otherHands, writeOtherHand, type OtherHand } from '../../support/usage/otherHand';
import { scan, testNow, withUsage, type ReadUsage } from '../../support/usage/usageOf';

const day = new Date(testNow - dayMs);

/** What comes of a sample whose every text was changed. */
function readOf(sample: OtherHand, change: (text: string) => string): ReadUsage {
  const home = realpathSync.native(mkdtempSync(join(tmpdir(), 'api-balance-changed-')));
  try {
    writeOtherHand(sample, home, change);
    for (const { parentPath, name } of readdirSync(home, { recursive: true, withFileTypes: true }))
      utimesSync(join(parentPath, name), day, day);
    const reader = Object.values(readers).find(({ id }) => id === sample.tool);
    assert.ok(reader, sample.tool);
    return withUsage((usage) => scan(reader, home, usage));
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

const each =
  (change: Change) =>
  (text: string): string =>
    changedJson(text, change);

const iso = /^\d{4}-\d{2}-\d{2}T[\d:.]+(Z|\+00:00)$/;
const timeNames = /(^|_)(ts|time|timestamp|created|completed|at)$/;
const isTime: (value: unknown, name: string) => boolean = (value, name) =>
  (typeof value === 'string' && iso.test(value)) || (typeof value === 'number' && value > 1.6e9 && timeNames.test(name));
const countNames = /token|input|output|cache|reasoning|thoughts|candidates|prompt|tokensIn|tokensOut|^(read|write|total|tool)$/i;
const isCount: (value: unknown, name: string) => value is number = (value, name): value is number =>
  typeof value === 'number' && value > 0 && Number.isSafeInteger(value) && countNames.test(name);
const idNames = /^(id|uuid|session_?id|request_?id|message_?id|response_?id|turn_?id|thread_?id|sessionID)$/i;

/** What must come to the same. */
const same: Readonly<Record<string, (text: string) => string>> = {
  'times are of another kind': each((value, name) => {
    if (!isTime(value, name)) return value;
    return typeof value === 'string' ? Date.parse(value) : new Date(Number(value) * (Number(value) < 1e11 ? 1000 : 1)).toISOString();
  }),
  'times are numbers as text': each((value, name) =>
    isTime(value, name) ? String(typeof value === 'string' ? Date.parse(value) : value) : value,
  ),
  'counts are digits in quotes': each((value, name) => (isCount(value, name) ? String(value) : value)),
  'the last line has no end': (text) => (text.startsWith('%%') ? text : text.replace(/\r?\n$/, '')),
};

/** What cannot be read: nothing of it is measured, and it is not passed over in silence. */
const lost: Readonly<Record<string, Change>> = {
  'times are missing': (value, name) => (isTime(value, name) ? undefined : value),
  'times are words': (value, name) => (isTime(value, name) ? 'yesterday' : value),
  'counts are less than nothing': (value, name) => (isCount(value, name) ? -1 : value),
  'counts are words': (value, name) => (isCount(value, name) ? 'many' : value),
  'counts are parts': (value, name) => (isCount(value, name) ? value + 0.5 : value),
};

const inDatabases = ['copilot', 'crush', 'goose', 'hermes'];

describe('usage: samples of another hand whose records are not as they should be', () => {
  for (const sample of otherHands().filter(({ tool }) => !inDatabases.includes(tool))) {
    const name = sample.folder.slice(sample.folder.lastIndexOf(sample.tool));
    const plain = (): ReadUsage => readOf(sample, (text) => text);

    for (const [what, change] of Object.entries(same))
      it(`${name}: ${what}, and it comes to the same`, () => {
        assert.deepEqual(readOf(sample, change).counted, plain().counted);
      });

    it(`${name}: ids are long, and are ids`, () => {
      const long: Change = (value, key) =>
        idNames.test(key) && typeof value === 'string' && value.length > 15 ? value + 'x'.repeat(1_500) : value;
      const { calls, unmeasured } = readOf(sample, each(long)).counted;
      assert.deepEqual({ calls, unmeasured }, { calls: plain().counted.calls, unmeasured: plain().counted.unmeasured });
    });

    for (const [what, change] of Object.entries(lost))
      it(`${name}: ${what}, which is told`, () => {
        const [before, now] = [plain(), readOf(sample, each(change))];
        const ofAll = ({ counted }: ReadUsage): number => counted.calls + counted.unmeasured;
        const isTold = now.report.skipped.length > before.report.skipped.length;
        assert.ok(isTold || ofAll(now) >= ofAll(before), `${ofAll(now)} of ${ofAll(before)}`);
      });
  }
});
