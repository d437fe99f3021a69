import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { nameHash } from '../../../../src/node/usage/nameHash';
import { openOnce } from '../../../../src/node/usage/openUsage';
import { noTokens } from '../../../../src/core/usage/tokens';
import { testNow } from '../../../support/usage/usageOf';
import { withFolder } from '../../../support/usage/withFolder';

const names = ['TMPDIR', 'SQLITE_TMPDIR', 'TEMP', 'TMP'] as const;

function withTemporary(folder: string, use: () => void): void {
  const before = names.map((name) => [name, process.env[name]] as const);
  for (const name of names) process.env[name] = folder;
  try {
    use();
  } finally {
    for (const [name, value] of before) {
      if (value === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = value;
    }
  }
}

/** More than is kept in memory, so that a disk is needed. */
const many = 100_000;

describe('what is read for one look', () => {
  it('has no name on the disk while it is there, so that no process that is killed leaves any of it', function () {
    // Windows removes a file that is open when the process ends, however it ends, and shows it until then.
    if (process.platform === 'win32') return void this.skip();
    withFolder({}, (folder) =>
      withTemporary(folder, () => {
        const usage = openOnce();
        assert.ok(usage);
        const at = testNow - 1;
        const call = {
          at,
          kind: 'call',
          provider: null,
          model: 'm',
          tokens: noTokens,
          quality: 'reported',
          costs: [],
          project: null,
        } as const;
        usage.store.begin();
        usage.store.keepCalls(
          'a-tool',
          (function* () {
            for (let index = 0; index < many; index += 1)
              yield { ...call, key: `key ${index}`, name: `name ${index}`, session: null, isSubAgent: false };
          })(),
        );
        usage.store.commit();
        assert.deepEqual(readdirSync(folder), []);
        usage.close();
        assert.deepEqual(readdirSync(folder), []);
      }),
    );
  });
  it('finds a place where the folder for temporary files is none', () =>
    withFolder({}, (folder) =>
      withTemporary(join(folder, 'gone'), () => {
        const usage = openOnce();
        assert.ok(usage);
        assert.deepEqual(usage.store.tools(), []);
        usage.close();
      }),
    ));
});

describe('the number of a name', () => {
  it('stays the one that was kept before', () => {
    const secret = new Uint8Array(32).fill(7);
    for (const name of ['', 'msg_1', '/home/dev/köln/商店', 'x'.repeat(10_000)]) {
      const digest = createHash('sha256').update(secret).update(name).digest();
      assert.equal(nameHash(secret)(name), digest.readUIntBE(0, 6) * 16 + (digest.readUInt8(6) >> 4));
    }
  });
});
