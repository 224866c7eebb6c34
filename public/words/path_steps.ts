/** The steps of a reason's path, each written `<Kind> <namespace>/<name>` (see Reason.path). Pure. */

export interface PathStep {
  /** absent where only a name is known */
  kind?: string;
  name: string;
}

/** Names come from the logs. */
const MAX_NAME = 300;

/** Kinds are CamelCase and hold no blank; a step without one is a bare name. */
export function readStep(step: string): PathStep {
  const blank = step.indexOf(' ');
  const kind = blank > 0 ? step.slice(0, blank) : undefined;
  return kind !== undefined && isKind(kind)
    ? { kind: kind.slice(0, MAX_NAME), name: step.slice(blank + 1, blank + 1 + MAX_NAME) }
    : { name: step.slice(0, MAX_NAME) };
}

export function kindOfStep(step: string): string | undefined {
  return readStep(step).kind;
}

function isKind(text: string): boolean {
  const first = text[0] ?? '';
  return first >= 'A' && first <= 'Z';
}
