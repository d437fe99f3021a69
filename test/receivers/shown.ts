/** What a person in the channel sees of a message, and what the message does to them. */
export interface Shown {
  /** As drawn: marks that format are gone from it, and so are characters without a width. */
  readonly text: string;
  /** Whether it calls somebody, or everybody, by a mention. */
  readonly notified: boolean;
  /** Every address that can be clicked. */
  readonly links: readonly string[];
  /** What was drawn otherwise than written, in the words of the vendor: `bold`, `heading`, `timestamp` … */
  readonly marks: readonly string[];
}

/** Drawn exactly as written. */
export function literal(text: string): Shown {
  return { text: withoutZeroWidth(text), notified: false, links: [], marks: [] };
}

export function marked(shown: Shown, ...marks: readonly string[]): Shown {
  return { ...shown, marks: [...marks, ...shown.marks] };
}

export function linked(shown: Shown, address: string): Shown {
  return { ...shown, links: [address, ...shown.links] };
}

/** A mention, drawn as `text`. */
export function calling(text: string): Shown {
  return { ...literal(text), notified: true, marks: ['mention'] };
}

export function together(parts: readonly Shown[], between = '\n'): Shown {
  return {
    text: parts.map(({ text }) => text).join(between),
    notified: parts.some(({ notified }) => notified),
    links: parts.flatMap(({ links }) => links),
    marks: parts.flatMap(({ marks }) => marks),
  };
}

/** Spaces and joiners that have no width and hold no emoji together. */
function withoutZeroWidth(text: string): string {
  return text.replaceAll(/[\u200b\u2060\ufeff]/g, '');
}
