/** Clauses on audit records, wherever their shipper decodes them: pure. */
import type { ObjectReference } from '../../../common/model/log_record';
import { getAuditFields, getAuditPaths } from '../field_catalogue';
import { allOf, anyOf, exists, anyFieldStartsWith, anyFieldIs, type Query } from './clauses';
import { groupNamesByNamespace } from './object_names';

/** Audit records of which this part is one of these. */
export const auditFieldIs = (part: string, values: string[]): Query =>
  anyFieldIs(getAuditFields(part), values);
/** Audit records of which this part begins so. */
export const auditFieldStartsWith = (part: string, prefix: string): Query =>
  anyFieldStartsWith(getAuditFields(part), prefix);
/** Audit records that have this part. */
export const auditFieldExists = (part: string): Query => anyOf(getAuditPaths(part).map(exists));

/**
 * Audit records of requests on these objects, by namespace and name; a create with generateName has its name in the answer
 * only. The objectRef of a Namespace names itself as its namespace as well.
 */
export function auditsOfObjects(objects: readonly ObjectReference[]): Query {
  return anyOf(
    [...groupNamesByNamespace(objects)].map(([namespace, names]) => {
      const named = anyOf([
        auditFieldIs('objectRef.name', names),
        auditFieldIs('responseObject.metadata.name', names),
      ]);
      return namespace ? allOf([auditFieldIs('objectRef.namespace', [namespace]), named]) : named;
    })
  );
}

/** Audit records that carry one of these uids as their object's. */
export const auditsOfUids = (uids: string[]): Query =>
  anyOf(
    ['objectRef.uid', 'responseObject.metadata.uid', 'requestObject.metadata.uid'].map((part) =>
      auditFieldIs(part, uids)
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
  const carried = auditFieldIs('auditID', [...auditIDs].sort());
  return reqIDs.length
    ? {
        bool: {
          filter: [carried],
          must_not: idFields.map((field) => ({ terms: { [field]: reqIDs } })),
        },
      }
    : carried;
}
