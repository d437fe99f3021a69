export interface Gate {
  readonly opened: Promise<void>;
  readonly open: () => void;
}

/** Holds whatever waits for it until a test opens it. */
export function gate(): Gate {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}
