import { padded, width, wrapped } from './columns';
import { commands, type CommandHelp, type CommandName } from './commands';
import { statesExits, type Meaning } from './surroundings';

const indent = '    ';
const narrowest = 40;

/** Of one command, or of all: sections as in a manual, in lines that fit a terminal of so many columns. */
export function helpText(name: CommandName | null, columns: number): string {
  const room = Math.max(narrowest, columns) - indent.length;
  const sections = name === null ? overview(room) : commandHelp(name, commands[name], room);
  return sections
    .filter(({ lines }) => lines.length > 0)
    .map(({ title, lines }) => [title, ...lines.map((line) => (line === '' ? '' : indent + line))].join('\n'))
    .join('\n\n');
}

interface Section {
  readonly title: string;
  /** Without the section's indent. */
  readonly lines: readonly string[];
}

function overview(room: number): readonly Section[] {
  return [
    { title: 'NAME', lines: wrapped('api-balance - how much money is left at each AI API you pay for', room, indent) },
    { title: 'SYNOPSIS', lines: ['api-balance COMMAND [option …]', 'api-balance help COMMAND'] },
    {
      title: 'COMMANDS',
      lines: meanings(
        Object.entries<CommandHelp>(commands).map(([name, { summary }]) => [name, summary]),
        room,
      ),
    },
    {
      title: 'OPTIONS',
      lines: meanings(
        [
          ['--help, -h', 'Explain the command it stands behind, or all of them'],
          ['--version', 'Print the version'],
        ],
        room,
      ),
    },
    {
      title: 'DESCRIPTION',
      lines: wrapped('Keys are read from the environment or from files, never from the command line.', room, ''),
    },
    { title: 'EXIT STATUS', lines: meanings(statesExits, room) },
    { title: 'DOCUMENTS', lines: wrapped(`Begin with docs/command-line.md and docs/server.md. ${documents}`, room, '') },
  ];
}

const documents =
  'The folder docs is in that of this package (npm root --global, then api-balance), and in https://github.com/api-balance/api-balance';

function commandHelp(name: string, help: CommandHelp, room: number): readonly Section[] {
  const { summary, usage, options, more, exits, environment, files, examples } = help;
  const named = Object.entries(options).map(([option, { value, help: text }]): Meaning => [
    `--${option}${value === undefined ? '' : ` ${value}`}`,
    text,
  ]);
  const said = [...more, ...named.flat(), ...exits.flat(), ...environment.flat(), ...files.flat()].join(' ');
  return [
    { title: 'NAME', lines: wrapped(`api-balance ${name} - ${summary}`, room, indent) },
    { title: 'SYNOPSIS', lines: wrapped(`${usage}${named.length === 0 ? '' : ' [option …]'}`, room, indent) },
    { title: 'DESCRIPTION', lines: more.flatMap((text, index) => [...(index === 0 ? [] : ['']), ...wrapped(text, room, '')]) },
    { title: 'OPTIONS', lines: meanings(named, room) },
    { title: 'EXIT STATUS', lines: meanings(exits, room) },
    { title: 'ENVIRONMENT', lines: meanings(environment, room) },
    { title: 'FILES', lines: meanings(files, room) },
    { title: 'DOCUMENTS', lines: said.includes('docs/') ? wrapped(documents, room, '') : [] },
    { title: 'EXAMPLES', lines: examples.flatMap((example) => typed(example, room)) },
  ];
}

/** Names in one column and their meanings in another; a name that is long has a line of its own. */
function meanings(pairs: readonly Meaning[], room: number): readonly string[] {
  const most = Math.floor(room / 3);
  const column = Math.max(0, ...pairs.map(([name]) => width(name)).filter((length) => length <= most)) + 2;
  const hang = ' '.repeat(Math.max(column, indent.length));
  return pairs.flatMap(([name, meaning]) => {
    const [first = '', ...others] = wrapped(meaning, room - hang.length, '');
    const rest = others.map((line) => hang + line);
    return width(name) <= most ? [padded(name, hang.length) + first, ...rest] : [...wrapped(name, room, indent), hang + first, ...rest];
  });
}

/** A command in lines that a shell reads as one, each option beside its value. */
function typed(example: string, room: number): readonly string[] {
  const lines = wrapped(example.replace(/(?<= --\S+) (?!--)/g, '\u00a0'), room - 2, indent);
  return lines.map((line, index) => line.replaceAll('\u00a0', ' ') + (index < lines.length - 1 ? ' \\' : ''));
}
