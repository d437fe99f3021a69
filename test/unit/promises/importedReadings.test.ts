import assert from 'node:assert/strict';
import { startupStatusView } from '../../../src/core/views/startupViews';
import { factsOf, held, hour, readingOf, start } from '../../support/accounts';
import { coreTexts } from '../../support/coreTexts';
import { displayAt, everySurface } from '../../support/surfaces';
import { openrouter } from '../../../src/providers';

const now = start + hour;
const reading = readingOf([held('USD', '20')], { isImported: true });
const facts = factsOf({ reading, checkedAt: null, isFromBefore: true }, {}, openrouter);

describe('a balance that came in from a file', () => {
  const display = displayAt(now);
  it('is called imported on every surface', () => {
    for (const text of everySurface(facts, display).split('\n')) assert.match(text, /imported/i, text);
  });
  it('is called so in summaries', () => {
    const { messages } = coreTexts(facts, display);
    for (const [format, text] of messages) assert.match(text, /imported/, format);
  });
  it('is called so in a window that has just opened', () => {
    const ground = { setting: [{ id: facts.account.id, provider: openrouter.id }], shows: { kind: 'all' }, names: 'short' } as const;
    const status = startupStatusView(
      { ...ground, locale: 'en', hidden: false, zoneOffset: 0 },
      [{ account: facts.account.id, epoch: 0, reading }],
      display,
    );
    assert.match(status?.text ?? '', /imported/);
  });
  it('is no more when the provider has told the same', () => {
    const told = factsOf({ reading: readingOf([held('USD', '20')]), checkedAt: start }, {}, openrouter);
    assert.doesNotMatch(everySurface(told, display), /imported/i);
  });
});
