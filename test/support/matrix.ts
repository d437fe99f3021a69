import type { FaultName } from '../sandbox/faults';
import type { Expected } from '../sandbox/matrixRow';

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
