import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export const sharedKey = 'sk-sandbox-shared-command-line';

export interface SharedConfigOf {
  readonly folder: string;
  readonly machine: string;
  /** Of the provider. */
  readonly origin: string;
  /** More of `history`. */
  readonly more?: object;
}

/** A machine's configuration, the same for all but for the folder. @returns its file */
export async function sharedConfig({ folder, machine, origin, more = {} }: SharedConfigOf): Promise<string> {
  const file = join(folder, `${machine}.json`);
  const config = {
    accounts: [{ id: 'work', provider: 'deepseek', label: 'Work', baseUrl: origin, key: 'env:WORK_KEY' }],
    lowBalance: { CNY: 10 },
    channels: [{ id: 'team', kind: 'json', url: 'env:TEAM_HOOK' }],
    history: { folder: join(folder, machine), postgres: 'env:SHARED_HISTORY', ...more },
    schedule: { every: '1h' },
  };
  await writeFile(file, JSON.stringify(config));
  return file;
}
