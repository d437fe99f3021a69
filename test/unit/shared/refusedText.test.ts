import assert from 'node:assert/strict';
import { refusedText } from '../../../src/core/shared/refusedText';
import type { SharedFault } from '../../../src/core/shared/sharedFault';
import { english } from '../../../src/core/text/translate';

const plain: Readonly<Record<Exclude<SharedFault['kind'], 'unexpected'>, SharedFault>> = {
  unreachable: { kind: 'unreachable' },
  timeout: { kind: 'timeout' },
  tlsOrCertificate: { kind: 'tlsOrCertificate' },
  certificateFile: { kind: 'certificateFile' },
  refused: { kind: 'refused' },
  noDatabase: { kind: 'noDatabase' },
  busy: { kind: 'busy' },
  noRights: { kind: 'noRights' },
  readOnly: { kind: 'readOnly' },
  full: { kind: 'full' },
  newer: { kind: 'newer' },
  older: { kind: 'older' },
  slow: { kind: 'slow' },
};

describe('why a connection that is being entered cannot be used', () => {
  const texts = [
    ...Object.values(plain).map((fault) => refusedText(fault, english)),
    refusedText({ kind: 'unexpected', sqlState: 'XX000' }, english),
    refusedText({ kind: 'unexpected', sqlState: null }, english),
  ];
  it('is what happened and what to do, for each fault another one', () => {
    for (const text of texts) assert.match(text, /^[A-Z][^.]+\. [A-Z]/);
    assert.equal(new Set(texts).size, texts.length);
  });
  it('says nothing of what waits, since nothing is shared yet', () => {
    for (const text of texts) assert.doesNotMatch(text, /waits|stays on this machine/);
  });
});
