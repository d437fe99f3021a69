import type { FaultName } from '../sandbox/faults';
import type { Money } from '../sandbox/money';
import type { ProviderErrorKind } from '../../src/core/providerError';

/** A provider of the matrix: what its account holds, and what an amount written in its own counts is worth. */
export interface MatrixProvider {
  readonly id: string;
  readonly key: string;
  readonly money: Money;
  readonly good: string;
  /** The balance that an amount field of this source text gives. */
  readonly worth: { readonly grouped: string; readonly zero: string; readonly negative: string };
}

export const matrixProviders: readonly MatrixProvider[] = [
  { id: 'deepseek', key: 'sk-sandbox-MARKED-7f3a9c-ds-secret-tail', money: { unit: 'CNY', paid: '100.00', granted: '10.00' }, good: '110.00', worth: { grouped: '1234.50', zero: '0.00', negative: '-31.15' } },
  { id: 'moonshot', key: 'sk-sandbox-MARKED-7f3a9c-ms-secret-tail', money: { unit: 'USD', paid: '3.00001', granted: '46.58893' }, good: '49.58894', worth: { grouped: '1234.50', zero: '0.00', negative: '-31.15' } },
  {
    id: 'openrouter', key: 'sk-or-v1-sandbox-MARKED-7f3a9c-secret-tail', good: '74.75', worth: { grouped: '1208.75', zero: '-25.75', negative: '-56.90' },
    money: { unit: 'USD', paid: '74.75', granted: '0.00', managementKey: true, spend: { day: '1.00', week: '2.00', month: '3.00', total: '25.75' } },
  },
  { id: 'novita', key: 'sk_sandbox-MARKED-7f3a9c-nv-secret-tail', money: { unit: 'USD', paid: '80.00', granted: '0.00', creditLine: '20.00' }, good: '100.00', worth: { grouped: '0.12345', zero: '0.00', negative: '-0.003115' } },
];

/** What a fault must come out as: an error and the last good number, the same number, or another that was really said. */
export type Expected = { readonly error: ProviderErrorKind } | { readonly amount: 'good' | keyof MatrixProvider['worth'] };

const malformed: Expected = { error: 'unexpectedResponse' };
const zero: Expected = { amount: 'zero' };
const negative: Expected = { amount: 'negative' };
const good: Expected = { amount: 'good' };

/** A fault without a row here fails the matrix, so that a new one is thought about. */
export const expectations: Readonly<Record<FaultName, Expected>> = {
  'status-400': malformed, 'status-401': { error: 'unauthorized' }, 'status-402': { error: 'forbidden' }, 'status-403': { error: 'forbidden' },
  'status-404': malformed, 'status-410': { error: 'retired' }, 'status-422': malformed,
  'status-429': { error: 'rateLimited' }, 'status-429-seconds': { error: 'rateLimited' }, 'status-429-date': { error: 'rateLimited' },
  'status-500': { error: 'serverError' }, 'status-502-html': { error: 'serverError' }, 'status-503': { error: 'serverError' },
  'html-200': malformed, 'html-200-as-json': malformed, 'envelope-200': malformed, 'empty-200': malformed, 'empty-object': malformed,
  'cutoff-json': malformed, 'bare-string': malformed, 'bare-null': malformed, 'json-array': malformed,
  'field-missing': malformed, 'field-null': malformed, 'field-empty': malformed, 'field-blank': malformed, 'field-text': malformed, 'field-nan': malformed,
  'field-hex': malformed, 'field-comma': malformed, 'field-boolean': malformed, 'field-array': malformed,
  'field-grouped': { amount: 'grouped' }, 'field-other-type': good,
  'field-1e999': malformed, 'field-1e999-as-string': malformed, 'field-1e999-as-number': malformed,
  'field-0E-6176': zero, 'field-0E-6176-as-string': zero, 'field-0E-6176-as-number': zero,
  'field-minus-zero': zero, 'field-minus-zero-as-string': zero, 'field-minus-zero-as-number': zero,
  'field-negative': negative, 'field-negative-as-string': negative, 'field-negative-as-number': negative,
  'field-40-digits': malformed, 'field-40-digits-as-string': malformed, 'field-40-digits-as-number': malformed,
  'unknown-currency': malformed, 'malformed-currency': malformed, 'null-currency': malformed, 'extra-rows': good, 'shuffled-rows': good,
  'duplicate-rows': malformed, 'empty-rows': { error: 'notReported' }, 'absent-rows': { error: 'notReported' },
  'redirect-other-host': { error: 'originRefused' }, 'redirect-other-host-307': { error: 'originRefused' }, 'redirect-same-host': { error: 'originRefused' }, 'redirect-endless': { error: 'originRefused' },
  'body-50mib': malformed, 'body-50mib-gzip': malformed, 'slow-body': { error: 'timeout' }, 'slow-headers': { error: 'timeout' },
  'reset-before-answer': { error: 'unreachable' }, 'reset-mid-body': { error: 'unreachable' }, 'close-mid-body': { error: 'unreachable' },
};

/** Where one provider's documentation makes a fault mean something else, and why. */
export const exceptions: Readonly<Record<string, Readonly<Partial<Record<FaultName, Expected>>>>> = {
  // Every field of the answer is documented as optional.
  novita: { 'field-missing': { error: 'notReported' } },
};
