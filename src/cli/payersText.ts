import type { AskedPayer } from '../core/explained/payersAsked';
import { payerLines } from '../core/explainedPage/payerLines';
import { english } from '../core/text/translate';
import type { Environment } from './environmentAccounts';

/** Calls that count for no account, since no log says who pays; nothing where there are none. */
export function payersText(payers: readonly AskedPayer[], environment: Environment, now: number): readonly string[] {
  const lines = payerLines({ payers, tools: [] }, (account) => account, { now, locale: 'en', t: english });
  if (lines.length === 0) return [];
  // Claude Code may have been started with it, or not: a log has no address.
  const { ANTHROPIC_BASE_URL: address = '' } = environment;
  const isAsked = address !== '' && payers.some(({ tool, paidBy }) => tool === 'claude-code' && paidBy === 'open');
  return [
    [
      'Whose key or plan pays is in no log:',
      ...lines.map(({ name, text }) => `  ${name}: ${text}`),
      ...(isAsked
        ? ['  ANTHROPIC_BASE_URL is set here: did claude-code call that address? Say who pays in "usage" of a configuration.']
        : []),
    ].join('\n'),
  ];
}
