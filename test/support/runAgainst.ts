import { startAnswers, type Answers, type Asked } from './answers';
import { Report, type CliRun } from './runCli';
import { runCommand } from './runCommand';

export interface RunAgainst extends CliRun {
  readonly asked: readonly Asked[];
  /** What was asked, in order, as `GET /v1/balance`. */
  readonly routes: readonly string[];
}

/** One run of the command line against a server of its own; `{BASE}` in a word or a variable is its origin. */
export async function runAgainst(
  answers: Answers,
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<RunAgainst> {
  const server = await startAnswers(answers);
  const filled = (text: string): string => text.replaceAll('{BASE}', server.origin);
  try {
    const ownEnvironment = Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, filled(value)]));
    const run = await runCommand(args.map(filled), { environment: ownEnvironment });
    return { ...run, asked: server.asked, routes: server.routes() };
  } finally {
    await server.stop();
  }
}

/** The first account of a report in JSON. */
export function accountOf({ stdout }: CliRun): (typeof Report)['_output']['accounts'][number] {
  const [account] = Report.parse(JSON.parse(stdout)).accounts;
  if (account === undefined) throw new Error('The report has no account');
  return account;
}

/** Its first balance as `22.00 USD`, or its state where it has none. */
export function amountOf(run: CliRun): string {
  const {
    balances: [balance],
    state,
  } = accountOf(run);
  return balance === undefined ? state : `${balance.available ?? 'unknown'} ${balance.unit}`;
}
