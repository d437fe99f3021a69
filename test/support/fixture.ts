import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Exchange, HttpRequest, Send } from '../../src/core/provider/transport';

/** The tests run from out/test/support; fixtures stay in the source tree. */
export const repositoryRoot = join(__dirname, '..', '..', '..');
const fixturesFolder = join(repositoryRoot, 'test', 'fixtures');

const Body = z.object({
  status: z.number(),
  body: z.unknown().optional(),
  raw: z.string().optional(),
  headers: z.record(z.string(), z.string()).optional(),
});
const Amount = z.string().nullable();

const Fixture = z.strictObject({
  source: z.url(),
  evidence: z.enum(['A', 'A-', 'B', 'C']),
  case: z.string().min(10),
  site: z.string().optional(),
  definition: z.unknown().optional(),
  answers: z.record(z.string(), Body),
  expect: z.strictObject({
    state: z.string(),
    errorKind: z.string().nullable(),
    balances: z.array(
      z.strictObject({
        unit: z.string(),
        available: Amount,
        parts: z.array(z.strictObject({ kind: z.string(), amount: Amount })),
        atMost: z.literal(true).optional(),
        bought: Amount.optional(),
        overage: z.string().optional(),
      }),
    ),
    caps: z.array(
      z.strictObject({
        unit: z.string(),
        limit: Amount,
        remaining: Amount,
        resets: z.string().nullable(),
        owner: z.string().optional(),
        resetsAt: z.string().optional(),
      }),
    ),
    spend: z.array(z.strictObject({ unit: z.string(), window: z.string(), amount: Amount, atLeast: z.literal(true).optional() })),
  }),
});

export type Fixture = z.infer<typeof Fixture> & { readonly provider: string; readonly name: string };

export function readFixtures(): readonly Fixture[] {
  return readdirSync(fixturesFolder).flatMap((provider) =>
    readdirSync(join(fixturesFolder, provider))
      .filter((file) => file.endsWith('.json'))
      .map((file) => ({
        ...Fixture.parse(JSON.parse(readFileSync(join(fixturesFolder, provider, file), 'utf8'))),
        provider,
        name: file.replace('.json', ''),
      })),
  );
}

/** `GET /costs?page=2` answers what has that in its query, whatever else; the most exact one counts. */
function answerOf(answers: Fixture['answers'], { method, url }: HttpRequest): Fixture['answers'][string] | undefined {
  const { pathname, searchParams } = new URL(url);
  const fits = Object.entries(answers).flatMap(([route, answer]) => {
    const [path = '', query = ''] = route.split('?');
    const wanted = [...new URLSearchParams(query)];
    return path === `${method} ${pathname}` && wanted.every(([name, value]) => searchParams.get(name) === value)
      ? [{ answer, exact: wanted.length }]
      : [];
  });
  return fits.sort((a, b) => b.exact - a.exact)[0]?.answer;
}

/** Answers as the fixture says. The body is its own text, so that numbers keep their digits. */
export function sendFixture({ answers, provider, name }: Fixture): Send {
  return (request) => {
    const answer = answerOf(answers, request);
    if (!answer) throw new Error(`${provider}/${name} has no answer for ${request.method} ${request.url}`);
    const exchange: Exchange = {
      ok: true,
      status: answer.status,
      contentType: answer.headers?.['content-type'] ?? 'application/json',
      retryAfter: answer.headers?.['retry-after'] ?? null,
      body: answer.raw ?? JSON.stringify(answer.body),
    };
    return Promise.resolve(exchange);
  };
}
