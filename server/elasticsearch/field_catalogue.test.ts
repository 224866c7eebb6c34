import {
  AUDIT_MARKS,
  auditFields,
  EVENT_REASONS,
  pathsOf,
  POD_FIELDS,
  searchedFields,
} from './field_catalogue';

describe('the field catalogue', () => {
  it('names fields as documents have them, in the order in which they count', () => {
    expect(pathsOf('message')).toEqual(['message', 'log', 'body.text', 'MESSAGE']);
    expect(pathsOf('service', 'container').slice(0, 3)).toEqual([
      'service.name',
      'kubernetes.container.name',
      'kubernetes.container_name',
    ]);
    expect(pathsOf('node')[0]).toBe('kubernetes.node.name');
  });

  it('names the keywords that dynamic mappings make, and nothing that is only read, for queries', () => {
    expect(searchedFields('reqID')).toEqual(['request.id', 'reqID', 'reqID.keyword']);
    expect(searchedFields('node')).toContain('kubernetes.host.keyword');
    expect(searchedFields('node')).not.toContain('kubernetes.pod_node_name');
    expect(auditFields('verb')).toEqual(['kubernetes.audit.verb', 'verb', 'verb.keyword']);
    // both versions of an Event at the root have it
    expect(EVENT_REASONS).toEqual(['kubernetes.event.reason', 'reason', 'reason.keyword']);
    expect(AUDIT_MARKS).toEqual(['kubernetes.audit.verb', 'objectRef.resource']);
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
