/** What the request's own writes changed: against the object's earlier body in the trace, else what a patch itself says. */
import type { ObjectChange } from '../../../../common/model/diagnosis';
import { isJsonObject, type JsonObject } from '../../../../common/parse/json_values';
import type { Evidence } from '../../evidence';
import { keyOf, referenceOf } from '../references';
import type { OwnRequest } from '../request/own_requests';
import { isStored, storedObject } from '../../timeline/object_body';
import { difference, type Difference } from './difference';
import type { ObjectIndex } from '../../timeline/object_index';
import { targetOf } from '../../timeline/read_audit';

const MAX_CHANGES = 100;

/** null where no audit record of the writes has a body. */
export function changesOf(
  writes: OwnRequest[],
  evidence: Evidence[],
  graph: ObjectIndex
): ObjectChange[] | null {
  const withBody = writes.filter(
    ({ audit }) => audit.requestObject !== undefined || audit.responseObject !== undefined
  );
  if (!withBody.length) return null;
  const changes: ObjectChange[] = [];
  for (const write of withBody) {
    const { audit, target } = write;
    if (
      !target ||
      (audit.verb !== 'update' && audit.verb !== 'patch') ||
      (audit.responseStatus?.code ?? 0) >= 400
    )
      continue;
    const differences = differencesOf(write, evidence, graph);
    for (const { path, kind, before, beforeUnknown, after } of differences) {
      if (changes.length >= MAX_CHANGES) return changes;
      changes.push({
        object: referenceOf(target),
        path,
        kind,
        record: keyOf(write.evidence),
        ...(before !== undefined ? { before } : beforeUnknown ? { beforeUnknown } : {}),
        ...(after !== undefined ? { after } : {}),
      });
    }
  }
  return changes;
}

function differencesOf(
  { audit, target, evidence: own }: OwnRequest,
  evidence: Evidence[],
  graph: ObjectIndex
): Difference[] {
  const isSecret = target!.kind === 'Secret';
  const after = storedObject(audit);
  const before =
    after && isStored(audit.responseObject) ? bodyBefore(own, evidence, graph) : undefined;
  // a body that was fetched in part can't be told from one that lost parts
  if (before && after && isJsonObject(before.spec) === isJsonObject(after.spec))
    return difference(before, after, isSecret);
  const { requestObject } = audit;
  if (Array.isArray(requestObject)) return fromJsonPatch(requestObject, isSecret);
  if (!requestObject || audit.verb !== 'patch') return [];
  return difference({}, requestObject, isSecret, true);
}

/** The last body of the same object from before. */
function bodyBefore(
  own: Evidence,
  evidence: Evidence[],
  graph: ObjectIndex
): JsonObject | undefined {
  const target = targetOf(own.audit!, own.at, graph);
  for (let i = evidence.indexOf(own) - 1; i >= 0; i--) {
    const { audit, at } = evidence[i]!;
    if (
      !audit?.responseObject ||
      !isStored(audit.responseObject) ||
      targetOf(audit, at, graph) !== target
    )
      continue;
    // fetched in part only: no template
    return 'managedFields' in ((audit.responseObject.metadata ?? {}) as JsonObject)
      ? audit.responseObject
      : undefined;
  }
  return undefined;
}

/** RFC 6902 */
function fromJsonPatch(operations: unknown[], isSecret: boolean): Difference[] {
  return operations
    .filter(isJsonObject)
    .slice(0, MAX_CHANGES)
    .flatMap(({ op, path, value }): Difference[] => {
      if (typeof path !== 'string' || op === 'test') return [];
      const dotted = path
        .slice(1, 500)
        .split('/')
        .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
        .join('.');
      if (op === 'remove') return [{ path: dotted, kind: 'removed', beforeUnknown: true }];
      return difference({}, nested(dotted.split('.'), value), isSecret, true).map((found) => ({
        ...found,
        kind: op === 'add' ? 'added' : 'changed',
      }));
    });
}

const nested = (parts: string[], value: unknown): JsonObject => {
  const [first = '', ...rest] = parts;
  return { [first]: rest.length && rest.length < 20 ? nested(rest, value) : value };
};
