import type { SavedPage, ToHost } from './protocol';

export interface VsCodeApi {
  readonly postMessage: (message: ToHost) => void;
  readonly setState: (state: SavedPage) => void;
}

interface StoringApi extends VsCodeApi {
  /** What was set last, also before the editor's restart; the host checks it, since an older version may have written it. */
  readonly getState: () => SavedPage | undefined;
}

/** What one tab keeps leaves alone what another has kept. */
export function keepingOthers(api: StoringApi): VsCodeApi {
  return {
    postMessage: (message) => api.postMessage(message),
    setState: (change) => api.setState({ ...api.getState(), ...change }),
  };
}

declare global {
  /** VS Code puts it there, and lets it be called once. */
  function acquireVsCodeApi(): StoringApi;
}
