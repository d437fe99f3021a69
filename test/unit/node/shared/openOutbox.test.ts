import assert from 'node:assert/strict';
import { readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import * as fc from 'fast-check';
import { historyEntry } from '../../../../src/core/history/historyEntry';
import { memoryOutbox } from '../../../../src/core/shared/memoryOutbox';
import type { SharedOutbox } from '../../../../src/core/shared/sharedOutbox';
import { openOutbox } from '../../../../src/node/shared/openOutbox';
import { start } from '../../../support/accounts';
import { arbitraryEntry } from '../../../support/arbitraryEntry';
import { historyFolder, ownDisk, removeHistoryFolders } from '../../../support/historyFolder';
import { idOf } from '../../../support/ids';
import { saying } from '../../../support/watch';

const of = { account: idOf('work'), place: 'here' };
const asker = { by: { id: 'an id', name: 'buildserver' }, askedAt: start, isKept: false };
const entryAt = (at: number) => ({
  place: of.place,
  entry: historyEntry(of.account, 0, { ok: true, reading: saying('USD 20', at) }, at),
});
const now = (): number => start;

describe('the outbox of a history that machines share', () => {
  afterEach(removeHistoryFolders);
  const ats = (outbox: SharedOutbox, most = 100): readonly number[] => outbox.waiting(most).map(({ entry }) => entry.at);
  const kinds: Readonly<Record<string, () => SharedOutbox>> = {
    'on disk': () => openOutbox({ folder: historyFolder(), now }),
    'in memory': () => memoryOutbox('an id'),
  };

  for (const [where, open] of Object.entries(kinds))
    it(`${where}: what was added waits in order until it is handed on, and again where the database has lost it`, () => {
      const outbox = open();
      for (let at = 1; at <= 5; at += 1) outbox.add(entryAt(start + at));
      assert.deepEqual([ats(outbox, 2), outbox.count()], [[start + 1, start + 2], 5]);
      outbox.handedOn(outbox.waiting(3).at(-1)?.seq ?? 0);
      assert.deepEqual([ats(outbox), outbox.count()], [[start + 4, start + 5], 2]);
      outbox.handOnAgain(start + 2);
      assert.deepEqual(ats(outbox), [start + 2, start + 3, start + 4, start + 5]);
      outbox.handOnAgain(start + 5);
      assert.equal(outbox.count(), 4, 'what waits goes on to wait');
      assert.equal(outbox.drop(start + 2, 2), 2);
      assert.deepEqual(ats(outbox), [start + 4, start + 5], 'the newest of what waits');
      outbox.handedOn(outbox.waiting(1)[0]?.seq ?? 0);
      assert.equal(outbox.drop(-Infinity, 0), 1);
      outbox.handOnAgain(start);
      assert.deepEqual(ats(outbox), [start + 4], 'the one that was handed on');
      assert.equal(outbox.drop(Infinity, 1), 0);
      assert.deepEqual(ats(outbox), [start + 4], 'it waits by now, whatever the clock says');
      outbox.setNote('receipt', 'a');
      outbox.setNote('receipt', 'b');
      outbox.setNote('entries', 'c');
      outbox.setNote('entries', null);
      assert.deepEqual([outbox.note('receipt'), outbox.note('entries')], ['b', null]);
      assert.equal(outbox.asker(of), null);
      outbox.setAsker(of, asker);
      outbox.setAsker(of, { ...asker, isKept: true });
      assert.deepEqual(outbox.asker(of), { ...asker, isKept: true });
      assert.equal(outbox.asker({ ...of, place: 'elsewhere' }), null);
      outbox.close();
    });

  it('has it all after a restart, under the same id, and gives each check back as it was', () => {
    fc.assert(
      fc.property(fc.array(arbitraryEntry(), { maxLength: 5 }), (entries) => {
        const folder = historyFolder();
        const first = openOutbox({ folder, now });
        for (const entry of entries) first.add({ place: 'p', entry });
        first.setAsker(of, asker);
        const id = first.machineId();
        first.close();
        const second = openOutbox({ folder, now });
        assert.deepEqual(
          second.waiting(100).map(({ entry }) => entry),
          entries,
        );
        assert.deepEqual([second.machineId(), second.asker(of)], [id, asker]);
        second.close();
      }),
      { numRuns: 30 },
    );
  });

  it('passes over what a newer version wrote, and keeps it for that one', () => {
    const folder = historyFolder();
    const outbox = openOutbox({ folder, now });
    outbox.add(entryAt(1));
    const file = new DatabaseSync(join(folder, 'outbox.sqlite'));
    const newer = file.prepare('INSERT INTO entry (at, body) VALUES (?, ?)');
    for (let count = 0; count < 1200; count += 1)
      newer.run(start, count === 0 ? 'no JSON' : `{"place":"p","entry":{"is":"newer ${count}"}}`);
    outbox.add(entryAt(2));
    outbox.add(entryAt(3));
    assert.deepEqual(
      [ats(outbox, 2), ats(outbox)],
      [
        [1, 2],
        [1, 2, 3],
      ],
    );
    outbox.handedOn(outbox.waiting(2)[1]?.seq ?? 0);
    outbox.handedOn(outbox.waiting(1)[0]?.seq ?? 0);
    assert.deepEqual([ats(outbox), outbox.count(), outbox.unread() > 0], [[], 1200, true]);
    outbox.add(entryAt(4));
    assert.deepEqual(ats(outbox), [4]);
    outbox.drop(Infinity, 2000);
    assert.equal(file.prepare("SELECT count(*) AS n FROM entry WHERE body LIKE '%newer%' OR body = 'no JSON'").get()?.['n'], 1200);
    file.close();
    outbox.close();
  });

  it('is one for all windows of a machine', () => {
    const folder = historyFolder();
    const [one, two] = [openOutbox({ folder, now }), openOutbox({ folder, now })];
    assert.equal(one.machineId(), two.machineId());
    one.add(entryAt(1));
    two.add(entryAt(2));
    one.handedOn(one.waiting(1)[0]?.seq ?? 0);
    assert.deepEqual(ats(two), [2]);
    one.close();
    two.close();
  });

  it('keeps in memory what a locked file does not take, and writes it later', () => {
    const folder = historyFolder();
    const outbox = openOutbox({ folder, now });
    outbox.add(entryAt(1));
    const other = new DatabaseSync(join(folder, 'outbox.sqlite'));
    other.exec('BEGIN EXCLUSIVE');
    outbox.add(entryAt(2));
    outbox.setNote('receipt', 'r');
    outbox.setAsker(of, asker);
    assert.deepEqual([outbox.note('receipt'), outbox.asker(of), outbox.count() > 0], ['r', asker, true]);
    other.exec('ROLLBACK');
    other.close();
    assert.deepEqual(ats(outbox), [1, 2]);
    outbox.close();
    const again = openOutbox({ folder, now });
    assert.deepEqual([ats(again), again.note('receipt'), again.asker(of)], [[1, 2], 'r', asker]);
    again.close();
  });

  it('goes on where the disk is full, and writes it when there is room', function () {
    const disk = ownDisk('1m');
    if (disk === null) return this.skip();
    const outbox = openOutbox({ folder: join(disk.folder, 'machine'), now });
    outbox.add(entryAt(1));
    const filler = join(disk.folder, 'filler');
    assert.throws(() => writeFileSync(filler, Buffer.alloc(2 ** 21)), /ENOSPC/);
    for (let at = 2; at <= 200; at += 1) outbox.add(entryAt(at));
    assert.equal(outbox.count(), 200);
    rmSync(filler);
    assert.deepEqual(ats(outbox, 300).length, 200);
    outbox.close();
  });

  it('sets a damaged file aside, and begins a new one', () => {
    const folder = historyFolder();
    openOutbox({ folder, now }).close();
    writeFileSync(join(folder, 'outbox.sqlite'), 'no database at all, and longer than a header of a hundred bytes is'.repeat(3));
    const outbox = openOutbox({ folder, now });
    outbox.add(entryAt(1));
    assert.deepEqual(ats(outbox), [1]);
    assert.ok(readdirSync(folder).some((name) => name.startsWith('outbox.damaged-')));
    outbox.close();
  });

  it('is the owner’s alone', function () {
    if (process.platform === 'win32') return this.skip();
    const folder = historyFolder();
    const outbox = openOutbox({ folder, now });
    outbox.add(entryAt(1));
    assert.equal(statSync(join(folder, 'outbox.sqlite')).mode & 0o077, 0);
    outbox.close();
  });
});
