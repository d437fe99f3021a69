import type { Browser, Page } from 'playwright-core';
import { type Sandbox, startSandbox } from '../../sandbox/startSandbox';
import { openBrowser, openWindow, type WindowOptions } from '../../workbench/browser';
import { installWorkbench } from '../../workbench/installWorkbench';
import { scratchFolder } from '../../workbench/scratchFolder';
import { type CodeServer, startCodeServer } from '../../workbench/startCodeServer';
import { statusBarItem } from '../page/statusBar';
import { shortenMinutes, vsixPath, writeFolderSettings } from './installed';
import { screenshot } from './screenshots';

export interface StageOptions {
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly workspaceTrust?: boolean;
  /** A minute of the timer is a second. */
  readonly shortMinutes?: boolean;
  /** The opened folder's `.vscode/settings.json`. */
  readonly folderSettings?: Readonly<Record<string, unknown>>;
  /** Puts further extensions beside the packaged one. */
  readonly prepareExtensions?: (folder: string) => Promise<void>;
}

/** One story's own sandbox, VS Code and window. */
export interface Stage {
  readonly sandbox: Sandbox;
  readonly server: CodeServer;
  readonly browser: Browser;
  /** The folder that is open. */
  readonly folder: string;
  readonly page: Page;
  /** What the window wrote to the browser's console. */
  readonly console: readonly string[];
  readonly shot: (name: string) => Promise<void>;
  readonly shotOf: (page: Page, name: string) => Promise<void>;
  /** A window on the same server, whose secret storage is empty. */
  readonly openAnother: () => Promise<Page>;
}

/** Typed text stays as it was typed. */
const plainTyping = { 'editor.autoClosingBrackets': 'never', 'editor.autoClosingQuotes': 'never' } as const;

type Undo = () => Promise<unknown>;

async function openStage(optionsFor: (sandbox: Sandbox) => StageOptions, undo: Undo[]): Promise<Stage> {
  const kept = <T>(thing: T, end: (thing: T) => Promise<unknown>): T => {
    undo.unshift(() => end(thing));
    return thing;
  };
  const workbench = await installWorkbench();
  const sandbox = kept(await startSandbox(), ({ stop }) => stop());
  const { settings = {}, env = {}, workspaceTrust = false, shortMinutes = false, folderSettings, prepareExtensions } = optionsFor(sandbox);
  const folder = kept(scratchFolder('api-balance-folder-'), ({ remove }) => remove()).path;
  if (folderSettings !== undefined) await writeFolderSettings(folder, folderSettings);
  const extensionsDir = kept(scratchFolder('api-balance-folder-'), ({ remove }) => remove()).path;
  await prepareExtensions?.(extensionsDir);
  const onInstalled = shortMinutes ? shortenMinutes : async (): Promise<void> => undefined;
  const options = {
    workbench,
    vsix: await vsixPath(),
    extensionsDir,
    onInstalled,
    settings: { ...plainTyping, ...settings },
    env,
    workspaceTrust,
  };
  const server = kept(await startCodeServer(options), (one) => one.stop());
  const browser = kept(await openBrowser(workbench), (one) => one.close());
  const console: string[] = [];
  const open = async (options: WindowOptions): Promise<Page> => {
    const page = await openWindow(browser, server.url(folder), {
      ...options,
      beforeLoad: async (fresh) => void fresh.on('console', (message) => console.push(message.text())),
    });
    await statusBarItem(page).waitFor({ timeout: 60_000 });
    return page;
  };
  const page = await open({});
  return {
    sandbox,
    server,
    browser,
    folder,
    page,
    console,
    shot: (name) => screenshot(page, name),
    shotOf: screenshot,
    openAnother: () => open({}),
  };
}

/** Called inside a `describe`: opens the stage before its tests and clears it away after them. */
export function useStage(optionsFor: (sandbox: Sandbox) => StageOptions = () => ({})): () => Stage {
  const undo: Undo[] = [];
  let stage: Stage | undefined;
  before(async () => {
    stage = await openStage(optionsFor, undo);
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await stage?.shot(`failed-${this.currentTest.title.replace(/\W+/g, '-').slice(0, 50)}`);
  });
  after(async () => {
    for (const end of undo.splice(0)) await end();
  });
  return () => {
    if (!stage) throw new Error('The stage is not open yet');
    return stage;
  };
}
