/**
 * Remembers what was worked out of a piece of evidence, as long as the evidence is there: it is decided anew what belongs to a trace
 * with each round of searches, over the same evidence and more.
 */
export function memoize<Evidence extends object, Result>(
  work: (evidence: Evidence) => Result
): (evidence: Evidence) => Result {
  const known = new WeakMap<Evidence, { result: Result }>();
  return (evidence) => {
    const remembered = known.get(evidence);
    if (remembered) return remembered.result;
    const result = work(evidence);
    known.set(evidence, { result });
    return result;
  };
}
