/** What rules are made of: tests on a statement by its reason, its code and the phrases in its text. No regular expressions. */
import type { Match } from './rule';
import type { FailureSignal } from '../failure_signals/failure_signal';

/** A cause is a quote that a person reads at a glance. */
const LONGEST_CAUSE = 500;

export interface Test {
  reasons?: readonly string[];
  /** HTTP status codes, exit codes */
  codes?: readonly number[];
  /** one of these phrases is in the text */
  any?: readonly string[];
  /** all of these are */
  all?: readonly string[];
  /** one of these is in the part that weighs most (a scheduler's message) */
  focus?: readonly string[];
  /** none of these is in the text */
  not?: readonly string[];
}

/** Bounded, on one line. */
export function quote(text: string): string {
  const line = (text.length > 2 * LONGEST_CAUSE ? text.slice(0, 2 * LONGEST_CAUSE) : text)
    .split(/\s+/)
    .join(' ')
    .trim();
  return line.length > LONGEST_CAUSE ? `${line.slice(0, LONGEST_CAUSE - 1)}…` : line;
}

/** A match where all parts of the test hold; its cause is the statement's text, or what `cause` makes of it. */
export function when(
  test: Test,
  cause?: (said: FailureSignal) => string
): (said: FailureSignal) => Match | null {
  return (said) => {
    const { text } = said;
    if (test.reasons && !test.reasons.includes(said.reason)) return null;
    if (test.codes && !(said.code !== undefined && test.codes.includes(said.code))) return null;
    if (test.any && !test.any.some((phrase) => text.includes(phrase))) return null;
    if (test.all && !test.all.every((phrase) => text.includes(phrase))) return null;
    if (test.focus && !test.focus.some((phrase) => (said.focus ?? text).includes(phrase)))
      return null;
    if (test.not && test.not.some((phrase) => text.includes(phrase))) return null;
    const match: Match = { cause: quote(cause ? cause(said) : text) };
    if (said.object) match.object = said.object;
    if (said.by !== undefined) match.by = said.by;
    return match;
  };
}
