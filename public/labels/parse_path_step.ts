/** The steps of a reason's path, each written `<Kind> <namespace>/<name>` (see Reason.path). Pure. */

export interface PathStep {
  /** absent where only a name is known */
  kind?: string;
  name: string;
}

/** Names come from the logs. */
const MAX_NAME_LENGTH = 300;

/** Kinds are CamelCase and hold no blank; a step without one is a bare name. */
export function parsePathStep(step: string): PathStep {
  const blank = step.indexOf(' ');
  const kind = blank > 0 ? step.slice(0, blank) : undefined;
  return kind !== undefined && isKind(kind)
    ? {
        kind: kind.slice(0, MAX_NAME_LENGTH),
        name: step.slice(blank + 1, blank + 1 + MAX_NAME_LENGTH),
      }
    : { name: step.slice(0, MAX_NAME_LENGTH) };
}

export function getPathStepKind(step: string): string | undefined {
  return parsePathStep(step).kind;
}

function isKind(text: string): boolean {
  const first = text[0] ?? '';
  return first >= 'A' && first <= 'Z';
}
