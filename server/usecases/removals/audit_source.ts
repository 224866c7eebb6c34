/** What is fetched of audit records: bodies may be megabytes, and little of them tells of moves. */
const META = [
  'kind', 'metadata.name', 'metadata.namespace', 'metadata.uid', 'metadata.generateName', 'metadata.ownerReferences', 'metadata.generation',
  'metadata.deletionTimestamp', 'metadata.deletionGracePeriodSeconds',
];
const STATUS = ['status.phase', 'status.reason', 'status.message', 'status.conditions'];
const PARTS = [
  'kind', 'apiVersion', 'level', 'auditID', 'stage', 'requestURI', 'verb', 'user.username', 'impersonatedUser.username', 'userAgent', 'sourceIPs', 'objectRef',
  'responseStatus', 'requestReceivedTimestamp', 'stageTimestamp',
  ...META.flatMap((part) => [`requestObject.${part}`, `responseObject.${part}`]),
  ...STATUS.flatMap((part) => [`requestObject.${part}`, `responseObject.${part}`]),
  // of what was asked for all that tells a scaling, a new version, a cordon and a taint apart; a JSON patch is a list
  'requestObject.gracePeriodSeconds', 'requestObject.preconditions', 'requestObject.dryRun', 'requestObject.deleteOptions', 'requestObject.target',
  'requestObject.spec.replicas', 'requestObject.spec.template', 'requestObject.spec.unschedulable', 'requestObject.spec.taints',
  'requestObject.op', 'requestObject.path', 'requestObject.value',
  'responseObject.metadata.finalizers', 'responseObject.spec.nodeName',
  'responseObject.items.metadata.name', 'responseObject.items.metadata.namespace', 'responseObject.items.metadata.uid',
];
const DOCUMENT = [
  '@timestamp', 'log.file.path', 'log.offset', 'service.name', 'host.name', 'orchestrator.cluster.name', 'event.dataset', 'data_stream.dataset',
];
/** The parts of an audit document that are read: bodies may be megabytes. */
export const AUDIT_SOURCE: string[] = [...DOCUMENT, ...PARTS.map((part) => `kubernetes.audit.${part}`), ...PARTS];
