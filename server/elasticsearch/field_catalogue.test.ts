import {
  AUDIT_MARKER_FIELDS,
  getAuditFields,
  EVENT_REASON_FIELDS,
  getFieldPaths,
  POD_FIELDS,
  getSearchFields,
} from './field_catalogue';

describe('the field catalogue', () => {
  it('names fields as documents have them, in the order in which they count', () => {
    expect(getFieldPaths('message')).toEqual(['message', 'log', 'body.text', 'MESSAGE']);
    expect(getFieldPaths('service', 'container').slice(0, 3)).toEqual([
      'service.name',
      'kubernetes.container.name',
      'kubernetes.container_name',
    ]);
    expect(getFieldPaths('node')[0]).toBe('kubernetes.node.name');
  });

  it('names the keywords that dynamic mappings make, and nothing that is only read, for queries', () => {
    expect(getSearchFields('reqID')).toEqual(['request.id', 'reqID', 'reqID.keyword']);
    expect(getSearchFields('node')).toContain('kubernetes.host.keyword');
    expect(getSearchFields('node')).not.toContain('kubernetes.pod_node_name');
    expect(getAuditFields('verb')).toEqual(['kubernetes.audit.verb', 'verb', 'verb.keyword']);
    // both versions of an Event at the root have it
    expect(EVENT_REASON_FIELDS).toEqual(['kubernetes.event.reason', 'reason', 'reason.keyword']);
    expect(AUDIT_MARKER_FIELDS).toEqual(['kubernetes.audit.verb', 'objectRef.resource']);
  });

  it('keeps the fields of one layout together, in one form', () => {
    expect(POD_FIELDS[0]).toEqual({
      uid: 'kubernetes.pod.uid',
      name: 'kubernetes.pod.name',
      namespace: 'kubernetes.namespace',
    });
    expect(POD_FIELDS).toContainEqual({
      uid: 'kubernetes.pod_uid.keyword',
      name: 'kubernetes.pod_name.keyword',
      namespace: 'kubernetes.pod_namespace.keyword',
    });
    expect(POD_FIELDS).toHaveLength(5);
  });
});
