import assert from 'node:assert/strict';
import type { Delivery } from '../../../src/core/notify/delivery';
import { deliveryText } from '../../../src/core/notify/deliveryText';
import { english } from '../../../src/core/text/translate';

const refused = (reason: 'gone' | 'unauthorized' | 'signature' | 'keyword' | 'moved' | 'sender' | 'recipients'): Delivery => ({
  kind: 'refused',
  status: 403,
  reason,
});
const all: readonly Delivery[] = [
  ...(['gone', 'unauthorized', 'signature', 'keyword', 'moved', 'sender', 'recipients'] as const).map(refused),
  { kind: 'refused', status: null, reason: null },
];

describe('what to do about a channel', () => {
  for (const delivery of all) {
    const what = delivery.kind === 'refused' ? (delivery.reason ?? 'no trust') : '';
    it(`is told in the words of its place: ${what}`, () => {
      const inEditor = deliveryText(delivery, 'team', 'editor', english);
      assert.doesNotMatch(inEditor, /--|"|NODE_/, inEditor);
      const inFile = deliveryText(delivery, 'team', 'configuration', english);
      assert.doesNotMatch(inFile, /--|again|settings/, inFile);
      const typed = deliveryText(delivery, 'team', 'options', english);
      assert.doesNotMatch(typed, /again|settings|"url"/, typed);
      for (const text of [inEditor, inFile, typed]) assert.match(text, /^[^ ].*[^.]\.$/);
    });
  }
});
