import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { migrations } from '../../../../src/node/postgres/migrations/migrations';
import { isSchemaName, usualSchema } from '../../../../src/node/postgres/migrations/names';

/**
 * One for each step that was released, as it was released. A step that differs has to be put back, and another one added: there are
 * databases that it has made.
 */
const released: readonly string[] = ['90a3b421224317d19b340c5adf60b2b085087ed3788f59ac0e1fc52672d5ad65'];

describe('the steps of the shared schema', () => {
  it('stay as they were released', () => {
    const steps = migrations.map((step) => createHash('sha256').update(step('api_balance')).digest('hex'));
    assert.deepEqual(steps.slice(0, released.length), released);
    assert.equal(steps.length, released.length, 'a new step is named here too');
  });
  it('name their schema everywhere, and no other', () => {
    for (const step of migrations) {
      assert.ok(!step('team_7').includes(usualSchema));
      for (const [, name] of step('team_7').matchAll(/CREATE (?:TABLE|VIEW|FUNCTION|SEQUENCE) (\S+)/g))
        assert.match(name ?? '', /^team_7\./);
    }
  });
  it('take no name that would have to be quoted', () => {
    const names = ['api_balance', 'team_7', '_x', 'Team', 'a b', 'a"b', "a'b", '', '7team', 'pg_x', 'x'.repeat(60), 'a.b', 'a;b'];
    assert.deepEqual(names.filter(isSchemaName), ['api_balance', 'team_7', '_x']);
  });
});
