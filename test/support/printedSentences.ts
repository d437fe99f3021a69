import { sourcesBelow } from './sources';

/** As the sources have them, pieces joined, with … for what is filled in. */
const printed = sourcesBelow('src')
  .map(({ text }) =>
    text
      .replace(/['`]\s*\+\s*['`]/g, '')
      .replace(/\$\{(?:[^{}]|\{[^{}]*\})*\}/g, '…')
      .replace(/(?<=['"`][^'"`\n]*)\{\w+\}/g, '…')
      .replaceAll("\\'", "'"),
  )
  .join('\n');

/** Whether a document quotes what the program says, with … for what differs. */
export function isPrinted(sentence: string): boolean {
  return printed.includes(sentence);
}
