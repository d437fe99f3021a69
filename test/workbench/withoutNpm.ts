/** An outer `npm test` hands its own settings down. A command that a person would type has only those of the network. */
export function withoutNpm(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const isNpms = (name: string): boolean => /^npm_(?!config_(registry|cafile|cache|proxy|https_proxy|noproxy)$)/i.test(name);
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !isNpms(name)));
}
