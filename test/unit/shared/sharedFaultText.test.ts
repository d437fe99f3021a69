import assert from 'node:assert/strict';
import type { SharedFault } from '../../../src/core/shared/sharedFault';
import { sharedFaultText } from '../../../src/core/shared/sharedFaultText';
import { english } from '../../../src/core/text/translate';

const plain: Readonly<Record<Exclude<SharedFault['kind'], 'unexpected'>, true>> = {
  unreachable: true,
  timeout: true,
  tlsOrCertificate: true,
  certificateFile: true,
  refused: true,
  noDatabase: true,
  busy: true,
  noRights: true,
  readOnly: true,
  full: true,
  newer: true,
  older: true,
  slow: true,
};

describe('what a person is told of a shared history', () => {
  const kinds: readonly SharedFault[] = [
    { kind: 'unexpected', sqlState: 'XX000' },
    { kind: 'unexpected', sqlState: null },
    ...Object.keys(plain).flatMap((kind): readonly SharedFault[] => (isPlain(kind) ? [{ kind }] : [])),
  ];
  it('is one sentence for each fault: what happened, what it means, what to do', () => {
    const texts = kinds.map((fault) => sharedFaultText(fault, english));
    for (const text of texts)
      assert.match(
        text,
        /^[A-Z][^.!?{}]+, (so|and|what) [^.!?{}]*: [^.!?{}]+( \(PEM\))?\.$|^[^.{}]+; what it lacks is kept here: [^.{}]+\.$/,
      );
    assert.equal(new Set(texts).size, kinds.length);
    assert.match(sharedFaultText({ kind: 'unexpected', sqlState: 'XX000' }, english), /error XX000;/);
  });
  it('is translated whole', () => {
    for (const fault of kinds)
      assert.equal(
        sharedFaultText(fault, () => 'übersetzt'),
        'übersetzt',
      );
  });
});

function isPlain(kind: string): kind is keyof typeof plain {
  return kind in plain;
}
