import { env, l10n } from 'vscode';
import type { Display } from '../../core/views/amountText';
import { amountsHidden } from './settings';
import type { Translate } from '../../core/text/translate';

export const t: Translate = (message, values) => l10n.t(message, { ...values });

/** The moment, the language and the words, for the pure views. */
export function display(): Display {
  return { now: Date.now(), locale: env.language, t, hidden: amountsHidden() };
}
