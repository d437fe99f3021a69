import { readText } from '../support/sources';
import type { PostgresServer } from './startPostgres';

/** The roles as the document tells to make them, so that what it tells is what is tested. */
export async function makeRoles(server: PostgresServer): Promise<void> {
  await server.run(block(1));
}

export async function grantRights(server: PostgresServer): Promise<void> {
  await server.run(block(2));
}

export const writer = ['api_balance_writer', 'choose-one-2'] as const;
export const reader = ['api_balance_reader', 'choose-one-3'] as const;
export const schemaOwner = ['api_balance_owner', 'choose-one-1'] as const;

function block(number: 1 | 2): string {
  const [, sql] = new RegExp(`\`\`\`sql\\n-- ${number}\\.([^\`]*)\`\`\``).exec(readText('docs/postgres.md')) ?? [];
  if (sql === undefined) throw new Error(`docs/postgres.md has no block ${number}`);
  return `--${sql}`;
}
