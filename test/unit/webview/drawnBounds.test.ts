import assert from 'node:assert/strict';
import { micros, unit } from '../../../src/core/money/money';
import { english } from '../../../src/core/text/translate';
import { textsOf } from '../../../src/webview/texts';
import { memoryHistory } from '../../support/memoryHistory';
import { noon } from '../../support/pastReadings';
import { sourcesBelow } from '../../support/sources';
import { historyView } from '../../support/historyPage';

describe('an amount that is drawn on the chart itself', () => {
  const texts = (hidden: boolean) =>
    textsOf(historyView(memoryHistory([]), [], {}, 800, { now: noon, locale: 'en', timeZone: 'UTC', hidden, t: english }), unit('USD'));

  it('says that it is a bound', () => {
    const amount = micros(199_850_000);
    assert.deepEqual(
      [true, false].map((atLeast) => texts(false).drawn({ amount, atLeast }, '+')),
      ['≥ $199.85', '+$199.85'],
    );
    assert.deepEqual(
      [true, false].map((atLeast) => texts(false).drawn({ amount, atLeast })),
      ['≥ $199.85', '$199.85'],
    );
    assert.equal(texts(true).drawn({ amount, atLeast: true }, '+'), '≥ ••••');
  });
  it('is written by nothing that does not ask whether it is one', () => {
    // A low balance is what the person set, a limit what the provider did.
    assert.deepEqual(
      sourcesBelow('src/webview/layers')
        .filter(({ text }) => text.includes('.money('))
        .map(({ path }) => path),
      ['src/webview/layers/levelLayer.ts'],
    );
  });
});
