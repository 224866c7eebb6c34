/** The time of a pasted line. */
import { parseComponentLine } from '../../common/parse/component_line';
import { toMicros } from '../../common/time/micros';

/** The server's own default for the longest range (requestTrace.maxRange); it cuts what is longer for it. */
const MAX_RANGE_MS = 7 * 86_400_000;

/**
 * The time in which the cause of a line lies: so long before it, up to it. undefined where the text tells no time.
 */
export function getTimeRangeBeforeLine(text: string): { from: string; to: string } | undefined {
  const line = parseComponentLine(text.trim().split('\n', 1)[0] ?? '', {
    defaultTimestamp: new Date().toISOString(),
  });
  const at = line && toMicros(line.timestamp);
  // text that is no line gets the default
  if (!at || Math.abs(at / 1_000 - Date.now()) < 5) return undefined;
  const to = new Date(Math.ceil(at / 1_000));
  return { from: new Date(to.getTime() - MAX_RANGE_MS).toISOString(), to: to.toISOString() };
}
