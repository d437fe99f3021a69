/** A block of code in a document, between its fences. */
export interface FencedBlock {
  readonly language: string;
  readonly text: string;
  /** What the comment says that stands directly above it, such as `run: cron`; null: none. */
  readonly comment: string | null;
}

export function fencedBlocks(markdown: string): readonly FencedBlock[] {
  const found = markdown.matchAll(/(?:^<!-- (.+) -->\n\n?)?^```(\w*)\n([\s\S]*?)^```$/gm);
  return [...found].map(([, comment = null, language = '', text = '']) => ({ language, text, comment }));
}
