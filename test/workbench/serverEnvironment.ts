import { join } from 'node:path';

const kept = [
  'PATH',
  'HOME',
  'USER',
  'LOGNAME',
  'SHELL',
  'LANG',
  'LC_ALL',
  'TZ',
  'NODE_EXTRA_CA_CERTS',
  'SSL_CERT_FILE',
  'NODE_V8_COVERAGE',
];

/**
 * Only what a process needs to run. A terminal inside VS Code sets `VSCODE_IPC_HOOK_CLI`, which would make code-server
 * talk to that window instead of starting, and a developer's own API keys have no place in a test.
 */
export function serverEnvironment(scratch: string): Readonly<Record<string, string>> {
  const entries = kept.flatMap((name): readonly (readonly [string, string])[] => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value]];
  });
  // No gallery: nothing looks for updates, online or not.
  return {
    ...Object.fromEntries(entries),
    EXTENSIONS_GALLERY: '{}',
    TMPDIR: scratch,
    XDG_CONFIG_HOME: join(scratch, 'config'),
    XDG_DATA_HOME: join(scratch, 'data'),
    XDG_CACHE_HOME: join(scratch, 'cache'),
  };
}
