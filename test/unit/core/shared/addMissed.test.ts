import assert from 'node:assert/strict';
import { nothingKnown } from '../../../../src/core/checks/watchRecord';
import { placeKey } from '../../../../src/core/checks/placeKey';
import { addMissed } from '../../../../src/core/shared/addMissed';
import { memoryOutbox } from '../../../../src/core/shared/memoryOutbox';
import { accountOf, minute, start } from '../../../support/accounts';
import { saying } from '../../../support/watch';

const [work, me, other] = [accountOf(), { id: 'me', name: 'me' }, { id: 'other', name: 'other' }];
const of = { account: work.id, place: 'shared' };

/** A machine whose record has a reading of then, and whose outbox knows of an asker. */
function machine(readAt: number, asker: { readonly by: typeof me; readonly askedAt: number } | null, place = placeKey(work)) {
  const outbox = memoryOutbox('me');
  if (asker) outbox.setAsker(of, { ...asker, isKept: true });
  const record = { ...nothingKnown, place, reading: saying('USD 7', readAt), checkedAt: readAt + 5 };
  addMissed({ outbox, accounts: () => [work], recordOf: () => record, sharedOf: () => of, me: () => me });
  return { ats: outbox.waiting(10).map(({ entry }) => entry.at), asker: outbox.asker(of) };
}

describe('what a process that was killed did not put into the outbox', () => {
  it('is put there by the next one, as its own answer that the database has not got', () => {
    for (const by of [me, other])
      assert.deepEqual(machine(start + minute, { by, askedAt: start }), {
        ats: [start + minute + 5],
        asker: { by: me, askedAt: start + minute + 5, isKept: false },
      });
  });
  it('is nothing where it is there already, was heard from another machine, or is of before this one shared', () => {
    const none = [
      machine(start, { by: me, askedAt: start + 5 }),
      machine(start, { by: other, askedAt: start + 5 }),
      machine(start, null),
      machine(start + minute, { by: me, askedAt: start }, 'elsewhere'),
    ];
    assert.deepEqual(
      none.map(({ ats }) => ats),
      [[], [], [], []],
    );
  });
});
