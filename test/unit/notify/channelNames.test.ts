import assert from 'node:assert/strict';
import { channelNames } from '../../../src/cli/channelNames';
import { kinds } from '../../support/channels';

describe('the names of channels', () => {
  it('of the command line are those of the files', () => assert.deepEqual([...channelNames], kinds.map(({ id }) => id).sort()));
  it('are told apart by nothing else', () => assert.equal(new Set(kinds.map(({ id }) => id)).size, kinds.length));
});
