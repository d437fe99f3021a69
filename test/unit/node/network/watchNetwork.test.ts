import assert from 'node:assert/strict';
import { networkInterfaces } from 'node:os';
import { canReach } from '../../../../src/node/network/hasNetwork';
import { originAt } from '../../../support/ids';

describe('whether a place can be reached at all', () => {
  for (const origin of ['http://localhost:8080', 'http://127.0.0.1:1', 'http://[::1]:9000']) {
    it(`${origin} is on this machine, and needs no network`, () => assert.equal(canReach(originAt(origin)), true));
  }
  it("any other needs an address that is not this machine's own", () => {
    const isOnline = Object.values(networkInterfaces()).some((addresses) => addresses?.some(({ internal }) => !internal));
    for (const origin of ['https://api.example.com', 'postgresql://[::::]:5432'])
      assert.equal(canReach(originAt(origin)), isOnline, origin);
  });
});
