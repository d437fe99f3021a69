/**
 * Several builds watch the same files, and an editor waits for all of them: what stands between "build started" and
 * "build finished" is one turn of them all, with a line for each error that a problem matcher can read.
 * @param {number} count
 */
export function turns(count) {
  // None of them has built yet.
  let running = count;
  console.log('[watch] build started');
  return () => {
    let isFirst = true;
    return {
      name: 'turn',
      /** @param {import('esbuild').PluginBuild} build */
      setup(build) {
        build.onStart(() => {
          if (!isFirst && running++ === 0) console.log('[watch] build started');
          isFirst = false;
        });
        build.onEnd(({ errors, warnings }) => {
          for (const [severity, messages] of Object.entries({ error: errors, warning: warnings }))
            for (const { location, text } of messages)
              console.log(`${location?.file ?? 'esbuild.mjs'}:${location?.line ?? 1}:${(location?.column ?? 0) + 1}: ${severity}: ${text}`);
          running -= 1;
          if (running === 0) console.log('[watch] build finished');
        });
      },
    };
  };
}
