import * as vscode from 'vscode';
import type { Scene } from '../core/amountText';
import { amountsHidden } from './settings';
import type { Translate } from '../core/translate';

export const t: Translate = (message, values) => vscode.l10n.t(message, { ...values });

/** The moment, the language and the words, for the pure views. */
export function scene(): Scene {
  return { now: Date.now(), locale: vscode.env.language, t, hidden: amountsHidden() };
}
