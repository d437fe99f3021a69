import { capOwners, capResets, type Cap } from '../model/reading';

/**
 * Tells the caps of one unit apart, and from a balance: `key daily`, and `key daily 2` where there are two of a kind.
 * The order they come in carries no meaning.
 */
export function capNames(caps: readonly Cap[]): readonly (readonly [string, Cap])[] {
  const counts = new Map<string, number>();
  return [...caps]
    .sort((a, b) => (a.limit ?? Infinity) - (b.limit ?? Infinity) || 0)
    .map((cap) => {
      const name = `${cap.owner ?? 'key'} ${cap.resets}`;
      const id = `${cap.unit} ${name}`;
      const count = (counts.get(id) ?? 0) + 1;
      counts.set(id, count);
      return [count === 1 ? name : `${name} ${count}`, cap];
    });
}

/** What a name says; `unknown` for what a newer version may have added. */
export function ofCapName(name: string): Pick<Cap, 'owner' | 'resets'> {
  const [ownerName, resetsName] = name.split(' ');
  const owner = capOwners.find((one) => one === ownerName);
  return {
    ...(owner === undefined || owner === 'key' ? {} : { owner }),
    resets: capResets.find((one) => one === resetsName) ?? 'unknown',
  };
}
