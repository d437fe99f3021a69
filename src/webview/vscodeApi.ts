import type { SavedPage, ToHost } from './protocol';

export interface VsCodeApi {
  readonly postMessage: (message: ToHost) => void;
  readonly setState: (state: SavedPage) => void;
}

declare global {
  /** VS Code puts it there, and lets it be called once. */
  function acquireVsCodeApi(): VsCodeApi;
}
