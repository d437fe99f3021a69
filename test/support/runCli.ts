import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { join } from 'node:path';
import { z } from 'zod';
import { repositoryRoot } from './fixture';

export interface CliRun {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Where Node keeps what it has compiled, for the next of hundreds of processes: a third of what each costs. Nothing
 * where the suite names no such folder.
 */
export function compileCache(): Readonly<Record<string, string>> {
  const { NODE_COMPILE_CACHE: folder } = process.env;
  return folder === undefined ? {} : { NODE_COMPILE_CACHE: folder };
}

/** The built command line in a process of its own, with no environment but what is given. */
export async function runCli(args: readonly string[], environment: Readonly<Record<string, string>> = {}): Promise<CliRun> {
  const child = spawn(process.execPath, [join(repositoryRoot, 'dist', 'cli.js'), ...args], {
    env: { ...compileCache(), ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  const [stdout, stderr, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { code, stdout, stderr };
}

const Decimal = z
  .string()
  .regex(/^-?\d+(\.\d+)?$/)
  .nullable();

/** The public shape, to the letter. */
export const Report = z.strictObject({
  at: z.iso.datetime(),
  accounts: z.array(
    z.strictObject({
      account: z.string(),
      provider: z.string(),
      site: z.string().nullable(),
      state: z.enum(['ok', 'low', 'exhausted', 'unavailable', 'unknown', 'failed']),
      reason: z.string().nullable(),
      at: z.iso.datetime().nullable(),
      source: z.enum(['provider', 'description', 'query']),
      balances: z.array(
        z.strictObject({
          unit: z.string(),
          available: Decimal,
          parts: z.array(z.strictObject({ kind: z.string(), amount: Decimal })),
          bought: Decimal.optional(),
          overage: z.string().optional(),
        }),
      ),
      caps: z.array(
        z.strictObject({
          unit: z.string(),
          limit: Decimal,
          remaining: Decimal,
          resets: z.enum(['daily', 'weekly', 'monthly', 'never', 'unknown']),
          owner: z.string().optional(),
          resetsAt: z.iso.datetime().optional(),
        }),
      ),
      spend: z.array(
        z.strictObject({
          unit: z.string(),
          window: z.enum(['day', 'week', 'month', 'total']),
          amount: Decimal,
          atLeast: z.literal(true).optional(),
        }),
      ),
      error: z.strictObject({ kind: z.string(), message: z.string() }).nullable(),
    }),
  ),
});
