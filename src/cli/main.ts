import { userAgent, version } from '../core/text/version';
import type { RunQuery } from '../core/provider/query';
import { appendBalanceLog } from '../node/files/balanceLog';
import { historyFileReads } from '../node/history/historyFileReads';
import { readHistoryFile } from '../node/history/readHistoryFile';
import { withHistoryFile } from '../node/history/withHistoryFile';
import { proxySettings } from '../node/network/proxySettings';
import { certificateFault } from '../node/files/certificateFile';
import { readSmallFile } from '../node/files/smallFile';
import { undiciTransport } from '../node/network/undiciTransport';
import { readRecordsBeside } from '../node/watch/readRecordsBeside';
import { isGone, newOwner, pause, repeat } from '../node/watch/thisWindow';
import { loadSqlite } from '../node/sqlite/sqlite';
import { openWatch } from '../node/watch/openWatch';
import { openHistory } from '../node/history/openHistory';
import { keyMark } from '../node/files/keyMark';
import { serveMetrics } from '../node/metrics/metricsServer';
import { writeTextfile } from '../node/metrics/textfile';
import * as channels from '../channels';
import { hmacSha256 } from '../node/network/hmacSha256';
import type { SendMail } from '../core/notify/outgoingMail';
import * as providers from '../providers';
import { readArguments, type CheckArguments } from './arguments';
import { check } from './check';
import { completionScript } from './completion/completionScript';
import { configOf, configured, type Configured } from './configured';
import { configText } from './configCommand';
import { unusableText } from './configLacks';
import { ownConfigFile, readConfigFile } from './configFile';
import { readDefinitionFile } from './definitionFile';
import { environmentAccounts, type KeySources, type ReadAccounts } from './environmentAccounts';
import { helpText } from './helpText';
import { historyCommand, type HistoryArguments } from './historyCommand';
import { exampleVariables, providersText } from './providersText';
import { historyFile } from './historyFile';
import { importCommand, type ImportArguments } from './importCommand';
import { ledgerCommand, type CommandText, type LedgerArguments } from './ledgerCommand';
import { logsCommand, strangeUsage } from './logsCommand';
import type { McpArguments } from './mcpArguments';
import { mcpChecks, type OpenPorts } from './mcpChecks';
import { mcpSources } from './mcpSources';
import { openCommand } from './openCommand';
import { openShared } from './openShared';
import { statementCommand, type StatementArguments } from './statementCommand';
import { complain, outputFailed, printAll, say, terminalColumns, watchOutput } from './terminal';
import type { Reread } from './rereadOnHangup';
import { watch } from './watch';
import { nothingConfigured, type WatchSetup } from './watchConfig';
import type { OpenState } from './watchState';
import type { WatchArguments } from './watchCommand';

const all = Object.values(providers);
const loadLogs = () => import('./usage');
const ids = all.map(({ id }) => id);
const known = { providers: all, kinds: Object.values(channels) };
/** With a driver that most commands never need. */
const query: RunQuery = async (request, signal) => (await import('./database')).postgresQuery()(request, signal);
const sources: KeySources = { environment: process.env, readKeyFile: readSmallFile, certificateFault };

async function main(): Promise<number> {
  const read = readArguments(process.argv.slice(2));
  switch (read.command) {
    case 'help':
      return say(helpText(read.of, terminalColumns()));
    case 'version':
      return say(version);
    case 'providers':
      return say(providersText(all));
    case 'completion':
      return say(completionScript(read.shell, ids));
    case 'wrong':
      return complain(read.reason);
    case 'check':
    case 'watch':
      return ask(read);
    case 'config':
      return configCommand(read.verb, read.file);
    case 'mcp':
      tellZone(read);
      return serve(read);
    case 'ledger':
    case 'history':
    case 'statement':
      return lookBack(read);
    case 'import-log':
      return importLog(read);
    case 'usage':
    case 'explain':
      return tell(await logsCommand(read, { known, environment: process.env, reads: historyFileReads, load: loadLogs }));
  }
}

function importLog(wanted: ImportArguments): number {
  const file = wanted.configFile ?? (wanted.folder === null ? ownConfigFile(process.env) : null);
  const config = file === null ? null : readConfigFile(file, known);
  if (config?.ok === false) return complain(config.reason);
  const open = (folder: string) => openHistory({ folder, now: Date.now });
  const ports = { config: config?.config ?? null, providers: all, readRows: readHistoryFile, open, now: Date.now() };
  const imported = importCommand(wanted, ports);
  if (!imported.ok) return complain(imported.reason);
  if (imported.complaint !== null) complain(imported.complaint);
  return say(imported.text);
}

function lookBack(wanted: LedgerArguments | HistoryArguments | StatementArguments): number | Promise<number> {
  const found = historyFile(wanted.command, wanted, known, process.env);
  if (!found.ok) return complain(found.reason);
  if (wanted.command !== 'history') tellZone(wanted);
  switch (wanted.command) {
    case 'ledger':
      return tell(ledgerCommand(found.file, wanted, readHistoryFile));
    case 'history':
      return printAll(historyCommand(found.file, wanted, readHistoryFile));
    case 'statement':
      return printAll(statementCommand(found.file, wanted, historyFileReads));
  }
}

/** Everything that could be wrong is looked at before the first request. */
async function ask(wanted: CheckArguments | WatchArguments): Promise<number> {
  const config = configOf(wanted, sources);
  const accounts: Configured = config === null ? fromEnvironment(accountsOf(wanted)) : configured(config, known, sources);
  if (!accounts.ok) return complain(accounts.reason);
  if (accounts.targets.length === 0)
    return complain(
      `No key was found in the environment. Set a variable such as ${exampleVariables(all)}; ` + '"api-balance providers" lists them all.',
    );
  const proxies = proxySettings(process.env);
  if (!proxies.ok) return complain(proxies.reason);
  const { send, close } = undiciTransport(userAgent);
  const owner = newOwner();
  const ports = {
    send,
    close,
    query,
    pause,
    appendLog: appendBalanceLog,
    onFault,
    kinds: known.kinds,
    hmac: hmacSha256,
    mail: loadedMail,
    openState,
    openShared,
    markOf: keyMark,
    owner,
    isGone: (one: string) => isGone(one, owner),
    repeat,
    writeTextfile,
    serveMetrics,
  };
  if (wanted.command === 'check') return check(wanted, accounts.targets, ports);
  return watch(wanted, setupOf(accounts), ports, config === null ? null : () => reread(config));
}

/** Loaded with the first mail: it costs nobody else anything. */
const loadedMail: SendMail = async (mail, signal) => (await import('./mail')).sendMail()(mail, signal);

/** Standard output belongs to the client from here on. */
async function serve(wanted: McpArguments): Promise<number> {
  const { mcp } = await import('./mcp');
  return mcp({
    now: Date.now,
    timeZone: wanted.timeZone ?? 'UTC',
    providers: all,
    readSources: () => mcpSources(wanted, known, process.env),
    lendHistory: withHistoryFile,
    watchRecords: readRecordsBeside,
    turn: () => new Promise((resolve) => setImmediate(resolve)),
    check: wanted.allowsChecks ? mcpChecks(known, sources, openPorts) : null,
    onFault,
  });
}

function openPorts(): ReturnType<OpenPorts> {
  const proxies = proxySettings(process.env);
  return proxies.ok ? { ok: true, ports: { ...undiciTransport(userAgent), query, onFault } } : proxies;
}

function reread(config: string): ReturnType<Reread> {
  const again = configured(config, known, sources);
  return again.ok ? { ok: true, ...setupOf(again) } : again;
}

function setupOf({ targets, watch: config, complaints }: Extract<Configured, { readonly ok: true }>): WatchSetup {
  return { targets, config, complaints };
}

const openState: OpenState = (folder, keepDays, onFailure) => {
  let isKept = loadSqlite() !== null;
  const history = openHistory({ folder, now: Date.now, retention: () => keepDays });
  const onDiskFailure = (error: unknown): void => {
    isKept = false;
    // Of one folder one sentence is enough, and that of the history says both.
    if (history.place().kind === 'disk' && history.waiting() === 0) onFailure(error);
  };
  return {
    store: openWatch({ folder, onFailure: onDiskFailure }),
    history,
    isKept: () => isKept,
  };
};

/** The stack of a bug may quote what was sent, so it is not printed. */
function onFault(error: unknown): void {
  const name = error instanceof Error ? error.name : typeof error;
  complain(`API Balance had an internal error (${name}). One account or one message is not told for it; all else goes on.`);
}

function fromEnvironment(accounts: ReadAccounts): Configured {
  return accounts.ok ? { ...accounts, complaints: [], watch: nothingConfigured } : accounts;
}

async function configCommand(verb: 'check' | 'open', named: string | undefined): Promise<number> {
  const file = named ?? ownConfigFile(process.env);
  if (file === null)
    return complain('There is no configuration of your own. Name a file, such as: api-balance config check api-balance.json');
  const read = readConfigFile(file, known);
  if (!read.ok) return complain(unusableText(read, known, sources, await strangeUsage(read.readable, known, loadLogs)));
  if (verb === 'open') return tell(await openCommand(read.config, sources, openShared));
  const { text, lacks } = configText(read.config, known, sources, await strangeUsage(read.config, known, loadLogs));
  say(text);
  return lacks ? 1 : 0;
}

function accountsOf(wanted: CheckArguments | WatchArguments): ReadAccounts {
  if (wanted.definitionFile === undefined) return environmentAccounts(all, sources, wanted);
  const read = readDefinitionFile(
    wanted.definitionFile,
    all.find(({ id }) => id === wanted.providers[0]),
  );
  return read.ok ? environmentAccounts(all, sources, { ...wanted, definition: read.definition }) : read;
}

function tellZone({ timeZone }: { readonly timeZone: string | null }): void {
  if (timeZone === null) complain('TZ names no time zone that is known here, so days are those of UTC.');
}

function tell(result: CommandText): number {
  return result.ok ? say(result.text) : complain(result.reason);
}

watchOutput();
main().then(
  (code) => {
    process.exitCode = outputFailed() ? 1 : code;
  },
  () => {
    process.exitCode = complain('API Balance had an internal error. No balance can be told.');
  },
);
