import { FILEBEAT_MAPPINGS } from './index_mappings';

interface MappingNode {
  type?: string;
  dynamic?: boolean;
  properties?: Record<string, MappingNode>;
}

function listFields(node: MappingNode, prefix = ''): Map<string, MappingNode> {
  const found = new Map<string, MappingNode>();
  for (const [name, child] of Object.entries(node.properties ?? {})) {
    if (!child.properties) found.set(prefix + name, child);
    for (const [path, field] of listFields(child, `${prefix}${name}.`)) found.set(path, field);
  }
  return found;
}
const fields = listFields(FILEBEAT_MAPPINGS as MappingNode);

describe('mappings', () => {
  it.each([
    'request.id',
    'kubernetes.audit.auditID',
    'kubernetes.audit.objectRef.uid',
    'kubernetes.audit.objectRef.name',
    'kubernetes.audit.responseObject.metadata.uid',
    'kubernetes.audit.responseObject.metadata.ownerReferences.uid',
    'kubernetes.event.involved_object.uid',
    'kubernetes.event.metadata.uid',
    'kubernetes.pod.uid',
    'kubernetes.pod.name',
    'kubernetes.namespace',
    'service.name',
    'host.name',
    'orchestrator.cluster.name',
    'log.file.path',
    'event.dataset',
  ])('%s is a keyword', (field) => expect(fields.get(field)?.type).toBe('keyword'));

  it('index nothing that is not named: no explosion of fields', () => {
    const walk = (node: MappingNode): void => {
      if (!node.properties) return;
      expect(node.dynamic).toBe(false);
      Object.values(node.properties).forEach(walk);
    };
    walk(FILEBEAT_MAPPINGS as MappingNode);
    expect(fields.size).toBeLessThan(150);
  });
});
