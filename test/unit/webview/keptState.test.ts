import assert from 'node:assert/strict';
import type { SavedPage } from '../../../src/webview/protocol';
import { keepingOthers } from '../../../src/webview/vscodeApi';

it('what one tab keeps for the next start leaves alone what another has kept', () => {
  let kept: SavedPage | undefined;
  const api = keepingOthers({ postMessage: () => undefined, getState: () => kept, setState: (state) => void (kept = state) });
  api.setState({ tab: 'overview', overview: { range: '90d', unit: null, per: 'week' } });
  api.setState({ tab: 'statement', month: '2026-10' });
  assert.deepEqual(kept, { tab: 'statement', overview: { range: '90d', unit: null, per: 'week' }, month: '2026-10' });
});
