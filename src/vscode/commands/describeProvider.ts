import * as vscode from 'vscode';
import { endpointOf } from '../../core/custom/endpoint';
import { presets } from '../../core/custom/presets';
import { secretsOf, type Definition } from '../../core/custom/definition';
import { readDefinitionText } from '../../core/custom/definitionText';
import { resultText } from '../../core/views/resultText';
import { isObject } from '../../core/custom/pointer';
import { readJsonText } from '../../core/text/jsonText';
import { keyShape } from '../../core/provider/keyShape';
import { hostOf } from '../../core/provider/origin';
import type { KeyedProvider } from '../../core/provider/provider';
import type { Answer } from '../../core/model/outcome';
import { provideDefinitionSchema, withoutSchema, withSchema } from '../editor/definitionSchema';
import { flash, showInfo, showInput, showPick, showWarning, withCancel } from '../editor/dialogs';
import type { CommandId } from '../editor/ids';
import type { Session } from '../accounts/session';
import { inputStep } from '../editor/steps';
import { display, t } from '../editor/translation';
import type { AccountId } from '../../core/model/accountId';
import { asOrigin, type Origin } from '../../core/model/origin';

const answerScheme = 'api-balance-answer';
/** Stands for the key of an endpoint that takes none: it still has a place to go to. */
const noKey = 'none';

interface Draft {
  readonly provider: KeyedProvider;
  /** The account that is being changed; null for a new one, until it is saved. */
  accountId: AccountId | null;
  readonly result: vscode.Uri;
  /** Of the last test. It stays in memory, and no value of it is shown. */
  answer: Answer<unknown> | null;
  /** Given for one origin, as keys are; in memory until the draft is saved or closed. By the names in the description. */
  secrets: { readonly origin: Origin; readonly byName: Readonly<Record<string, string>> } | null;
}

/** Descriptions that are being written: an ordinary JSON editor, and beside it what the description gives. */
export class Definitions implements vscode.Disposable {
  readonly #drafts = new Map<string, Draft>();
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly #disposables: readonly { readonly dispose: () => unknown }[];
  #number = 0;

  constructor(private readonly session: Session) {
    this.#disposables = [
      this.#changed,
      provideDefinitionSchema(),
      vscode.workspace.registerTextDocumentContentProvider(answerScheme, {
        onDidChange: this.#changed.event,
        provideTextDocumentContent: (uri) => this.#result(uri),
      }),
      vscode.languages.registerCodeLensProvider(
        { scheme: 'untitled', language: 'json' },
        { provideCodeLenses: ({ uri }) => this.#lenses(uri) },
      ),
      // The result follows each stroke; nothing is sent for it.
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.#redraw(document.uri)),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#drafts.delete(uri.toString())),
    ];
  }

  /** A new description from a preset, or that of an account. */
  async open(provider: KeyedProvider, accountId: AccountId | null): Promise<void> {
    const definition = accountId === null ? await choosePreset() : this.session.factsOf(accountId)?.account.definition;
    if (accountId === null && definition === undefined) return;
    const content = withSchema(isObject(definition) ? definition : {});
    const document = await vscode.workspace.openTextDocument({ language: 'json', content });
    this.#number += 1;
    const result = vscode.Uri.from({ scheme: answerScheme, path: `/${t('Result')} ${this.#number}.md`, query: document.uri.toString() });
    this.#drafts.set(document.uri.toString(), { provider, accountId, result, answer: null, secrets: null });
    await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.One, preview: false });
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(result), {
      viewColumn: vscode.ViewColumn.Two,
      preview: false,
      preserveFocus: true,
    });
  }

  /** Asks once, because the person said so. */
  async test(target: unknown): Promise<void> {
    const { document, draft } = this.#draft(target);
    if (!document || !draft) return;
    const definition = readOrTell(document);
    if (!definition) return;
    const origin = asOrigin(new URL(definition.url).origin);
    const secrets = await this.#secretsFor(draft, definition, origin);
    if (!secrets) return;
    draft.secrets = { origin, byName: secrets };
    await withCancel(t('Asking {host}…', { host: hostOf(origin) }), async (signal) => {
      try {
        draft.answer = await this.session.probe(draft.provider, origin, endpointOf(definition), secrets, signal);
      } catch (error) {
        // Whoever calls it off knows so; what was there before stays.
        if (!signal.aborted) throw error;
      }
    });
    this.#redraw(document.uri);
  }

  /** The description goes into the settings, the key into the secret storage. */
  async save(target: unknown): Promise<void> {
    const { document, draft } = this.#draft(target);
    if (!document || !draft) return;
    const read = readOrTell(document);
    const json = readJsonText(document.getText());
    if (!read || !json.ok) return;
    const origin = asOrigin(new URL(read.url).origin);
    const { provider, accountId, secrets } = draft;
    const definition = withoutSchema(json.value);
    const label =
      accountId === null
        ? await showInput({ prompt: t('A name for this account, to tell it from others.'), value: hostOf(origin), ignoreFocusOut: true })
        : undefined;
    if (accountId === null && label === undefined) return;
    const id = accountId ?? this.session.freeId(provider.id);
    // An endpoint that takes no key still has a place to go to, and only that one.
    const { apiKey = noKey, ...others } = secrets?.origin === origin ? secrets.byName : {};
    const write = (): Promise<void> =>
      accountId === null
        ? this.session.accounts.add({ id, provider: provider.id, ...(label?.trim() ? { label: label.trim() } : {}), definition })
        : this.session.accounts.change(accountId, { definition });
    if (secrets?.origin === origin || secretsOf(read).length === 0)
      await this.session.keepKey(id, { origin, apiKey, secrets: others }, write);
    else await write();
    draft.accountId = id;
    const account = this.session.factsOf(id)?.account;
    if (account) await this.session.checks.check([account], new AbortController().signal);
    void showInfo(t('{label} was saved.', { label: account?.label ?? id }));
  }

  /** For others: it holds no key, since a description with one in it is refused. */
  async copy(target: unknown): Promise<void> {
    const { document } = this.#draft(target);
    if (!document || !readOrTell(document)) return;
    await vscode.env.clipboard.writeText(document.getText());
    flash(t('Description copied, without any key'));
  }

  dispose(): void {
    for (const disposable of this.#disposables) disposable.dispose();
    this.#drafts.clear();
  }

  #draft(target: unknown): { readonly document: vscode.TextDocument | undefined; readonly draft: Draft | undefined } {
    const uri = typeof target === 'string' ? target : vscode.window.activeTextEditor?.document.uri.toString();
    return {
      document: vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri),
      draft: this.#drafts.get(uri ?? ''),
    };
  }

  /**
   * All secrets that a description names: those that are known for its host, and the others by asking; undefined where
   * one is not given.
   */
  async #secretsFor(
    { provider, accountId, secrets: given }: Draft,
    definition: Definition,
    origin: Origin,
  ): Promise<Readonly<Record<string, string>> | undefined> {
    const stored = accountId === null ? undefined : await this.session.keys.get(accountId);
    const { apiKey: storedKey, secrets: storedOthers } = stored?.origin === origin ? stored : {};
    const known: Readonly<Record<string, string>> = {
      ...storedOthers,
      ...(storedKey === undefined || storedKey === noKey ? {} : { apiKey: storedKey }),
      ...(given?.origin === origin ? given.byName : {}),
    };
    const secrets: Record<string, string> = {};
    const credential = provider.credentials.apiKey;
    for (const name of secretsOf(definition)) {
      const prompt =
        name === 'apiKey'
          ? t('The key for {host}. It is sent there only, and kept when you save.', { host: hostOf(origin) })
          : t('The secret "{name}" for {host}. It is sent there only, and kept when you save.', { name, host: hostOf(origin) });
      const answer = Object.hasOwn(known, name)
        ? { kind: 'value' as const, value: known[name] ?? '' }
        : await inputStep(
            { title: t('Test Description'), step: 1, totalSteps: 1 },
            { prompt, password: true, refuse: (text) => keyShape(text, credential, t).refused },
          );
      if (answer.kind !== 'value') return undefined;
      secrets[name] = keyShape(answer.value, credential, t).key;
    }
    return secrets;
  }

  #result(uri: vscode.Uri): string {
    const document = vscode.workspace.textDocuments.find((one) => one.uri.toString() === uri.query);
    const draft = this.#drafts.get(uri.query);
    return document && draft ? resultText(document.getText(), draft.answer, display()) : t('The description was closed.');
  }

  #redraw(uri: vscode.Uri): void {
    const draft = this.#drafts.get(uri.toString());
    if (draft) this.#changed.fire(draft.result);
  }

  #lenses(uri: vscode.Uri): vscode.CodeLens[] {
    if (!this.#drafts.has(uri.toString())) return [];
    const lens = (title: string, command: CommandId): vscode.CodeLens =>
      new vscode.CodeLens(new vscode.Range(0, 0, 0, 0), { title, command, arguments: [uri.toString()] });
    return [
      lens(`$(play) ${t('Test')}`, 'apiBalance.testDefinition'),
      lens(`$(save) ${t('Save as Account')}`, 'apiBalance.saveDefinition'),
      lens(`$(copy) ${t('Copy for Sharing')}`, 'apiBalance.copyDefinition'),
    ];
  }
}

function readOrTell(document: vscode.TextDocument): Definition | undefined {
  const read = readDefinitionText(document.getText());
  if (read.ok) return read.definition;
  void showWarning(t('The description cannot be used yet: {reason}.', { reason: read.reasons[0] ?? '' }));
  return undefined;
}

async function choosePreset(): Promise<object | undefined> {
  const chosen = await showPick(
    presets.map(({ name, reports, definition }) => ({ label: name, description: reports, definition })),
    { title: t('Describe Your Own Provider'), placeHolder: t('Which example should it start from?') },
  );
  return chosen?.definition;
}
