import { fromMicros, toMicros } from './decimal';
import { Source } from './json';

/** An amount as a JSON string, `"110.00"`. */
export function quoted(amount: string): Source {
  return new Source(JSON.stringify(fromMicros(toMicros(amount))));
}

/** An amount as a JSON number, spelled as a float is: `110`, `49.58894`. */
export function bare(amount: string): Source {
  return new Source(fromMicros(toMicros(amount), 0));
}

export function headline(source: Source): Source {
  return new Source(source.text, true);
}
