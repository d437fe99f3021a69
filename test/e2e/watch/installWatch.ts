import { join } from 'node:path';
import { installHelper } from '../stage/installHelper';

export function installWatch(extensionsDir: string): Promise<void> {
  return installHelper(extensionsDir, 'watch', join(__dirname, 'hostWatch.js'));
}
