/** Where words begin as this text does, letter for letter: "Work" is not in "network", and "Own" not in "unknown". */
export function atWord(text: string | RegExp): RegExp {
  return typeof text === 'string' ? new RegExp(`(?<![\\p{L}\\d])${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`, 'u') : text;
}
