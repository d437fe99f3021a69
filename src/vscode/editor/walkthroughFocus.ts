/** What the links of the walkthrough hand to a command that asks something. */
const fromWalkthrough = 'walkthrough';

/** VS Code moves the focus to the pressed step after 250 ms, out of whatever list has opened by then. Nothing tells when it has. */
const focusMs = 400;

export async function afterWalkthroughFocus(target: unknown): Promise<void> {
  if (isFromWalkthrough(target)) await new Promise((resolve) => setTimeout(resolve, focusMs));
}

function isFromWalkthrough(target: unknown): boolean {
  return typeof target === 'object' && target !== null && 'from' in target && target.from === fromWalkthrough;
}
