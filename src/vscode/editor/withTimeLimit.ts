/** Long enough for a keyring that asks for a password, short enough not to hang for ever. */
const limitMs = 30_000;

export class TimeLimitError extends Error {}

/**
 * SecretStorage hangs when the window of a remote extension host is gone, so no call to it is awaited without end.
 * @see https://code.visualstudio.com/api/references/vscode-api#SecretStorage
 */
export async function withTimeLimit<T>(call: Thenable<T>, ms = limitMs): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new TimeLimitError('The key storage did not answer in time')), ms);
  });
  try {
    return await Promise.race([call, limit]);
  } finally {
    clearTimeout(timer);
  }
}
