import assert from 'node:assert/strict';
import { jsonHead } from '../../../../src/node/usage/jsonHead';
import { withFile } from '../../../support/usage/withFile';

function head(text: string, bytes: number): unknown {
  return withFile(Buffer.from(text), (file) => jsonHead(file, bytes));
}

describe('jsonHead', () => {
  it('gives the members that end within the first bytes, however the text goes on', () => {
    const text = JSON.stringify({ version: 1, metadata: { id: 'a, "b" {', list: [1, { c: ',' }] }, messages: ['x'.repeat(100)] }, null, 2);
    const known = { version: 1, metadata: { id: 'a, "b" {', list: [1, { c: ',' }] } };
    const ends = text.indexOf(',\n  "messages"') + 1;
    assert.deepEqual(head(text, ends), known);
    assert.deepEqual(head(text, ends + 30), known);
    assert.deepEqual(head(text, ends - 1), { version: 1 });
  });

  it('gives nothing of what is cut within its first member, is no object, or is no JSON', () => {
    assert.equal(head('{"a":"xxxxxxxxxxxxxxxxxx","b":1}', 10), undefined);
    assert.equal(head('[1,2,3,4,5]', 6), undefined);
    assert.equal(head('{a,b,c}', 6), undefined);
  });

  it('does not cut a letter of several bytes into another', () => {
    assert.deepEqual(head('{"a":"é","b":"ééééé"}', 18), { a: 'é' });
  });
});
