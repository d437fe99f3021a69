import * as vscode from 'vscode';
import * as z from 'zod';
import { withTimeLimit } from '../editor/withTimeLimit';
import { asAccountId, type AccountId } from '../../core/model/accountId';
import { isOrigin, type Origin } from '../../core/model/origin';

/** A key and the one origin it was given for. For an account that reads its key from the environment there is no key, only the origin. */
const StoredKey = z.object({
  origin: z.custom<Origin>(isOrigin),
  apiKey: z.string().optional(),
  /** Further ones of a description, by their names in it. */ secrets: z.record(z.string(), z.string()).optional(),
});
export type StoredKey = z.infer<typeof StoredKey>;

const prefix = 'apiBalance.key.';

/** Keys in SecretStorage, by account id; cached, since the storage may be slow or gone later. */
export class Keys implements vscode.Disposable {
  readonly #cache = new Map<AccountId, StoredKey>();
  /** How often each was replaced: what was read before says nothing of what is stored now. */
  readonly #replaced = new Map<AccountId, number>();
  readonly #changed = new vscode.EventEmitter<AccountId>();
  readonly #listener: vscode.Disposable;

  /** An account's key was changed, here or in another window. */
  readonly onDidChange = this.#changed.event;

  constructor(private readonly secrets: vscode.SecretStorage) {
    this.#listener = secrets.onDidChange(({ key }) => {
      if (!key.startsWith(prefix)) return;
      const accountId = asAccountId(key.slice(prefix.length));
      this.#forget(accountId);
      this.#changed.fire(accountId);
    });
  }

  /** Undefined where this machine has none, or where what is stored is not ours to read. */
  async get(accountId: AccountId): Promise<StoredKey | undefined> {
    const cached = this.#cache.get(accountId);
    if (cached) return cached;
    const replaced = this.#replaced.get(accountId);
    const text = await withTimeLimit(this.secrets.get(prefix + accountId));
    // Replaced while it was read: which of the two this is, cannot be told.
    if (this.#replaced.get(accountId) !== replaced) return this.get(accountId);
    const parsed = text === undefined ? undefined : parse(text);
    if (parsed) this.#cache.set(accountId, parsed);
    return parsed;
  }

  async store(accountId: AccountId, key: StoredKey): Promise<void> {
    this.#forget(accountId);
    await withTimeLimit(this.secrets.store(prefix + accountId, JSON.stringify(key)));
    this.#forget(accountId);
  }

  async delete(accountId: AccountId): Promise<void> {
    this.#forget(accountId);
    await withTimeLimit(this.secrets.delete(prefix + accountId));
    this.#forget(accountId);
  }

  dispose(): void {
    this.#cache.clear();
    this.#listener.dispose();
    this.#changed.dispose();
  }

  #forget(accountId: AccountId): void {
    this.#cache.delete(accountId);
    this.#replaced.set(accountId, (this.#replaced.get(accountId) ?? 0) + 1);
  }
}

function parse(text: string): StoredKey | undefined {
  try {
    return StoredKey.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
