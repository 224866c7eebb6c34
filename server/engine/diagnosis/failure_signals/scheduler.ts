/** The scheduler's message: pkg/scheduler/framework/types.go, FitError.Error. */

/**
 * `0/3 nodes are available: 1 Insufficient cpu, 2 node(s) had untolerated taint {a: }. preemption: …` → the message without
 * what preemption says, and the reason of most nodes.
 */
export function schedulerFocus(message: string): { text: string; focus: string } {
  let text = message;
  for (const tail of [' preemption: ', ' no new claims to deallocate', ' still not schedulable']) {
    const at = text.indexOf(tail);
    if (at > 0) text = text.slice(0, at);
  }
  text = text.trim();
  const start = text.indexOf('nodes are available: ');
  if (start < 0) return { text, focus: text };
  let best = '';
  let most = -1;
  let part = '';
  const settle = () => {
    const nodes = parseInt(part, 10);
    if (part !== '' && (nodes || 0) > most) {
      most = nodes || 0;
      best = part;
    }
  };
  const list = text.slice(start + 21);
  for (const piece of (list.endsWith('.') ? list.slice(0, -1) : list).split(', ')) {
    // a reason may hold a comma itself: a new one begins with its number of nodes
    const code = piece.charCodeAt(0);
    if (part !== '' && !(code >= 48 && code <= 57)) part += `, ${piece}`;
    else {
      settle();
      part = piece;
    }
  }
  settle();
  return { text, focus: best };
}
