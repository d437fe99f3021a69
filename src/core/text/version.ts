/** Put in by the build from package.json. */
declare const __VERSION__: string;

export const version = __VERSION__;
export const userAgent = `api-balance/${version}`;
