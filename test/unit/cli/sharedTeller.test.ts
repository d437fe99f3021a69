import assert from 'node:assert/strict';
import { sharedTeller } from '../../../src/cli/sharedTeller';
import type { SharedStanding } from '../../../src/core/shared/sharedLink';

describe('what a watch says of its shared history', () => {
  it('is what is wrong, each once, and that it is well again where it was not', () => {
    const said: string[] = [];
    const tell = sharedTeller((text) => said.push(text));
    const standings: readonly SharedStanding[] = [
      { kind: 'unknown' },
      { kind: 'open', canWrite: true },
      { kind: 'away', fault: { kind: 'full' } },
      { kind: 'away', fault: { kind: 'unexpected', sqlState: 'XX000' } },
      { kind: 'open', canWrite: true },
      { kind: 'open', canWrite: false },
    ];
    for (const standing of standings) tell(standing);
    assert.deepEqual(
      said.map((text) => text.split(/[,:;.]/)[0]),
      [
        'The disk of the shared history is full',
        'The database of the shared history answered with error XX000',
        'The shared history is reached again',
        'The shared history may only be read by this user',
      ],
    );
  });
});
