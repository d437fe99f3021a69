import { sharedFaultText } from '../core/shared/sharedFaultText';
import type { SharedStanding } from '../core/shared/sharedLink';
import { english } from '../core/text/translate';

/** Says once for each change how it stands with the shared history; that all is well only after it was not. */
export function sharedTeller(tell: (text: string) => unknown): (standing: SharedStanding) => void {
  let wasAway = false;
  return (standing) => {
    switch (standing.kind) {
      case 'unknown':
        return;
      case 'away':
        wasAway = true;
        return void tell(
          `${sharedFaultText(standing.fault, english)} The checks go on. What another machine asked last is asked here after three intervals.`,
        );
      case 'open':
        if (!standing.canWrite)
          tell(
            'The shared history may only be read by this user: what is checked here stays here, and machines that may write post summaries.',
          );
        else if (wasAway) tell('The shared history is reached again, and what waited is handed on.');
        wasAway = false;
    }
  };
}
