import assert from 'node:assert/strict';
import { readText } from './sources';

/** The examples of rules in docs/metrics.md, as the file that a Prometheus would load. */
export function alertRules(): string {
  const blocks = [...readText('docs/metrics.md').matchAll(/```yaml\n([^]*?)```/g)].map(([, text = '']) => text);
  const [rules, ...others] = blocks.filter((text) => text.startsWith('groups:'));
  assert.ok(rules !== undefined && others.length === 0, 'one block of rules');
  return rules;
}

export interface AlertRule {
  readonly name: string;
  readonly expression: string;
}

/** Each on one line, as they are written there. */
export function alertExpressions(): readonly AlertRule[] {
  return [...alertRules().matchAll(/- alert: (\w+)\n\s+expr: (.+)\n/g)].map(([, name = '', expression = '']) => ({ name, expression }));
}
