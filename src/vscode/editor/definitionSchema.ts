import { workspace, type Disposable } from 'vscode';
import { isObject } from '../../core/custom/pointer';

/** Put here by the build: the JSON of `definitionJsonSchema`. */
declare const __DEFINITION_SCHEMA__: string;

const scheme = 'api-balance-schema';

/**
 * Names the schema in the text itself: a draft has no file name that `contributes.jsonValidation` could match, and
 * VS Code asks whoever provides the scheme for a schema that is not on the web.
 */
export function withSchema(definition: object): string {
  return `${JSON.stringify({ $schema: `${scheme}:/definition.json`, ...definition }, undefined, 2)}\n`;
}

/** As it is kept: the schema is of the draft. */
export function withoutSchema(definition: unknown): unknown {
  if (!isObject(definition)) return definition;
  return Object.fromEntries(Object.entries(definition).filter(([name]) => name !== '$schema'));
}

export function provideDefinitionSchema(): Disposable {
  return workspace.registerTextDocumentContentProvider(scheme, {
    provideTextDocumentContent: () => __DEFINITION_SCHEMA__,
  });
}
