import { readOpenCode, readOpenCodeFile } from '../core/usage/openCodeStore';
import type { Machine, UsageReader } from '../core/usage/usageReader';

/**
 * On every system where XDG says. A database of the person's own name is found where that tells what it is.
 * @see https://github.com/anomalyco/opencode/blob/032cb74b09/packages/opencode/src/storage/db.ts
 */
function places({ home, variable }: Machine): readonly string[] {
  const shared = [variable('XDG_DATA_HOME') ?? '', `${home}/.local/share`].filter((folder) => folder !== '');
  const [, named = ''] = /^(.+)[\\/][^\\/]+$/.exec(variable('OPENCODE_DB') ?? '') ?? [];
  return [...shared.map((folder) => `${folder}/opencode`), named];
}

export const opencode: UsageReader = {
  id: 'opencode',
  name: 'OpenCode',
  rules: 5,
  places,
  sources: [
    {
      form: 'database',
      under: '',
      // Each channel of releases has a database of its own. Beside them lie copies of whole projects.
      isFlat: true,
      matches: (path) => /^opencode(-[\w.-]+)?\.db$/.test(path),
      read: (database, file) => readOpenCode(database, file, { costHoldsSubAgents: false }),
    },
    { form: 'whole', under: 'storage/message', matches: (path) => path.endsWith('.json'), read: readOpenCodeFile },
    // Before September 2025 each project had a folder of its own, which stays: `MIGRATIONS` of OpenCode's `storage/storage.ts`.
    { form: 'whole', under: 'project', matches: (path) => /\/session\/message\/.*\.json$/.test(path), read: readOpenCodeFile },
  ],
  blindSpots: [
    'Before version 2, what was asked for titles is in no message.',
    'An answer that was cut off has no usage.',
    'Before version 2, messages that were taken back are gone, though they were paid for.',
  ],
};
