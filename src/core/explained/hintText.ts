import type { Translate } from '../text/translate';
import type { Hint } from './hints';

/** What differences may be, as a question or a possibility: nobody is accused of anything. */
export function hintText(hint: Hint, toolName: (tool: string) => string, t: Translate): string {
  switch (hint.kind) {
    case 'twice':
      return t('Again and again about twice as much was spent as logs come to. Is it a peak price?');
    case 'half':
      return t('Again and again about half as much was spent as logs come to. Is the price one of peak hours?');
    case 'currency':
      return t('Again and again the amounts differ by about seven times. Are prices in another currency?');
    case 'factor':
      return t(
        'Again and again about {factor} times as much was spent as logs come to: a discount, or what a reseller takes? A factor can be set among the prices.',
        {
          factor: hint.hundredths / 100,
        },
      );
    case 'elsewhere':
      return t(
        'More than once money was spent while no tool whose logs are read was in use, and at no other time. Another machine, app or key may use this account.',
      );
    case 'unmeasured':
      return t('Calls without tokens in the log may be a part of the difference: {tools}.', { tools: hint.tools.map(toolName).join(', ') });
    case 'cachedTwice':
      return t(
        'Cached tokens of {tools} may be counted twice: nearly all calls have as much input as was read from the cache. Some gateways count them as input too.',
        { tools: hint.tools.map(toolName).join(', ') },
      );
    case 'oldPrices':
      return t('A price that was used here was last checked on {day}, and may be another one by now.', { day: hint.checked });
  }
}
