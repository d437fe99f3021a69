import { checkReport, type CheckReport } from '../core/checkReport';
import { anyUnit, defaultThresholds } from '../core/headline';
import type { Thresholds } from '../core/model';
import { perOrigin } from '../core/perOrigin';
import { english } from '../core/translate';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { appendBalanceLog } from '../node/balanceLog';
import { readHistoryFile } from '../node/history/readHistoryFile';
import { postgresQuery } from '../node/postgresQuery';
import { undiciTransport } from '../node/undiciTransport';
import { pause } from '../node/watch/thisWindow';
import * as providers from '../providers';
import { readArguments, type CheckArguments } from './arguments';
import { checkTargets } from './checkTargets';
import { environmentAccounts, variablesOf } from './environmentAccounts';
import { exitCode } from './exitCode';
import { historyCommand } from './historyCommand';
import { ledgerCommand, type CommandText } from './ledgerCommand';
import { renderMarkdown, renderTable } from './render';
import { createWatch } from './runWatch';
import { post, webhookOf, type WatchArguments } from './watchCommand';
import { userAgent, version } from '../core/version';

const all = Object.values(providers);

async function main(): Promise<number> {
  const read = readArguments(process.argv.slice(2));
  switch (read.command) {
    case 'help':
      return say(help());
    case 'version':
      return say(version);
    case 'wrong':
      return complain(read.reason);
    case 'check':
      return check(read);
    case 'watch':
      return watch(read);
    case 'ledger':
      return tell(await ledgerCommand(read));
    case 'history':
      return tell(historyCommand(read, readHistoryFile));
  }
}

async function check(wanted: CheckArguments): Promise<number> {
  const accounts = accountsOf(wanted);
  if (!accounts.ok) return complain(accounts.reason);
  if (accounts.targets.length === 0) return complain(`No key was found in the environment. Set a variable such as ${all.flatMap((provider) => (provider.kind === 'dashboard' ? [] : variablesOf(provider).slice(0, 1))).slice(0, 3).join(', ')}; the README lists them all.`);
  const transport = undiciTransport(userAgent);
  const abort = new AbortController();
  process.once('SIGINT', () => abort.abort());
  try {
    const checked = await checkTargets(accounts.targets, { send: perOrigin(transport.send), query: postgresQuery() }, abort.signal);
    const thresholds: Thresholds = wanted.low === undefined ? defaultThresholds : { [anyUnit]: wanted.low };
    const report = checkReport(checked, Date.now(), thresholds, english);
    say(render(report, wanted.format));
    return exitCode(report);
  } catch (error) {
    if (abort.signal.aborted) return 130;
    throw error;
  } finally {
    await transport.close();
  }
}

function accountsOf(wanted: CheckArguments | WatchArguments): ReturnType<typeof environmentAccounts> {
  if (wanted.definitionFile === undefined) return environmentAccounts(all, process.env, wanted);
  try {
    const definition: unknown = JSON.parse(readFileSync(wanted.definitionFile, 'utf8'));
    return environmentAccounts(all, process.env, { ...wanted, definition });
  } catch {
    return { ok: false, reason: `${wanted.definitionFile} could not be read as JSON.` };
  }
}

/** For servers and cron: one line for each check, alerts to a webhook, and the exit code of a check at the end. */
async function watch(wanted: WatchArguments): Promise<number> {
  const accounts = accountsOf(wanted);
  if (!accounts.ok) return complain(accounts.reason);
  if (accounts.targets.length === 0) return complain('No key was found in the environment, so there is nothing to watch.');
  const webhook = wanted.webhookEnv === undefined ? null : webhookOf(wanted.webhookEnv, process.env);
  if (typeof webhook === 'string') return complain(webhook);
  const logFile = wanted.logFile === undefined ? null : resolve(wanted.logFile);
  const transport = undiciTransport(userAgent);
  const abort = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => abort.abort());
  const pauseUntil = (at: number): Promise<void> => pause(Math.max(0, at - Date.now()), abort.signal);
  let complainedOfLog = false;
  const unposted: string[] = [];
  const watching = createWatch({
    ...wanted, targets: accounts.targets, send: perOrigin(transport.send), query: postgresQuery(), signal: abort.signal, pause,
    onLines: (lines) => {
      say(lines.join('\n'));
      if (logFile === null) return;
      const isWritten = appendBalanceLog(logFile, lines) === null;
      // Once, not with every check.
      if (!isWritten && !complainedOfLog) complain(`The log ${logFile} cannot be written. The watch goes on without it.`);
      complainedOfLog = !isWritten;
    },
    onMessage: async (message) => {
      if (webhook === null || (await post(webhook, message, transport.send, pauseUntil, abort.signal))) return;
      unposted.push(message.title);
      complain('The webhook did not take the message, so nothing was posted.');
    },
  });
  try {
    await (wanted.once ? watching.once() : watching.run());
  } catch (error) {
    if (!abort.signal.aborted) throw error;
  } finally {
    await transport.close();
  }
  const code = exitCode(checkReport(watching.checked(), Date.now(), { ...defaultThresholds, ...wanted.lowBalance }, english));
  return code === 0 && unposted.length > 0 ? 1 : code;
}

function render(report: CheckReport, format: CheckArguments['format']): string {
  if (format === 'json') return JSON.stringify(report, null, 2);
  return format === 'markdown' ? renderMarkdown(report, {}) : renderTable(report, {});
}

function help(): string {
  const lines = all.map((provider) => `  ${provider.id.padEnd(12)}${provider.kind === 'dashboard' ? '' : variablesOf(provider)[0]}`.trimEnd());
  return `Usage: api-balance check [provider …] [--base-url URL] [--site S] [--json | --markdown] [--low N]
                         [--key-env NAME] [--definition FILE.json]
       api-balance watch [provider …] --interval 15m [--webhook-env NAME] [--log FILE] [--low N] [--once]
       api-balance ledger --readings FILE.json [--json] [--now ISO] [--tz ZONE]
       api-balance history [account] PATH [--days N] [--json | --csv]

check asks each provider for the balance left. Keys are read from the environment:
${lines.join('\n')}

A gateway you host is named with its --base-url; --key-env names another variable than the usual one.
--definition describes an endpoint or a database of your own, as the editor writes it.

watch checks again and again, one line for each check, until it is told to end. Alerts go to
the webhook whose address the variable holds; with --once a summary does. Exit code as check.

ledger prints what readings mean: spend, top-ups, grants, burn rate, runway.
history prints the readings of a history database or of an export.

Exit code of check: 2 if any balance is low, exhausted or unavailable; else 1 if any is unknown or failed; else 0.`;
}

function tell(result: CommandText): number {
  if (!result.ok) return complain(result.reason);
  if (result.isWhole !== true) return say(result.text);
  process.stdout.write(result.text);
  return 0;
}

function say(text: string): number {
  process.stdout.write(`${text}\n`);
  return 0;
}

function complain(reason: string): number {
  process.stderr.write(`${reason}\n`);
  return 1;
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  () => {
    // The stack of a bug may quote what was sent, so it is not printed.
    process.exitCode = complain('API Balance met a fault of its own. No balance can be told.');
  },
);
