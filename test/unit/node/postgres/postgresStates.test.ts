import assert from 'node:assert/strict';
import { failureOfState } from '../../../../src/node/postgres/postgresStates';

describe('what a database lets nobody do', () => {
  // https://github.com/postgres/postgres/blob/REL_17_STABLE/src/backend/catalog/aclchk.c and REL_10_STABLE
  for (const [message, grant] of [
    ['permission denied for table mArked', /the table .*GRANT SELECT ON its_table TO its_user;/],
    ['permission denied for relation mArked', /GRANT SELECT ON its_table TO its_user;/],
    ['permission denied for view mArked', /the view .*GRANT SELECT ON its_view/],
    ['permission denied for schema mArked', /the schema .*GRANT USAGE ON SCHEMA its_schema TO its_user;/],
    ['permission denied for function mArked', /GRANT EXECUTE ON FUNCTION/],
    ['permission denied for database "mArked"', /GRANT CONNECT ON DATABASE/],
    ['Keine Berechtigung für Tabelle mArked', /GRANT USAGE ON SCHEMA its_schema TO its_user; GRANT SELECT ON its_table TO its_user;/],
    ['permission denied for mArked', /GRANT USAGE ON SCHEMA .* GRANT SELECT ON/],
  ] as const)
    it(`is told with the SQL that gives it, and without its names: ${message}`, () => {
      const { kind, hint = '' } = failureOfState('42501', message);
      assert.equal(kind, 'forbidden');
      assert.match(hint, grant);
      assert.doesNotMatch(hint, /mArked/);
    });
});
