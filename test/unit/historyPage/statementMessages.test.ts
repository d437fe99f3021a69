import assert from 'node:assert/strict';
import { readMessage, readSaved } from '../../../src/core/historyPage/pageMessages';

describe('messages of the Statement', () => {
  it('name a month, or are none', () => {
    assert.deepEqual(readMessage({ kind: 'month', month: '2026-10' }), { kind: 'month', month: '2026-10' });
    for (const kind of ['exportStatement', 'printStatement', 'tab']) assert.equal(readMessage({ kind, tab: 'statement' })?.kind, kind);
    for (const month of ['2026-1', '../../etc', 202610, null, `2026-10\n`]) assert.equal(readMessage({ kind: 'month', month }), undefined);
  });
  it('and what the page leaves behind is of that month', () => {
    assert.deepEqual(readSaved({ tab: 'statement', month: '2026-10' }), { tab: 'statement', month: '2026-10' });
    assert.deepEqual(readSaved({ tab: 'statement', month: 'October' }), {});
  });
});
