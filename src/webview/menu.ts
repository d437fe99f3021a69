import { button, element, whenFocused } from './element';

export interface MenuGroup {
  /** What all of it is about, above it. */
  readonly name: string;
  readonly choices: readonly { readonly id: string; readonly text: string; readonly choose: () => void }[];
}

export interface Menu {
  readonly root: HTMLElement;
  readonly show: (name: string, groups: readonly MenuGroup[]) => void;
}

/** A button with a menu under it. It stays while its contents change, so that a state that arrives does not close it. */
export function menu(id: string): Menu {
  const opener = button('', () => open(list.hidden !== false), { id, 'aria-haspopup': 'menu', 'aria-expanded': 'false' });
  const list = element('div', { id: `${id}-menu`, class: 'menu', role: 'menu', 'aria-labelledby': id });
  const root = element('div', { class: 'menu-place' }, opener, list);
  list.hidden = true;
  const choices = (): readonly HTMLElement[] => [...list.querySelectorAll('button')];

  function open(isOpen: boolean): void {
    list.hidden = !isOpen;
    opener.setAttribute('aria-expanded', String(isOpen));
    if (isOpen) choices()[0]?.focus();
  }

  root.addEventListener('keydown', (event) => {
    const all = choices();
    const at = all.findIndex((choice) => choice === document.activeElement);
    const next = { ArrowDown: (at + 1) % all.length, ArrowUp: (at <= 0 ? all.length : at) - 1, Home: 0, End: all.length - 1 }[event.key];
    if (event.key === 'Escape' && !list.hidden) {
      open(false);
      opener.focus();
    } else if (next !== undefined) {
      if (list.hidden) open(true);
      all[next]?.focus();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  });
  root.addEventListener('focusout', ({ relatedTarget }) => {
    // Where nothing else takes the focus, a new state is only putting it back; or something else was pressed.
    if (relatedTarget instanceof Node && !root.contains(relatedTarget)) open(false);
  });
  document.addEventListener('pointerdown', ({ target }) => {
    if (target instanceof Node && !root.contains(target)) open(false);
  });

  return {
    root,
    show: (name, groups) => {
      opener.textContent = name;
      const focused = document.activeElement?.id;
      list.replaceChildren(
        ...groups.map((group, index) => {
          const title = element('p', { id: `${id}-${index}`, class: 'muted' }, group.name);
          const own = group.choices.map((choice) => {
            const chosen = (): void => {
              open(false);
              opener.focus();
              choice.choose();
            };
            return button(choice.text, chosen, { id: choice.id, role: 'menuitem', tabindex: '-1' });
          });
          return element('div', { role: 'group', 'aria-labelledby': title.id }, title, ...own);
        }),
      );
      const again = choices().find((choice) => choice.id === focused);
      if (again) whenFocused(() => again.focus());
    },
  };
}
