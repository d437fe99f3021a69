import type { Config, ConfigHistory, ConfigMetrics } from '../core/config/config';
import type { CheckTarget } from './checkTargets';
import type { SharedHosts } from '../core/shared/openedShared';
import type { WatchChannel } from './configChannels';

/** What a configuration adds to what was typed. */
export interface WatchConfig extends Pick<Config, 'schedule' | 'log'> {
  readonly channels: readonly WatchChannel[];
  readonly history: ConfigHistory;
  readonly metrics: ConfigMetrics;
  /** null: what is checked stays on this machine. */
  readonly shared: SharedHosts | null;
}

/** All that a watch goes by. */
export interface WatchSetup {
  readonly targets: readonly CheckTarget[];
  readonly config: WatchConfig;
  /** What is wrong with a channel: the rest goes on without it. */
  readonly complaints: readonly string[];
}

/** Where there is no configuration: nothing outlives the process. */
export const nothingConfigured: WatchConfig = {
  channels: [],
  log: null,
  schedule: { everyMs: null, summary: 'off', timeZone: 'UTC' },
  history: { folder: null, keepDays: 0, postgres: null, certificateFile: null },
  metrics: { file: null, listen: null },
  shared: null,
};
