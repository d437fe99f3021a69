import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import * as providers from '../../../src/providers';
import { ownTables } from '../../../src/core/prices/ownTables';
import { repositoryRoot } from '../../support/fixture';
import { priceFiles, type PriceFile } from '../../support/priceFile';

interface Span {
  readonly from: string | null;
  readonly to: string | null;
}

/** Those that do not end before the next one begins. */
function overlapping(spans: readonly Span[]): readonly Span[] {
  const sorted = [...spans].sort((a, b) => (a.from ?? '').localeCompare(b.from ?? ''));
  return sorted.filter(({ from, to }, at) => {
    const next = sorted[at + 1];
    return (from !== null && to !== null && from >= to) || (next !== undefined && (to === null || next.from === null || to > next.from));
  });
}

/** Which have to be looked at again before anything ships on that day. */
function tooOld(files: readonly Pick<PriceFile, 'provider' | 'until'>[], today: string): readonly string[] {
  return files.filter(({ until }) => until < today).map(({ provider, until }) => `${provider} until ${until}`);
}

/**
 * The first day on which this state can be released: that of its commit. A clone made years later passes as it did then; the next
 * change does not. In UTC, wherever it was committed. @see https://git-scm.com/docs/git-log (`--date=…-local`)
 */
function earliestRelease(): string {
  const { stdout } = spawnSync('git', ['log', '-1', '--date=short-local', '--format=%cd'], {
    cwd: repositoryRoot,
    encoding: 'utf8',
    env: { ...process.env, TZ: 'UTC' },
  });
  const day = stdout.trim();
  return /^\d{4}-\d{2}-\d{2}$/.test(day) ? day : new Date().toISOString().slice(0, 10);
}

describe('the files of prices', () => {
  const files = priceFiles();

  it('are there, named for their providers, and none is past its end', () => {
    assert.ok(files.length >= 7);
    const ids = new Set(Object.values(providers).map(({ id }) => id));
    for (const { name, file } of files) {
      assert.equal(name, `${file.provider}.json`);
      assert.ok(ids.has(file.provider), `${file.provider} is none of our providers`);
      assert.ok(file.checked <= file.until, name);
    }
    const all = files.map(({ file }) => file);
    assert.deepEqual(tooOld(all, earliestRelease()), [], 'Look at each page again, mend the file, and set its "checked" and "until".');
    assert.notDeepEqual(tooOld(all, '2999-01-01'), [], 'it can fail');
  });

  for (const { name, file } of files)
    describe(name, () => {
      it('has one price for each model at each moment', () => {
        const byName = new Map<string, Span[]>();
        for (const { model, aliases = [], ...span } of file.models)
          for (const one of new Set([model, ...aliases].map((text) => text.toLowerCase())))
            byName.set(one, [...(byName.get(one) ?? []), span]);
        for (const [model, spans] of byName) assert.deepEqual(overlapping(spans), [], model);
        assert.deepEqual(overlapping(file.peaks ?? []), []);
        assert.deepEqual(overlapping(file.searches ?? []), []);
      });
      it('has tiers that rise, and more for output than for input from a cache', () => {
        for (const { model, prices } of file.models)
          for (const tiers of Object.values(prices)) {
            const all = Array.isArray(tiers) ? tiers : [{ inputAbove: 0, ...tiers }];
            assert.deepEqual(
              all.map(({ inputAbove }) => inputAbove),
              [...new Set(all.map(({ inputAbove }) => inputAbove))].sort((a, b) => a - b),
              model,
            );
            assert.equal(all[0]?.inputAbove, 0, model);
            for (const { hit, miss, out } of all) {
              assert.ok(Number(miss) > 0 && Number(out) >= Number(miss), model);
              assert.ok(hit === undefined || Number(hit) <= Number(miss), model);
            }
          }
      });
      it('has peak hours and holidays that can be meant', () => {
        for (const { hours, notOn } of file.peaks ?? []) {
          // Shorter ones would be jumped over by what looks ten minutes to either side.
          for (const [from, to] of hours) assert.ok(to - from >= 1);
          assert.ok(notOn === undefined || file.calendars?.[notOn] !== undefined);
        }
        for (const { days, knownUntil } of Object.values(file.calendars ?? {})) {
          for (const span of days) assert.ok((span.split('..').at(-1) ?? '') <= knownUntil, span);
          assert.ok(file.until <= knownUntil, 'whoever ships after the known holidays must look for new ones');
        }
        assert.ok(file.peaks !== undefined || file.models.every(({ peak }) => peak === undefined));
      });
      it('is what was built, in whole micro-units', () => {
        const table = ownTables.find(({ provider }) => provider === file.provider);
        assert.equal(table?.rows.length, file.models.length);
        for (const { tiers } of table.rows)
          for (const { prices } of Object.values(tiers).flat())
            for (const price of Object.values(prices)) assert.ok(Number.isSafeInteger(price) && price > 0);
      });
    });

  it('know overlaps where there are some', () => {
    const [a, b] = ['2026-01-01T00:00:00Z', '2026-02-01T00:00:00Z'];
    assert.notDeepEqual(
      overlapping([
        { from: null, to: b },
        { from: a, to: null },
      ]),
      [],
    );
    assert.notDeepEqual(overlapping([{ from: b, to: a }]), []);
    assert.notDeepEqual(
      overlapping([
        { from: null, to: null },
        { from: null, to: null },
      ]),
      [],
    );
    assert.deepEqual(
      overlapping([
        { from: b, to: null },
        { from: null, to: b },
      ]),
      [],
    );
  });
});
