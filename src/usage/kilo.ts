import { readOpenCode, readOpenCodeFile } from '../core/usage/openCodeStore';
import type { Machine, UsageReader } from '../core/usage/usageReader';

/** On every system where XDG says. @see https://github.com/Kilo-Org/kilocode/blob/2770028959/packages/core/src/database/database.ts */
function places({ home, variable }: Machine): readonly string[] {
  return [variable('XDG_DATA_HOME') ?? '', `${home}/.local/share`].filter((folder) => folder !== '').map((folder) => `${folder}/kilo`);
}

/** The Kilo Code that is made of OpenCode, in the editor and on the command line; the one before it kept its tasks as Roo Code does. */
export const kilo: UsageReader = {
  id: 'kilo',
  name: 'Kilo Code',
  rules: 5,
  places,
  sources: [
    {
      form: 'database',
      under: '',
      isFlat: true,
      // Databases of other channels had OpenCode's name at first.
      matches: (path) => /^(kilo|opencode)(-[\w.-]+)?\.db$/.test(path),
      read: (database, file) => readOpenCode(database, file, { costHoldsSubAgents: true }),
    },
    { form: 'whole', under: 'storage/message', matches: (path) => path.endsWith('.json'), read: readOpenCodeFile },
  ],
  blindSpots: ['What was asked for titles and summaries is in no message.', 'An answer that was cut off has no usage.'],
};
