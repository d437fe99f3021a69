import { watch } from 'node:fs';

/**
 * Calls back when a file whose name starts so changes in a folder. The system tells; nothing is polled, and nothing is kept awake.
 * @param onFault of the call, which is made again with the next change, or of the watching, which ends then
 */
export function onFolderChange(folder: string, namePrefix: string, changed: () => void, onFault: (error: unknown) => void): () => void {
  try {
    const watcher = watch(folder, { persistent: false }, (_event, name) => {
      if (name !== null && !name.startsWith(namePrefix)) return;
      try {
        changed();
      } catch (error) {
        onFault(error);
      }
    });
    // A folder that cannot be watched any more is looked at with the next check.
    watcher.on('error', (error) => {
      watcher.close();
      onFault(error);
    });
    return () => watcher.close();
  } catch (error) {
    onFault(error);
    return () => undefined;
  }
}
