import type { DatabaseSync, SQLInputValue, SQLOutputValue, StatementSync } from 'node:sqlite';

/**
 * Node before 22.20, and 24 before 24.8, takes `?1` for a name: values in order bind nothing, and the statement fails.
 * The editor at our floor runs on such a one.
 * @see https://github.com/nodejs/node/pull/59350
 */
export function isOlder(node: string): boolean {
  const [major = 0, minor = 0] = node.split('.').map(Number);
  return major < 22 || major === 23 || (major === 22 && minor < 20) || (major === 24 && minor < 8);
}

/** @see https://github.com/nodejs/node/pull/56991 */
export function opensAddresses(node: string): boolean {
  const [major = 0, minor = 0] = node.split('.').map(Number);
  return major > 23 || (major === 23 && minor >= 10) || (major === 22 && minor >= 15);
}

type Values = readonly SQLInputValue[];

/** The same database for a Node that lacks some of what ours uses: numbered values, a time limit for locks, `isOpen`, rows as lists. */
export function olderDatabase(Database: typeof DatabaseSync): typeof DatabaseSync {
  return class extends Database {
    constructor(...[path, options = {}]: ConstructorParameters<typeof DatabaseSync>) {
      // Before 22.15 it takes no address; as text that leads to no file, which is a failure that is foreseen.
      super(path instanceof URL ? path.href : path, options);
      // Before 22.16 the option is not known.
      if (options.timeout !== undefined) this.exec(`PRAGMA busy_timeout = ${options.timeout}`);
      this.#tellIsOpen();
    }

    /** Before 22.15 there is no such property. */
    #tellIsOpen(): void {
      if (Object.hasOwn(this, 'isOpen') || Object.hasOwn(Database.prototype, 'isOpen')) return;
      let isOpen = true;
      const close = this.close.bind(this);
      Object.defineProperty(this, 'isOpen', { get: () => isOpen });
      Object.defineProperty(this, 'close', {
        value: () => {
          close();
          isOpen = false;
        },
      });
    }

    override prepare(sql: string): StatementSync {
      return withNumbers(super.prepare(sql), sql);
    }
  };
}

/** Gives numbered values by their names, which are the numbers, and the others in their order. */
function withNumbers(statement: StatementSync, sql: string): StatementSync {
  const numbers = new Set([...sql.matchAll(/\?(\d+)/g)].map(([, number]) => Number(number)));
  const bound = (values: Values): readonly [Record<string, SQLInputValue>, ...Values] => [
    Object.fromEntries([...numbers].map((number) => [number, values[number - 1] ?? null])),
    ...values.filter((_value, index) => !numbers.has(index + 1)),
  ];
  const [run, get, all, iterate] = [
    statement.run.bind(statement),
    statement.get.bind(statement),
    statement.all.bind(statement),
    statement.iterate.bind(statement),
  ];
  let asLists = false;
  const shaped = (row: Record<string, SQLOutputValue>): unknown => (asLists ? Object.values(row) : row);
  return Object.assign(statement, {
    run: (...values: Values) => run(...bound(values)),
    get: (...values: Values) => {
      const row = get(...bound(values));
      return row === undefined ? undefined : shaped(row);
    },
    all: (...values: Values) => all(...bound(values)).map(shaped),
    iterate: function* (...values: Values) {
      for (const row of iterate(...bound(values))) yield shaped(row);
    },
    setReturnArrays: (enabled: boolean) => {
      asLists = enabled;
    },
  });
}
