import type { StatementView } from '../../core/statement/statementView';
import { english } from '../../core/text/translate';
import { button, element } from '../element';

/** A name keeps its own direction of writing, whatever stands beside it. */
export function accountLink(name: string, id: string, { words }: Pick<StatementView, 'words'>, open: () => void): HTMLElement {
  const made = button('', open, { id, class: 'link name', title: english(words.open, { account: name }) });
  made.append(element('bdi', {}, name));
  return made;
}
