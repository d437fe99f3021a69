type Attributes = Readonly<Record<string, string>>;
type Child = Node | string;

/** Text goes in as text nodes, so nothing that a person or a provider wrote is ever markup. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

export function button(text: string, onClick: () => void, attributes: Attributes = {}): HTMLButtonElement {
  const made = element('button', { type: 'button', ...attributes }, text);
  made.addEventListener('click', onClick);
  return made;
}

/** Puts new children in and leaves the focus where it was, by id: a state that arrives must not take it away. */
export function refill(container: HTMLElement, ...children: readonly Child[]): void {
  const focused = container.contains(document.activeElement) ? document.activeElement?.id : undefined;
  container.replaceChildren(...children);
  if (focused !== undefined && focused !== '') whenFocused(() => document.getElementById(focused)?.focus());
}

/**
 * Gives the focus back after a drawing: at once, or when this page has it again. What is focused in a page without it is only the last
 * that was; taken from another part of the editor just then, the focus would close the list or the box that is open there.
 */
export function whenFocused(give: () => void): void {
  if (document.hasFocus()) give();
  else window.addEventListener('focus', give, { once: true });
}
