import assert from 'node:assert/strict';
import { needsPerson, sharingNotice, sharingText, type SharingStanding } from '../../../src/core/shared/sharingText';
import { english } from '../../../src/core/text/translate';

const away = (kind: 'refused' | 'unreachable'): SharingStanding => ({ kind: 'away', fault: { kind } });

describe('how it stands with a shared history', () => {
  it('is a notice on the pages only where something is to be known', () => {
    const notices = (
      [{ kind: 'off' }, { kind: 'unknown' }, { kind: 'open', canWrite: true }, { kind: 'open', canWrite: false }] as const
    ).map((standing) => sharingNotice(standing, english));
    assert.deepEqual(notices, [null, null, null, null]);
    assert.match(sharingNotice({ kind: 'notHere' }, english) ?? '', /has no connection string.*Share History…/);
    assert.match(sharingNotice({ kind: 'notAServer' }, english) ?? '', /host and port alone/);
    assert.match(sharingNotice(away('unreachable'), english) ?? '', /cannot be reached/);
  });
  it('is told to whoever asks, with what waits', () => {
    assert.equal(sharingText({ kind: 'open', canWrite: true }, 0, english), 'The history is shared with the other machines.');
    assert.match(sharingText({ kind: 'open', canWrite: false }, 0, english), /may only be read/);
    assert.match(sharingText(away('refused'), 3, english), /^Checks that wait to be handed on: 3\. .*refuses this user/);
  });
  it('is news for a person where they have to do something, and not where a network comes and goes', () => {
    assert.deepEqual(
      [needsPerson({ kind: 'refused' }), needsPerson({ kind: 'unreachable' }), needsPerson({ kind: 'slow' })],
      [true, false, false],
    );
  });
});
