export const routesVariable = 'API_BALANCE_ROUTES';

/**
 * The main file of a helper extension that is active before others start. What goes to a provider's own address, as a key of the
 * environment does, reaches the sandbox instead: the variable says which origin stands for which.
 */
export function activate(): void {
  const routes: unknown = JSON.parse(process.env[routesVariable] ?? '{}');
  const before = globalThis.fetch;
  globalThis.fetch = (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    const target: unknown = Reflect.get(Object(routes), url.origin);
    return before(typeof target === 'string' ? `${target}${url.pathname}${url.search}` : input, init);
  };
}
