import assert from 'node:assert/strict';
import { readMessage, type ToHost } from '../../../src/core/historyPage/pageMessages';
import { atFirst, stateAfter, type PageState } from '../../../src/vscode/historyPage/pageState';
import { idOf } from '../../support/ids';

describe('what the page looks at', () => {
  const work = idOf('work');
  const shown = { ...atFirst, account: { account: work, unit: 'USD', of: 'balance', zoom: { from: 1, to: 2 } } };

  it('is what was chosen, without the zoom of another', () => {
    assert.deepEqual(stateAfter({ kind: 'open', account: idOf('other'), unit: 'CNY' }, shown)?.account, {
      account: 'other',
      unit: 'CNY',
      of: '',
    });
    assert.equal(stateAfter({ kind: 'tab', tab: 'account' }, shown)?.tab, 'account');
  });
  it('is all that was chosen, also by two choices before anything is drawn', () => {
    const messages: readonly ToHost[] = [
      { kind: 'explained', change: { range: '30d' } },
      { kind: 'explained', change: { way: 'model' } },
      { kind: 'overview', change: { range: '1y' } },
      { kind: 'overview', change: { per: 'month' } },
      { kind: 'select', change: { range: { kind: '90d' } } },
      { kind: 'select', change: { account: idOf('other'), unit: '', of: '' } },
    ];
    const { explained, overview, account } = messages.reduce((state: PageState, message) => stateAfter(message, state) ?? state, shown);
    assert.deepEqual(explained, { group: null, way: 'model', range: '30d' });
    assert.deepEqual(overview, { unit: null, per: 'month', range: '1y' });
    assert.deepEqual(account, { account: 'other', unit: '', of: '', range: { kind: '90d' } });
  });
  it('is left as it is by what takes its time, so that nothing goes back to what was shown when it began', () => {
    const slow: readonly ToHost[] = [
      { kind: 'check' },
      { kind: 'checkAll' },
      { kind: 'addAccount' },
      { kind: 'import' },
      { kind: 'threshold', account: work, unit: 'USD', amount: '5' },
      { kind: 'note', account: work, unit: 'USD', of: 'balance', at: 1, text: '' },
    ];
    for (const message of slow) assert.equal(stateAfter(message, shown), null, message.kind);
  });
  it('takes no message that is not of the protocol', () => {
    assert.equal(readMessage({ kind: 'threshold', account: 'work', unit: 'USD', amount: 5 }), undefined);
    assert.equal(readMessage({ kind: 'threshold', account: 'work', unit: 'USD', amount: 'x'.repeat(501) }), undefined);
    assert.deepEqual(readMessage({ kind: 'threshold', account: 'work', unit: 'USD', amount: '2.50' }), {
      kind: 'threshold',
      account: 'work',
      unit: 'USD',
      amount: '2.50',
    });
  });
});
