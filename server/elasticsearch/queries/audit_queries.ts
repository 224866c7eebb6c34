/** Clauses on audit records, wherever their shipper decodes them: pure. */
import type { ObjectReference } from '../../../common/model/log_record';
import { auditFields, auditPaths } from '../field_catalogue';
import { all, any, exists, oneBegins, oneIs, type Query } from './clauses';
import { namesByNamespace } from './names';

/** Audit records of which this part is one of these. */
export const auditPartIs = (part: string, values: string[]): Query =>
  oneIs(auditFields(part), values);
/** Audit records of which this part begins so. */
export const auditPartBegins = (part: string, prefix: string): Query =>
  oneBegins(auditFields(part), prefix);
/** Audit records that have this part. */
export const auditPartExists = (part: string): Query => any(auditPaths(part).map(exists));

/**
 * Audit records of requests on these objects, by namespace and name; a create with generateName has its name in the answer
 * only. The objectRef of a Namespace names itself as its namespace as well.
 */
export function auditsOf(objects: readonly ObjectReference[]): Query {
  return any(
    [...namesByNamespace(objects)].map(([namespace, names]) => {
      const named = any([
        auditPartIs('objectRef.name', names),
        auditPartIs('responseObject.metadata.name', names),
      ]);
      return namespace ? all([auditPartIs('objectRef.namespace', [namespace]), named]) : named;
    })
  );
}

/** Audit records that carry one of these uids as their object's. */
export const auditsOfUids = (uids: string[]): Query =>
  any(
    ['objectRef.uid', 'responseObject.metadata.uid', 'requestObject.metadata.uid'].map((part) =>
      auditPartIs(part, uids)
    )
  );

/**
 * Documents whose indexed audit ID is one of these, but for the lines that carry one of these reqIDs as well: they are in the
 * trace already.
 */
export function auditIdQuery(
  auditIDs: string[],
  reqIDs: string[] = [],
  idFields: string[] = []
): Query {
  const carried = auditPartIs('auditID', [...auditIDs].sort());
  return reqIDs.length
    ? {
        bool: {
          filter: [carried],
          must_not: idFields.map((field) => ({ terms: { [field]: reqIDs } })),
        },
      }
    : carried;
}
