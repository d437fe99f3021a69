import type { OutcomeKind } from '../core/history/outcomeInterval';
import type { ListenAddress } from '../core/metrics/listenAddress';
import type { Counts, MessageOutcome, MetricFacts } from '../core/metrics/metricFacts';
import { metricFamilies } from '../core/metrics/metricFamilies';
import type { ServeFault, TextfileFault } from '../core/metrics/metricsFaults';
import { metricsText, type MetricsForm } from '../core/metrics/metricsText';
import type { AccountId } from '../core/model/accountId';
import type { Outcome } from '../core/model/outcome';
import type { AccountFacts } from '../core/views/accountView';

export interface MetricsPorts {
  readonly writeTextfile: (file: string, text: string) => TextfileFault | null;
  readonly serveMetrics: (parts: {
    readonly address: ListenAddress;
    readonly text: (form: MetricsForm) => string;
    readonly onFault: (error: unknown) => void;
  }) => Promise<
    | { readonly ok: true; readonly server: { readonly port: number; readonly close: () => Promise<void> } }
    | { readonly ok: false; readonly fault: ServeFault }
  >;
}

/** What happened since the program began. A file that is read again changes none of it. */
export function metricCounts() {
  const checks = new Map<AccountId, Counts<OutcomeKind>>();
  const messages = new Map<string, Counts<MessageOutcome>>();
  return {
    checks,
    messages,
    checked: (account: AccountId, outcome: Outcome): void => {
      const kind = outcome.ok ? 'answered' : outcome.error.kind;
      const counts = checks.get(account) ?? {};
      checks.set(account, { ...counts, [kind]: (counts[kind] ?? 0) + 1 });
    },
    /** What has not happened yet is 0. @see https://prometheus.io/docs/practices/instrumentation/#avoid-missing-metrics */
    channels: (ids: readonly string[]): void => {
      for (const id of ids) messages.set(id, messages.get(id) ?? {});
    },
    message: (channel: string, outcome: MessageOutcome): void => {
      const counts = messages.get(channel) ?? {};
      messages.set(channel, { ...counts, [outcome]: (counts[outcome] ?? 0) + 1 });
    },
  };
}

export type MetricCounts = ReturnType<typeof metricCounts>;

const freshMs = 60_000;

export interface WatchMetricsParts extends MetricsPorts {
  readonly file: string | null;
  readonly listen: ListenAddress | null;
  readonly facts: () => readonly AccountFacts[];
  /** Absent in a single run, which counts nothing. */
  readonly running?: Pick<MetricFacts, 'intervalMs' | 'checks' | 'messages'>;
  readonly tell: (text: string) => unknown;
  readonly onFault: (error: unknown) => void;
}

/** Figures for Prometheus, in a file and to be read. What cannot be written or listened at is told, and the checks go on. */
export function watchMetrics({ file, listen, facts, running = {}, tell, onFault, writeTextfile, serveMetrics }: WatchMetricsParts) {
  const text = (form: MetricsForm): string => metricsText(metricFamilies({ accounts: facts(), now: Date.now(), ...running }), form);
  let [told, writtenAt] = ['', -Infinity];
  let hasFailed = false;
  let server: { readonly close: () => Promise<void> } | null = null;
  return {
    open: async (): Promise<void> => {
      if (listen === null) return;
      if (!listen.isLoopback)
        tell('Metrics are open to whoever reaches this machine, without a password: they name your accounts and amounts.');
      const serving = await serveMetrics({ address: listen, text, onFault });
      if (serving.ok) server = serving.server;
      else tell(`Metrics are not served: ${serveFaults[serving.fault]} The checks go on.`);
      hasFailed ||= !serving.ok;
    },
    /** Writes the file where something is new, or its age would make a monitor think that nothing runs. */
    write: (isNew: boolean): void => {
      const now = Date.now();
      if (file === null || (!isNew && now - writtenAt < freshMs && now >= writtenAt)) return;
      writtenAt = now;
      const fault = writeTextfile(file, text('classic'));
      const complaint = fault === null ? '' : `The metrics were not written: ${fileFaults[fault]} The checks go on.`;
      if (complaint !== '' && complaint !== told) tell(complaint);
      told = complaint;
      hasFailed ||= fault !== null;
    },
    hasFailed: () => hasFailed,
    close: async (): Promise<void> => server?.close(),
  };
}

const serveFaults: Readonly<Record<ServeFault, string>> = {
  portInUse: 'another program has this port. Choose another one.',
  noRights: 'this program may not open this port. Choose one above 1023.',
  noSuchAddress: 'this machine has no such address.',
  notListening: 'the system refused.',
};

const fileFaults: Readonly<Record<TextfileFault, string>> = {
  wrongEnding: 'the name must end in .prom, or the collector does not read it.',
  notAbsolute: 'the path must be whole.',
  noFolder: 'the folder is not there. It is that of the collector.',
  noRights: 'this program has no rights to write there.',
  diskFull: 'the disk is full.',
  notWritable: 'the file cannot be written.',
};
