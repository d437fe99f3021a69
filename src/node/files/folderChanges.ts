import { watch } from 'node:fs';

/** Calls back when a file whose name starts so changes in a folder. The system tells; nothing is polled, and nothing is kept awake. */
export function onFolderChange(folder: string, namePrefix: string, changed: () => void): () => void {
  try {
    const watcher = watch(folder, { persistent: false }, (_event, name) => {
      if (name === null || name.startsWith(namePrefix)) changed();
    });
    // A folder that cannot be watched any more is looked at with the next check.
    watcher.on('error', () => watcher.close());
    return () => watcher.close();
  } catch {
    return () => undefined;
  }
}
