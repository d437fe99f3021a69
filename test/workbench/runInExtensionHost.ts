import { format } from 'node:util';
import type { Page } from 'playwright-core';
import { type Counts, readCounts } from '../runner/counts';
import { openBrowser } from './browser';
import { installWorkbench } from './installWorkbench';
import { startCodeServer } from './startCodeServer';

export interface ExtensionHostRun {
  /** The extension's unpacked folder. */
  readonly extensionPath: string;
  /** A compiled module that exports `run(): Promise<void>`; what it logs behind `API_BALANCE_LINE_MARK` is printed. */
  readonly testsPath: string;
  readonly folder: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly timeoutMs?: number;
}

const lineMark = 'test| ';

export interface ExtensionHostResult extends Counts {
  readonly output: string;
}

/** Opens the page and resolves with the exit code of the test module. */
async function verdict(page: Page, url: string, timeoutMs: number, log: (line: string) => void): Promise<number> {
  // The workbench calls these two functions; they have to be there before it loads.
  await page.exposeFunction('codeAutomationLog', (_type: string, args: readonly unknown[]) => {
    log(format(...args));
  });
  let late: NodeJS.Timeout | undefined;
  const ended = new Promise<number>((resolve, reject) => {
    late = setTimeout(() => {
      reject(new Error(`The extension host gave no verdict within ${timeoutMs / 1000} s.`));
    }, timeoutMs);
    page.once('crash', () => {
      reject(new Error('The browser page of the extension host crashed.'));
    });
    page
      .exposeFunction('codeAutomationExit', resolve)
      .then(() => page.goto(url, { waitUntil: 'domcontentloaded' }))
      .catch(reject);
  });
  return ended.finally(() => {
    clearTimeout(late);
  });
}

/** Runs a test module inside a real extension host, and prints what it prints. */
export async function runInExtensionHost(run: ExtensionHostRun): Promise<ExtensionHostResult> {
  const { extensionPath, testsPath, folder, env = {}, settings = {}, timeoutMs = 300_000 } = run;
  const workbench = await installWorkbench();
  const server = await startCodeServer({ workbench, smokeTestDriver: true, env: { ...env, API_BALANCE_LINE_MARK: lineMark }, settings });
  const browser = await openBrowser(workbench);
  const lines: string[] = [];
  const workbenchLog: string[] = [];
  try {
    const remote = (path: string): string => `vscode-remote://${new URL(server.origin).host}${path}`;
    const payload = [
      ['extensionDevelopmentPath', remote(extensionPath)],
      ['extensionTestsPath', remote(testsPath)],
    ] as const;
    const code = await verdict(await browser.newPage(), server.url(folder, payload), timeoutMs, (line) => {
      workbenchLog.push(line);
      if (!line.startsWith(lineMark)) return;
      lines.push(line.slice(lineMark.length));
      console.log(lines.at(-1));
    });
    const output = lines.join('\n');
    const { passed, failed } = readCounts(output);
    return { passed, failed: code !== 0 && failed === 0 ? 1 : failed, output };
  } catch (error) {
    const logs = `The window's log:\n${workbenchLog.join('\n').slice(-4000)}\nThe server's log:\n${server.log().slice(-4000)}`;
    throw new Error(`The tests in the extension host did not end. ${logs}`, { cause: error });
  } finally {
    await browser.close();
    await server.stop();
  }
}
