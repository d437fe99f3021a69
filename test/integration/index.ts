import { runMocha } from '../runner/runMocha';

/** In a browser, the workbench's own log and this suite's lines arrive as one stream; the mark tells them apart. */
const mark = process.env['API_BALANCE_LINE_MARK'] ?? '';

/** VS Code calls this inside the extension host; a rejection is the verdict "failed". */
export async function run(): Promise<void> {
  // The extension host ignores an assignment to console.log, so the mark is put on here.
  const print = (line: string): void => {
    console.log(mark + line);
  };
  const { failed } = await runMocha({ folder: __dirname, timeoutMs: 60_000, print });
  if (failed > 0) throw new Error(`${failed} integration tests failed.`);
}
