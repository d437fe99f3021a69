import type * as vscode from 'vscode';
import * as z from 'zod';
import type { SharedHosts } from '../../core/shared/openedShared';
import { sharedAddress } from '../../core/shared/sharedAddress';
import { serverOf } from '../../core/shared/sharedServer';
import { withTimeLimit } from '../editor/withTimeLimit';

const secretName = 'apiBalance.sharedHistory';

const Stored = z.object({ server: z.string(), connection: z.string() });

/** The connection string of a shared history, kept as keys are, and bound to the server it was entered for. */
export class SharedConnection implements vscode.Disposable {
  readonly #listener: vscode.Disposable;

  /** @param onChange another connection is stored, by this window or another */
  constructor(
    private readonly secrets: vscode.SecretStorage,
    onChange: () => void,
  ) {
    this.#listener = secrets.onDidChange(({ key }) => {
      if (key === secretName) onChange();
    });
  }

  /** Null where none is stored for this server, or where what is stored is not ours to read. */
  async stored(server: string): Promise<SharedHosts | null> {
    const text = await withTimeLimit(this.secrets.get(secretName));
    const known = text === undefined ? undefined : parsed(text);
    if (known?.server !== server) return null;
    const read = sharedAddress(known.connection);
    return read.ok && serverOf(read.hosts) === server ? read.hosts : null;
  }

  /** The connection and what the settings say of it, both or neither. */
  async keep(server: string, connection: string, writeSettings: () => Promise<void>): Promise<void> {
    const before = await withTimeLimit(this.secrets.get(secretName));
    await withTimeLimit(this.secrets.store(secretName, JSON.stringify({ server, connection })));
    try {
      await writeSettings();
    } catch (error) {
      await withTimeLimit(before === undefined ? this.secrets.delete(secretName) : this.secrets.store(secretName, before));
      throw error;
    }
  }

  async delete(): Promise<void> {
    await withTimeLimit(this.secrets.delete(secretName));
  }

  dispose(): void {
    this.#listener.dispose();
  }
}

function parsed(text: string): z.infer<typeof Stored> | undefined {
  try {
    return Stored.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
