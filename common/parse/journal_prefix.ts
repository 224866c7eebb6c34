/** What journalctl (and syslog) writes before a component's own line: `Nov 23 06:21:46 node-a kubelet[1234]: `. */

export interface JournalPrefix {
  /** characters before the component's own line */
  length: number;
  node: string;
  unit: string;
}

/** A prefix is short: only so much of a line is looked at, so the expression can't run long. */
const MAX_PREFIX_LENGTH = 400;

const JOURNAL_LINE_START =
  /^[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d(?:\.\d{1,6})? ([\w.-]{1,253}) ([\w.@-]{1,64})(?:\[\d{1,10}\])?: /;

/** The prefix of a line of journalctl's default output (`-o short`, `short-precise`), or null where there is none. */
export function parseJournalPrefix(text: string): JournalPrefix | null {
  const found = JOURNAL_LINE_START.exec(text.slice(0, MAX_PREFIX_LENGTH));
  return found ? { length: found[0].length, node: found[1] ?? '', unit: found[2] ?? '' } : null;
}
